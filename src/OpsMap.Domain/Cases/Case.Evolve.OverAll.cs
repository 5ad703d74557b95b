using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
    /// <summary>What lies over the case whatever its stage: supervision, dispute, incident, publicity, cards.</summary>
    private Case? OverAll(CaseEvent e) => e switch
    {
        CaseTakenOver when Open => this with { TakenOver = true },
        SupervisionRequested when Open => this,
        SupervisionOpened s => this with { Supervisions = Supervisions.Add(new(s.Id, s.Mode, s.Reason, s.Due, s.Unit, s.At)) },
        SupervisionReplied s => Supervised(s.Id, o => o with { Reply = s.Text, RepliedAt = s.At }),
        SupervisionClosed s => Supervised(s.Id, o => o with { Result = s.Result, ClosedAt = s.At }),

        JurisdictionDisputed d when Open && Dispute is null => this with { Dispute = new(d.With, d.Text) },
        DisputeEscalated when Dispute is not null => this with { Dispute = Dispute with { Escalated = true } },
        DisputeSettled d when Dispute is not null =>
            this with { Dispute = null, HandlingUnit = d.Unit, Clocks = Clocks.Stop(ClockKind.L6, d.At) },

        EvidenceAdded a => this with { Evidence = Evidence.Add(new(a.Evidence, a.Kind, a.Sha256, a.TakenAt, a.At, a.Alone)) },

        CaseLinked l when !InIncident => this with { Incident = l.Incident, IncidentOver = false },
        CaseUnlinked { Over: true } l when Incident == l.Incident => this with { IncidentOver = true },
        CaseUnlinked l when Incident == l.Incident => this with { Incident = null },

        PublicityProposed p when Workflow >= Workflow.Closed =>
            this with { Proposal = new(ProposalKind.Publicity, p.By, p.At, p.Reason ?? "", Publish: p.Publish) },
        PublicityDecided p when Workflow >= Workflow.Closed =>
            this with { Published = p.Publish, Proposal = null, Clocks = Clocks.Stop(ClockKind.L8, p.At) },

        CardIssued c => this with { Cards = Cards.Add(new(c.No, c.Card, c.Clock, c.Round, c.DueAt, c.At, c.To)) },
        CardAcknowledged c => Carded(c.No, card => card with { AckAt = c.At }),
        CardReplied c => Carded(c.No, card => card with { Reply = c.Text, RepliedAt = c.At }),
        _ => null,
    };

    private Case? OnTheClock(CaseEvent e) => e switch
    {
        ClockSet s => this with { Clocks = Clocks.Set(Dated(s), s.At) },
        ClockPassed p when Clocks.RunningOf(p.Clock) is { } clock && clock.Round == p.Round =>
            this with { Clocks = Clocks.Replace(clock, Passed(clock, p)) },
        _ => null,
    };

    private static Clock Dated(ClockSet e) => new(e.Clock, e.Round, e.Start, e.Due, [])
    {
        Reminder = e.Reminder,
        Urging = e.Urging,
        Provisional = e.Provisional is true,
    };

    /// <summary>The right to hand a case back is not broken at its last instant; it lapses.</summary>
    private static Clock Passed(Clock clock, ClockPassed e) =>
        clock.Kind is ClockKind.C7 && string.Equals(e.Step, ClockSteps.Breach, StringComparison.Ordinal)
            ? clock.Pass(e.Step).Cancel(e.DueAt)
            : clock.Pass(e.Step);

    private Case? Supervised(int id, Func<Supervision, Supervision> change) =>
        Supervisions.Find(s => s.Id == id) is { } order ? this with { Supervisions = Supervisions.Replace(order, change(order)) } : null;

    private Case? Carded(string no, Func<Card, Card> change) =>
        Cards.Find(c => string.Equals(c.No, no, StringComparison.Ordinal)) is { } card
            ? this with { Cards = Cards.Replace(card, change(card)) }
            : null;
}
