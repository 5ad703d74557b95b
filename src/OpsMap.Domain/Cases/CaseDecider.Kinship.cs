using OpsMap.Domain.Access;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>Mixed material is split and each half handled by itself (Order 121 art. 9): this case keeps the complaint.</summary>
    private static Decision<CaseEvent> SplitOff(Case state, Split command, Actor by, Moment when) =>
        Half(command.Title, command.Facts, command.SuspectedLaw) is { } refusal
            ? refusal
            : new CaseSplit(when.Now, KinOf(when), KinNoOf(when), command.Title, command.Facts, command.SuspectedLaw);

    private static Decision<CaseEvent> JoinTo(Case state, Merge command, Actor by, Moment when) =>
        command.Into == default ? new Refusal(Refusals.Required, "into")
        : command.Into == state.Id ? new Refusal(Refusals.SameCase, "into")
        : new CaseMerged(when.Now, command.Into, command.Joint is true ? true : null);

    /// <summary>The same dispute by the same person, or several who agreed to complain together (art. 12).</summary>
    private static Decision<CaseEvent> TakeChild(Case state, AdoptChild command, Actor by, Moment when) =>
        command.County != state.County ? new Refusal(Refusals.OtherCounty, "into")
        : command.Kind != state.Kind ? new Refusal(Refusals.OtherKind, "into", Facts.Of("caseNo", state.No))
        : !command.Joint && !SamePerson(command.OnFile, state.Registration.OnFile) ? new Refusal(Refusals.NotSameComplainant, "joint", Facts.Of("caseNo", state.No))
        : new ChildJoined(when.Now, command.Child, command.No);

    private static Decision<CaseEvent> LinkTo(Case state, JoinIncident command, Actor by, Moment when) =>
        state.InIncident ? new Refusal(Refusals.AlreadyInIncident, Facts: Facts.Of("caseNo", state.No)) : new CaseLinked(when.Now, command.Incident);

    private static Decision<CaseEvent> Unlink(Case state, LeaveIncident command, Actor by, Moment when) =>
        !state.InIncident || state.Incident != command.Incident ? new Refusal(Refusals.NotInIncident, Facts: Facts.Of("caseNo", state.No)) : new CaseUnlinked(when.Now, command.Incident, command.Over);

    /// <summary>The complainant's own word ends it; what squad is on its way turns round, and the receipt is the reply.</summary>
    private static Decision<CaseEvent> TakeItBack(Case state, Withdraw command, Actor by, Moment when)
    {
        if (Texts.Required("text", command.Text, 1000) is { } refusal) return refusal;
        var underway = state.SquadOut && state.Fast is not (FastStage.OnScene or FastStage.RemoteHandling);
        IEnumerable<CaseEvent> turnRound = underway ? [new DirectiveCancelled(when.Now, "投诉人撤回投诉")] : [];
        IEnumerable<CaseEvent> ended = UnderMediation(state) ? [new MediationEnded(when.Now, EndGround.E1, command.Text)] : [];
        return All(
        [
            .. ended,
            new ComplaintWithdrawn(when.Now, command.Text),
            .. turnRound,
            .. Told(state, when, AcceptanceAnswer.No, "已收到撤回投诉的意思表示"),
            new CaseClosed(when.Now, when.Now, Outcome.Withdrawn, command.Text),
        ]);
    }

    /// <summary>Fraud found in the middle of a mediation ends it first (art. 42, art. 23 no. 6).</summary>
    private static Decision<CaseEvent> SendAway(Case state, TransferOut command, Actor by, Moment when)
    {
        if ((Texts.Required("name", command.Name, 100) ?? Texts.Required("text", command.Text, 1000)) is { } refusal) return refusal;
        var away = new TransferredOut(when.Now, command.To, command.Name, command.Text);
        return UnderMediation(state)
            ? All(new MediationEnded(when.Now, EndGround.E6, command.Text), away)
            : away;
    }

    /// <summary>Both sides are told of its end within seven working days, whatever ends it (Order 121 art. 23).</summary>
    private static bool UnderMediation(Case state) =>
        state.Legal is LegalStage.Accepted or LegalStage.Mediating or LegalStage.Appraisal or LegalStage.RecusalReview;

    private static Decision<CaseEvent> OpenAgain(Case state, Reopen command, Actor by, Moment when)
    {
        var refusal = Texts.Required("text", command.Text, 1000)
            ?? (command.Reason is ReopenReason.Unsatisfied && !state.ReviewSaysReopen ? new Refusal(Refusals.ReviewMissing, "reason") : null);
        return refusal is not null ? refusal : new CaseReopened(when.Now, command.Reason, command.Text, state.Cycle + 1);
    }

    private static bool SamePerson(ComplainantOnFile? one, ComplainantOnFile? other) =>
        one is { HasContact: true } && other is { HasContact: true }
        && (one.NameMasked, one.PhoneMasked) == (other.NameMasked, other.PhoneMasked);
}
