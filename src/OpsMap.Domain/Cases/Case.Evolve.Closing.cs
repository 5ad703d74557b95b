using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
    /// <summary>What may still be owed when a case is over: the notices to the parties.</summary>
    private static readonly ClockKind[] _owedAfterTheEnd = [ClockKind.L3, ClockKind.L5];

    private Case Closed(CaseClosed e)
    {
        var atWork = Fast is FastStage.OnScene or FastStage.RemoteHandling;
        var clocks = Clocks.Stop(ClockKind.C5, e.OccurredAt).CancelAllBut(e.OccurredAt, _owedAfterTheEnd);
        return this with
        {
            Workflow = Workflow.Closed,
            Fast = atWork ? FastStage.SceneDone : Fast is FastStage.Candidate ? FastStage.Cancelled : Fast,
            Directive = atWork ? Directive! with { FinishedAt = e.OccurredAt } : Directive,
            Outcome = e.Outcome,
            ClosedBy = e.By,
            AcceptanceUntold = false,
            Endings = Endings.Add(new(Cycle, e.Outcome, e.OccurredAt)),
            RecoveredAmount = e.RecoveredAmount ?? RecoveredAmount,
            ClosedAt = e.OccurredAt,
            Proposal = null,
            Dispute = null,
            VerificationPaused = null,
            MaterialsAsked = null,
            Clocks = Kind is CaseKind.Consultation ? clocks : clocks.Start(ClockKind.C6, e.OccurredAt),
        };
    }

    /// <summary>History stays; what has to be done again starts again, from now (重新办理).</summary>
    private Case Reopened(CaseReopened e) => this with
    {
        Workflow = Kind is CaseKind.Consultation ? Workflow.Triaging : Workflow.Reopened,
        Fast = FastStage.None,
        Legal = Again(Legal),
        Cycle = e.Cycle,
        FastFrom = e.At,
        Determined = false,
        Directive = null,
        HandlingUnit = null,
        SignedBy = null,
        Outcome = null,
        ClosedBy = null,
        EndGround = null,
        RefusalGround = null,
        ClosedAt = null,
        FirstReply = null,
        Unreached = null,
        ReturnVisit = null,
        ReviewSaysReopen = false,
        PreSettlement = null,
        Extended = false,
        Clocks = Clocks.CancelAllBut(e.At, _owedAfterTheEnd).Start(ClockKind.C4, e.At),
    };

    private static LegalStage Again(LegalStage legal) => legal switch
    {
        LegalStage.Agreed or LegalStage.Ended => LegalStage.Accepted,
        LegalStage.NotAccepted => LegalStage.Pending,
        LegalStage.Filed or LegalStage.NotFiled => LegalStage.Verifying,
        _ => legal,
    };

    /// <summary>Over without a closing: merged into another case, or sent to whoever it belongs to.</summary>
    private Case Over(Workflow workflow, Outcome outcome, DateTimeOffset at, params IReadOnlyList<ClockKind> stillOwed) => this with
    {
        Workflow = workflow,
        Fast = Fast is FastStage.Candidate ? FastStage.Cancelled : Fast,
        Outcome = outcome,
        AcceptanceUntold = false,
        Endings = Endings.Add(new(Cycle, outcome, at)),
        ClosedAt = at,
        Proposal = null,
        Dispute = null,
        VerificationPaused = null,
        MaterialsAsked = null,
        Clocks = Clocks.CancelAllBut(at, [.. _owedAfterTheEnd, .. stillOwed]),
    };
}
