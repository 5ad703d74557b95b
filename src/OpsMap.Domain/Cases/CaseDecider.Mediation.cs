using OpsMap.Domain.Access;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>The notice of those who do not say how they gave it (受理告知).</summary>
    private const string ByTelephone = "电话";

    /// <summary>Decided and told within seven working days (Order 121 art. 15).</summary>
    private static Decision<CaseEvent> TakeOn(Case state, Accept command, Actor by, Moment when) =>
        command.TellLater is true ? new ComplaintAccepted(when.Now, TellLater: true)
        : Notice(state, command.Channel, command.ToldAt, when) is { } refusal ? refusal
        : new ComplaintAccepted(when.Now, command.Channel ?? ByTelephone, ToldAt(command.ToldAt, when));

    private static Decision<CaseEvent> TellAccepted(Case state, TellAcceptance command, Actor by, Moment when) =>
        (Texts.Required("channel", command.Channel, 50) ?? Notice(state, command.Channel, command.ToldAt, when)) is { } refusal
            ? refusal
            : new AcceptanceTold(when.Now, command.Channel, ToldAt(command.ToldAt, when));

    /// <summary>Nobody was told before it was received, or will have been told tomorrow.</summary>
    private static Refusal? Notice(Case state, string? channel, DateTimeOffset? toldAt, Moment when) =>
        Texts.Optional("channel", channel, 50)
        ?? (toldAt > when.Now + Judgement.Skew || toldAt < state.ReceivedAt ? new Refusal(Refusals.OutOfRange, "toldAt") : null);

    private static DateTimeOffset ToldAt(DateTimeOffset? said, Moment when) => said < when.Now ? new Moment(said.Value).Now : when.Now;

    /// <summary>A refusal states its reasons and what else the complainant can do (Consumer Law art. 39).</summary>
    private static Decision<CaseEvent> ProposeRefusal(Case state, Refuse command, Actor by, Moment when) =>
        (Texts.Required("reasons", command.Reasons, 1000) ?? Texts.Required("remedies", command.Remedies, 1000)) is { } refusal
            ? refusal
            : new RefusalProposed(when.Now, by.Id, command.Ground, command.Reasons, command.Remedies);

    private static Decision<CaseEvent> Confirm(Case state, Approve command, Actor by, Moment when)
    {
        var waiting = state.Proposal!;
        if (Notice(state, command.Channel, command.ToldAt, when) is { } refusal) return refusal;
        return waiting.Kind switch
        {
            ProposalKind.Refusal => All(
            [
                new ComplaintNotAccepted(when.Now, waiting.RefusalGround!.Value, waiting.Text, waiting.Remedies!,
                    command.Channel ?? ByTelephone, ToldAt(command.ToldAt, when)),
                .. Told(state, when, AcceptanceAnswer.No, waiting.Text),
                new CaseClosed(when.Now, when.Now, Outcome.NotAccepted, waiting.Text),
            ]),
            ProposalKind.Extension => new VerificationExtended(when.Now),
            ProposalKind.Ending => new MediationEnded(when.Now, waiting.EndGround!.Value, waiting.Text),
            ProposalKind.Publicity => new PublicityDecided(when.Now, waiting.Publish!.Value, waiting.Text.Length > 0 ? waiting.Text : null),
        };
    }

    private static Decision<CaseEvent> Reject(Case state, SendBack command, Actor by, Moment when) =>
        Texts.Required("reason", command.Reason, 500) is { } refusal
            ? refusal
            : new ProposalSentBack(when.Now, state.Proposal!.Kind, command.Reason);

    private static Decision<CaseEvent> Mediate(Case state, StartMediation command, Actor by, Moment when)
    {
        var refusal = Texts.Optional("place", command.Place, 200)
            ?? Texts.Optional("reason", command.Reason, 500)
            ?? (command.At < when.Now ? new Refusal(Refusals.InThePast, "at") : null);
        return refusal is not null ? refusal : new MediationStarted(when.Now, command.OnSite, command.Place, command.At, string.IsNullOrWhiteSpace(command.Reason) ? null : command.Reason);
    }

    private static Decision<CaseEvent> HaveAppraised(Case state, PauseForAppraisal command, Actor by, Moment when) =>
        (Texts.Required("institution", command.Institution, 100) ?? Texts.Required("costSplit", command.CostSplit, 200)) is { } refusal
            ? refusal
            : new AppraisalStarted(when.Now, command.Institution, command.CostSplit);

    private static Decision<CaseEvent> GoOn(Case state, ResumeMediation command, Actor by, Moment when) =>
        Texts.Required("result", command.Result, 1000) is { } refusal ? refusal : new AppraisalEnded(when.Now, command.Result);

    private static Decision<CaseEvent> AskRecusal(Case state, RequestRecusal command, Actor by, Moment when) =>
        Texts.Required("reason", command.Reason, 500) is { } refusal ? refusal : new RecusalRequested(when.Now, command.Reason);

    private static Decision<CaseEvent> AnswerRecusal(Case state, DecideRecusal command, Actor by, Moment when) =>
        Texts.Required("text", command.Text, 500) is { } refusal ? refusal : new RecusalDecided(when.Now, command.Granted, command.Text);

    /// <summary>What is settled and performed on the spot is accepted, mediated and agreed in one step (Order 121 art. 24).</summary>
    private static Decision<CaseEvent> Settle(Case state, Agree command, Actor by, Moment when)
    {
        var refusal = Texts.Required("text", command.Text, 2000)
            ?? RegistrationRules.Money("recoveredAmount", command.RecoveredAmount)
            ?? (state.Legal is not LegalStage.Mediating && !command.PerformedAtOnce
                ? new Refusal(Refusals.NotNow, "performedAtOnce", Facts.Of("legal", state.Legal))
                : null);
        if (refusal is not null) return refusal;

        var judged = Judgement.Of(when, LastFieldStep(state));
        var agreed = new MediationAgreed(
            when.Now, judged.At, command.Text, command.PerformedAtOnce, command.Letter, command.RecoveredAmount)
        { Disbelieved = judged.Disbelieved };
        return state.Legal switch
        {
            LegalStage.Pending => All(new ComplaintAccepted(when.Now, "现场", judged.At), new MediationStarted(when.Now), agreed),
            LegalStage.Accepted => All(new MediationStarted(when.Now), agreed),
            _ => agreed,
        };
    }

    private static Decision<CaseEvent> EndIt(Case state, EndMediation command, Actor by, Moment when)
    {
        var early = command.Ground is EndGround.E5 && state.Clocks.RunningOf(ClockKind.L2) is { } l2 && when.Now <= l2.Due;
        var refusal = early ? new Refusal(Refusals.GroundDoesNotFit, "ground") : Texts.Required("text", command.Text, 1000);
        return refusal is not null ? refusal : new MediationEnded(when.Now, command.Ground, command.Text);
    }

    private static Decision<CaseEvent> TellEnded(Case state, NotifyEnded command, Actor by, Moment when) =>
        Texts.Required("channel", command.Channel, 50) is { } refusal ? refusal : new EndedNotified(when.Now, command.Channel);
}
