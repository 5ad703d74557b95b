using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

/// <summary>Which event starts which clock of law, or dates it anew (法定时限起算).</summary>
public static class LegalClocks
{
    /// <summary>The events of one decision with the dates that follow from each right behind it.</summary>
    public static IReadOnlyList<CaseEvent> Dated(Case before, IReadOnlyList<CaseEvent> events, Moment when)
    {
        var dated = new List<CaseEvent>(events.Count + 1);
        var state = before;
        foreach (var e in events)
        {
            dated.Add(e);
            state = state.Evolve(e);
            foreach (var set in Following(state, e, when))
            {
                dated.Add(set);
                state = state.Evolve(set);
            }
        }

        return dated;
    }

    public static ClockSet Set(Case state, ClockKind kind, int round, DateTimeOffset start, Moment when)
    {
        var pauses = state.Clocks.Find(c => c.Kind == kind && c.Round == round)?.Pauses ?? [];
        var clock = LegalTerm.Of(kind, state.RuleSet, kind is ClockKind.L4 && state.Extended).From(kind, round, start, when.Calendar, pauses);
        return new ClockSet(when.Now, kind, round, clock.Start, clock.Due, clock.Reminder, clock.Urging, clock.Provisional ? true : null);
    }

    private static IEnumerable<ClockSet> Following(Case after, CaseEvent e, Moment when)
    {
        if (Started(after, e) is { } kind)
            yield return Set(after, kind, (after.Clocks.Latest(kind)?.Round ?? 0) + 1, Begun(after, e), when);
        if (Moved(e) is { } moved && after.Clocks.RunningOf(moved) is { PausedAt: null } running)
            yield return Set(after, moved, running.Round, running.Start, when);
    }

    /// <summary>Limits of law count from the receipt, whenever it was written down.</summary>
    private static DateTimeOffset Begun(Case after, CaseEvent e) => e switch
    {
        CaseReceived => after.ReceivedAt,
        FieldStep f => f.OccurredAt,
        _ => e.At,
    };

    private static ClockKind? Started(Case after, CaseEvent e) => e switch
    {
        // what had been accepted is mediated again, and has its time again
        CaseReopened when after is { Kind: CaseKind.Complaint, Legal: LegalStage.Accepted } => ClockKind.L2,
        CaseReceived or CaseReopened => First(after),
        PreSettlementFailed or MaterialsReceived { Identity: true } or ComplainantCorrected { Identity: true }
            when after is { Open: true, Kind: CaseKind.Complaint, Workflow: not Workflow.PreSettlement } && after.Clocks.RunningOf(ClockKind.L1) is null => First(after),
        PreSettlementStarted => ClockKind.L7,
        ComplaintAccepted => ClockKind.L2,
        MediationEnded => ClockKind.L3,
        JurisdictionDisputed => ClockKind.L6,
        // repeated reports: the period runs from the last one (Order 121 art. 35)
        ChildJoined when after is { Kind: CaseKind.Report, Legal: LegalStage.Verifying, VerificationPaused: null } => ClockKind.L4,
        // the duty to inform was dropped by Order 121
        ReportFiled or ReportNotFiled when after is { RuleSet: RuleSet.R20, Registration.OnFile.HasContact: true } => ClockKind.L5,
        CaseClosed when after is { Kind: CaseKind.Complaint, Published: null, Registration.OnFile.ConsentPublish: true }
            && after.Outcome is Outcome.Mediated or Outcome.MediatedOnScene or Outcome.MediationEnded => ClockKind.L8,
        _ => null,
    };

    /// <summary>What has to be decided about a case first: acceptance, or whether a report is true.</summary>
    private static ClockKind? First(Case after) => after switch
    {
        { Kind: CaseKind.Complaint, Legal: LegalStage.Pending, PreComplaint: false } => ClockKind.L1,
        { Kind: CaseKind.Report, Legal: LegalStage.Verifying } => ClockKind.L4,
        _ => null,
    };

    private static ClockKind? Moved(CaseEvent e) => e switch
    {
        AppraisalEnded => ClockKind.L2,
        VerificationResumed or VerificationExtended => ClockKind.L4,
        _ => null,
    };
}
