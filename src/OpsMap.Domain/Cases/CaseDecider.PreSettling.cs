using OpsMap.Domain.Access;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    private static Decision<CaseEvent> Ask(Case state, AskMaterials command, Actor by, Moment when)
    {
        var refusal = Texts.Required("what", command.What, 500)
            ?? (command.By < CityTime.DayOf(when.Now) ? new Refusal(Refusals.InThePast, "by") : null);
        return refusal is not null ? refusal : new MaterialsRequested(when.Now, command.What, command.By);
    }

    private static Decision<CaseEvent> TakeMaterials(Case state, ReceiveMaterials command, Actor by, Moment when) =>
        Texts.Required("text", command.Text, 1000) is { } refusal
            ? refusal
            : new MaterialsReceived(when.Now, command.Text, command.Identity is true ? true : null, command.OnFile);

    private static Decision<CaseEvent> PutRight(Case state, CorrectComplainant command, Actor by, Moment when) =>
        Texts.Required("reason", command.Reason, 500) is { } refusal ? refusal
        : command.OnFile is not { } onFile ? new Refusal(Refusals.Required, "complainant")
        : new ComplainantCorrected(when.Now, command.Reason, onFile, command.Identity is true ? true : null);

    private static Decision<CaseEvent> LetThemSettle(Case state, SendToPreSettlement command, Actor by, Moment when)
    {
        var refusal = Texts.Required("name", command.Name, 100)
            ?? (command.ConsumerAgrees ? null : new Refusal(Refusals.ConsumerMustAgree, "consumerAgrees"));
        return refusal is not null
            ? refusal
            : new PreSettlementStarted(when.Now, command.To, command.Name, command.Venue ?? state.Registration.Venue);
    }

    /// <summary>Settled before the bureau: the record of it is also what the complainant was told.</summary>
    private static Decision<CaseEvent> SettledBefore(Case state, SettleBefore command, Actor by, Moment when)
    {
        var refusal = Texts.Required("text", command.Text, 2000)
            ?? RegistrationRules.Money("recoveredAmount", command.RecoveredAmount);
        return refusal is not null
            ? refusal
            : All(
            [
                new SelfSettled(when.Now, command.Text, command.RecoveredAmount),
                .. Told(state, when, AcceptanceAnswer.Pending, command.Text, state.PreSettlement?.Name),
                new CaseClosed(when.Now, when.Now, Outcome.PreSettled, command.Text, command.RecoveredAmount),
            ]);
    }

    private static Decision<CaseEvent> NotSettledBefore(Case state, FailPreSettlement command, Actor by, Moment when) =>
        Texts.Required("text", command.Text, 2000) is { } refusal ? refusal : new PreSettlementFailed(when.Now, command.Text);

    /// <summary>A question answered at once: the answer is the reply and the end of it, also of one who could not be reached before.</summary>
    private static Decision<CaseEvent> AnswerAtOnce(Case state, Answer command, Actor by, Moment when) =>
        Texts.Required("text", command.Text, 2000) is { } refusal
            ? refusal
            : All(
            [
                new ConsultationAnswered(when.Now, command.Text),
                FirstWords(state, when, AcceptanceAnswer.Yes, command.Text),
                new CaseClosed(when.Now, when.Now, Outcome.Answered, command.Text),
            ]);

    /// <summary>What is still owed to the complainant, said with the decision that makes it known.</summary>
    private static IEnumerable<CaseEvent> Told(Case state, Moment when, AcceptanceAnswer accepted, string text, string? unit = null)
    {
        if (state.Clocks.Exists(c => c is { Kind: ClockKind.C8, Running: true }))
            yield return new ReReplySent(when.Now, text, accepted is AcceptanceAnswer.No ? null : unit ?? UnitOf(state), accepted is AcceptanceAnswer.No ? true : null);
        if (!state.Replied) yield return FirstWords(state, when, accepted, text, unit);
    }
}
