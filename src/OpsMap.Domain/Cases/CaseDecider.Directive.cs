using OpsMap.Domain.Access;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    private static Decision<CaseEvent> Issue(Case state, IssueDirective command, Actor by, Moment when)
    {
        var refusal = Named(command.Squad)
            ?? Texts.Optional("note", command.Note, 500)
            ?? Explained(command.Override, command.WhenBusy);
        return refusal is not null
            ? refusal
            : new DirectiveIssued(
                when.Now,
                when.Numbers?.DirectiveNo ?? throw new ArgumentException("the directive has no number", nameof(when)),
                state.Directives + 1,
                command.Squad,
                by.Id,
                command.Note,
                command.Override,
                command.Receipt,
                by.Name,
                command.WhenBusy)
            {
                SquadCounty = when.SquadCounty,
            };
    }

    private static Decision<CaseEvent> TurnTo(Case state, ActivateDirective command, Actor by, Moment when) =>
        new DirectiveActivated(when.Now);

    private static Decision<CaseEvent> GiveWayTo(Case state, GiveWay command, Actor by, Moment when) =>
        new DirectivePreempted(when.Now, state.Directive!.Squad, command.For, command.ForNo, command.Reason);

    private static Decision<CaseEvent> Recall(Case state, RecallDirective command, Actor by, Moment when) =>
        new DirectiveRecalled(when.Now);

    private static Decision<CaseEvent> Acknowledge(Case state, AckDirective command, Actor by, Moment when)
    {
        var judged = Judgement.Of(when, state.Directive!.IssuedAt);
        return new DirectiveReceived(when.Now, judged.At) { Disbelieved = judged.Disbelieved, OnBehalf = OnBehalf(by) };
    }

    private static Decision<CaseEvent> Decline(Case state, DeclineDirective command, Actor by, Moment when)
    {
        if (Texts.Required("reason", command.Reason, 500) is { } refusal) return refusal;
        var judged = Judgement.Of(when, state.Directive!.ReceivedAt ?? state.Directive.IssuedAt);
        return new DirectiveDeclined(when.Now, judged.At, command.Reason) { Disbelieved = judged.Disbelieved };
    }

    private static Decision<CaseEvent> GiveToAnother(Case state, Reassign command, Actor by, Moment when)
    {
        var current = state.Directive!;
        var refusal = Named(command.Squad)
            ?? (command.Squad == current.Squad ? new Refusal(Refusals.SameSquad, "squad") : null)
            ?? Texts.Required("reason", command.Reason, 500)
            ?? Explained(command.Override, command.WhenBusy);
        return refusal is not null
            ? refusal
            : new DirectiveReassigned(
                when.Now,
                when.Numbers?.DirectiveNo ?? current.No,
                state.Directives + 1,
                current.Squad,
                command.Squad,
                by.Id,
                command.Reason,
                command.Override,
                command.Receipt,
                by.Name,
                command.WhenBusy)
            {
                SquadCounty = when.SquadCounty,
            };
    }

    private static Decision<CaseEvent> Cancel(Case state, CancelDirective command, Actor by, Moment when) =>
        Texts.Required("reason", command.Reason, 500) is { } refusal ? refusal : new DirectiveCancelled(when.Now, command.Reason);

    private static Refusal? Named(SquadId squad) => squad == default ? new(Refusals.Required, "squad") : null;

    /// <summary>Taking a squad from another complainant always needs its reason.</summary>
    private static Refusal? Explained(Override? over, WhenBusy? busy) =>
        over is null ? busy is WhenBusy.Preempt ? new(Refusals.Required, "override.reason") : null : Texts.Required("override.reason", over.Reason, 500);
}
