using OpsMap.Domain.Access;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    private static Decision<CaseEvent> TakeFromCounty(Case state, TakeOver command, Actor by, Moment when) =>
        Texts.Required("reason", command.Reason, 500) is { } refusal ? refusal : new CaseTakenOver(when.Now, command.Reason);

    private static Decision<CaseEvent> LookAfter(Case state, Supervise command, Actor by, Moment when)
    {
        var refusal = Texts.Required("reason", command.Reason, 500)
            ?? Texts.Required("unit", command.Unit, 100)
            ?? (command.Due <= when.Now ? new Refusal(Refusals.InThePast, "due") : null);
        if (refusal is not null) return refusal;
        return by.Role is Role.Leadership
            ? new SupervisionRequested(when.Now, command.Mode, command.Reason, command.Due, command.Unit)
            : new SupervisionOpened(when.Now, state.Supervisions.Count + 1, command.Mode, command.Reason, command.Due, command.Unit);
    }

    private static Decision<CaseEvent> AnswerRequest(Case state, AnswerSupervisionRequest command, Actor by, Moment when)
    {
        if (state.SupervisionRequests.Find(r => r.Id == command.Id) is not { Open: true } request) return new Refusal(Refusals.NoSuchSupervision, "id");
        if (!command.TakenUp)
            return Texts.Required("reason", command.Reason, 500) is { } refusal ? refusal : new SupervisionDeclined(when.Now, request.Id, command.Reason!);
        var due = command.Due ?? request.Due;
        return due <= when.Now
            ? new Refusal(Refusals.InThePast, "due")
            : new SupervisionOpened(when.Now, state.Supervisions.Count + 1, request.Mode, request.Reason, due, request.Unit, request.Id);
    }

    private static Decision<CaseEvent> AnswerSupervision(Case state, ReplySupervision command, Actor by, Moment when) =>
        state.Supervisions.Find(s => s.Id == command.Id) is not { Open: true } order ? new Refusal(Refusals.NoSuchSupervision, "id")
        : order.Reply is not null ? new Refusal(Refusals.AlreadyAnswered, "id")
        : Texts.Required("text", command.Text, 1000) is { } refusal ? refusal
        : new SupervisionReplied(when.Now, command.Id, command.Text);

    private static Decision<CaseEvent> EndSupervision(Case state, CloseSupervision command, Actor by, Moment when) =>
        state.Supervisions.Find(s => s.Id == command.Id) is not { Open: true } ? new Refusal(Refusals.NoSuchSupervision, "id")
        : Texts.Required("result", command.Result, 1000) is { } refusal ? refusal
        : new SupervisionClosed(when.Now, command.Id, command.Result);

    private static Decision<CaseEvent> ReadCard(Case state, AckCard command, Actor by, Moment when) =>
        state.Cards.Find(c => string.Equals(c.No, command.Card, StringComparison.Ordinal)) switch
        {
            null => new Refusal(Refusals.NoSuchCard, "card"),
            { AckAt: not null } => new Refusal(Refusals.AlreadyAnswered, "card"),
            var card => new CardAcknowledged(when.Now, card.No),
        };

    /// <summary>A reply also says that the card was read.</summary>
    private static Decision<CaseEvent> AnswerCard(Case state, ReplyCard command, Actor by, Moment when)
    {
        if (Texts.Required("text", command.Text, 1000) is { } refusal) return refusal;
        return state.Cards.Find(c => string.Equals(c.No, command.Card, StringComparison.Ordinal)) switch
        {
            null => new Refusal(Refusals.NoSuchCard, "card"),
            { RepliedAt: not null } => new Refusal(Refusals.AlreadyAnswered, "card"),
            { AckAt: null } card => All(new CardAcknowledged(when.Now, card.No), new CardReplied(when.Now, card.No, command.Text)),
            var card => new CardReplied(when.Now, card.No, command.Text),
        };
    }
}
