using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
    /// <summary>What lies over the case whatever its stage: supervision, dispute, incident, publicity, cards.</summary>
    private Case? OverAll(CaseEvent e) => e switch
    {
        CaseTakenOver when Open => this with { TakenOver = true },
        SupervisionRequested r when Open => this with
        {
            SupervisionRequests = SupervisionRequests.Add(new(SupervisionRequests.Count + 1, r.Mode, r.Reason, r.Due, r.Unit, r.At)),
        },
        SupervisionDeclined d => Requested(d.Request, r => r with { AnsweredAt = d.At, Declined = d.Reason }),
        SupervisionOpened s => (s.Request is { } request ? Requested(request, r => r with { AnsweredAt = s.At }) : this)?.Supervise(s),
        SupervisionReplied s => Supervised(s.Id, s.At, o => o with { Reply = s.Text, RepliedAt = s.At }),
        SupervisionClosed s => Supervised(s.Id, s.At, o => o with { Result = s.Result, ClosedAt = s.At }),

        JurisdictionDisputed d when Open && Dispute is null => this with { Dispute = new(d.With, d.Text) },
        DisputeEscalated when Dispute is not null => this with { Dispute = Dispute with { Escalated = true } },
        DisputeSettled d when Dispute is not null => d.County is { } county ? Moved(d, county) : Settled(d),

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

    private Case Settled(DisputeSettled e) => this with { Dispute = null, HandlingUnit = e.Unit, Clocks = Clocks.Stop(ClockKind.L6, e.At) };

    /// <summary>The other county takes it up as one it was handed: unsigned, with its own twenty hours, and without the squad that was out for it.</summary>
    private Case Moved(DisputeSettled e, CountyCode county)
    {
        var waits = Fast is FastStage.Candidate;
        return Settled(e) with
        {
            County = county,
            Registration = Registration with { CountyPending = false },
            Workflow = Workflow.Routed,
            TakenOver = false,
            SignedBy = null,
            Fast = waits ? Fast : FastStage.None,
            FastFrom = waits ? FastFrom : e.At,
            Directive = waits ? Directive : null,
            Clocks = Clocks.Stop(ClockKind.L6, e.At).Cancel(e.At, ClockKind.C7).Start(ClockKind.C7, e.At),
        };
    }

    private Case? OnTheClock(CaseEvent e) => e switch
    {
        ClockSet s => this with { Clocks = Clocks.Set(Dated(s), s.At) },
        ClockPassed p when Clocks.RunningOf(p.Clock, p.Round) is { } clock =>
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

    private Case Supervise(SupervisionOpened e) => this with
    {
        Supervisions = Supervisions.Add(new(e.Id, e.Mode, e.Reason, e.Due, e.Unit, e.At)),
        Clocks = Clocks.StartUntil(ClockKind.S1, e.At, e.Due, warned: true),
    };

    /// <summary>Answered or ended, its date no longer counts.</summary>
    private Case? Supervised(int id, DateTimeOffset at, Func<Supervision, Supervision> change) =>
        Supervisions.Find(s => s.Id == id) is { } order
            ? this with
            {
                Supervisions = Supervisions.Replace(order, change(order)),
                Clocks = Clocks.RunningOf(ClockKind.S1, id) is { } clock ? Clocks.Replace(clock, clock.Stop(at)) : Clocks,
            }
            : null;

    private Case? Requested(int id, Func<SupervisionRequest, SupervisionRequest> change) =>
        SupervisionRequests.Find(r => r.Id == id) is { Open: true } request
            ? this with { SupervisionRequests = SupervisionRequests.Replace(request, change(request)) }
            : null;

    private Case? Carded(string no, Func<Card, Card> change) =>
        Cards.Find(c => string.Equals(c.No, no, StringComparison.Ordinal)) is { } card
            ? this with { Cards = Cards.Replace(card, change(card)) }
            : null;
}
