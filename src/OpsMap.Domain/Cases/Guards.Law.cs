using OpsMap.Domain.Access;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Cases;

public static partial class Guards
{
    public static Guard Report { get; } = Kind(CaseKind.Report);

    public static Guard Consultation { get; } = Kind(CaseKind.Consultation);

    /// <summary>Safety and crowds are not left to the merchant.</summary>
    public static Guard NotTooUrgent { get; } = (state, _, _) =>
        state.Situations.Contains(Situation.SafetyHarm) || state.Situations.Contains(Situation.MassOrPublicOpinion)
            ? new(Refusals.TooUrgent)
            : null;

    public static Guard NotPreComplaint { get; } = (state, _, _) => state.PreComplaint ? new(Refusals.PreComplaint) : null;

    public static Guard NoProposal { get; } = (state, _, _) =>
        state.Proposal is { } waiting ? new(Refusals.ProposalPending, Facts: Facts.Of("kind", waiting.Kind)) : null;

    /// <summary>An agreement overtakes the proposal to end the mediation, not the one to refuse the complaint.</summary>
    public static Guard NoProposalButEnding { get; } = (state, by, when) =>
        state.Proposal?.Kind is ProposalKind.Ending ? null : NoProposal(state, by, when);

    public static Guard NotFoundUnreachable { get; } = (state, _, _) => state.Unreached is null ? null : new(Refusals.AlreadyDecided);

    /// <summary>The second person of two; a squad that set out meanwhile is not refused over its head.</summary>
    public static Guard MayDecideProposal { get; } = (state, by, when) =>
        state.Proposal is not { } waiting ? new(Refusals.NoProposal)
        : waiting.By == by.Id ? new(Refusals.SecondPersonNeeded)
        : waiting.Kind is ProposalKind.Refusal ? NoSquadOut(state, by, when)
        : null;

    /// <summary>From triage, anew, or where a directive was all there was; the city may also move what a unit can no longer hand back.</summary>
    public static Guard Routable { get; } = (state, by, _) => state.Workflow switch
    {
        Workflow.Triaging or Workflow.Reopened => null,
        Workflow.Routed when state.HandlingUnit is null => null,
        Workflow.Routed or Workflow.Investigating when by.Role is Role.CityDispatcher => null,
        Workflow.Routed or Workflow.Investigating when state.Hops > 0 => new(Refusals.CityMustDecide),
        _ => NotNow(state),
    };

    /// <summary>Handed back once is enough; then the city decides (防止来回退单).</summary>
    public static Guard NotReturnedBefore { get; } = (state, _, _) => state.Hops > 0 ? new(Refusals.CityMustDecide) : null;

    public static Guard ReturnStillOpen { get; } = (state, _, when) => state.Clocks.Latest(ClockKind.C7) switch
    {
        null => NotNow(state),
        { Running: true } c7 when when.Now <= c7.Due => null,
        _ => new(Refusals.ReturnLapsed),
    };

    public static Guard ReReplyOwed { get; } = (state, _, _) =>
        state.Clocks.RunningOf(ClockKind.C8) is null ? new(Refusals.ReReplyNotDue) : null;

    public static Guard NotExtended { get; } = (state, _, when) =>
        state.Extended ? new(Refusals.AlreadyExtended)
        : state.Clocks.RunningOf(ClockKind.L4) is { PausedAt: null } l4 && when.Now > l4.Due ? new(Refusals.TooLateToExtend)
        : null;

    public static Guard Counting { get; } = (state, _, _) => state.VerificationPaused is null ? null : new(Refusals.AlreadyPaused);

    public static Guard Paused { get; } = (state, _, _) => state.VerificationPaused is null ? new(Refusals.NotPaused) : null;

    public static Guard NoDispute { get; } = (state, _, _) => state.Dispute is null ? null : new(Refusals.DisputePending);

    /// <summary>Once the time to agree is over, the common superior designates.</summary>
    public static Guard MaySettleDispute { get; } = (state, by, _) => state.Dispute switch
    {
        null => new(Refusals.NoDispute),
        { Escalated: true } when by.Role is not Role.CityDispatcher => new(Refusals.CityMustDecide),
        _ => null,
    };

    public static Guard CardUnread { get; } = (state, _, _) =>
        state.Cards.Exists(c => c.AckAt is null) ? null : new(Refusals.NoSuchCard);

    public static Guard CardUnanswered { get; } = (state, _, _) =>
        state.Cards.Exists(c => c.RepliedAt is null) ? null : new(Refusals.NoSuchCard);

    public static Guard UnderReview { get; } = (state, _, _) => state.UnderReview ? null : new(Refusals.NoReviewOpen);

    public static Guard ReviewDone { get; } = (state, _, _) => state.UnderReview ? new(Refusals.ReviewOpen) : null;

    public static Guard Childless { get; } = (state, _, _) => state.Children.IsEmpty ? null : new(Refusals.HasChildren);

    public static Guard NotCitys { get; } = (state, _, _) => state.CityOwns ? new(Refusals.AlreadyTakenOver) : null;

    public static Guard SupervisedUnanswered { get; } = (state, _, _) =>
        state.Supervisions.Exists(s => s.Open && s.Reply is null) ? null : new(Refusals.NoSuchSupervision);

    public static Guard SupervisionAskedFor { get; } = (state, _, _) =>
        state.SupervisionRequests.Exists(r => r.Open) ? null : new(Refusals.NoSuchSupervision);

    public static Guard AcceptanceOwed { get; } = (state, _, _) => state.AcceptanceUntold ? null : new(Refusals.NotOwed);

    public static Guard Supervised { get; } = (state, _, _) =>
        state.Supervisions.Exists(s => s.Open) ? null : new(Refusals.NoSuchSupervision);

    /// <summary>What this clock waits for is still owed.</summary>
    public static Guard Owed(ClockKind clock) => (state, _, _) =>
        state.Clocks.RunningOf(clock) is null ? new(Refusals.NotOwed) : null;
}
