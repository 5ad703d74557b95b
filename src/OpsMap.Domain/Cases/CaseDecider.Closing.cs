using OpsMap.Domain.Access;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>Calls that must have failed before a return visit counts without an answer.</summary>
    private const int CallsBeforeGivingUp = 3;

    private static Decision<CaseEvent> Reply(Case state, SendFirstReply command, Actor by, Moment when)
    {
        var given = new ReplyGiven(command.Received, command.HandlingUnit, command.Accepted);
        var refusal = Complete("", given)
            ?? Texts.Optional("text", command.Text, 1000)
            ?? Texts.Optional("channel", command.Channel, 50);
        if (refusal is not null) return refusal;
        var judged = Judgement.Of(when, state.ReceivedAt);
        return new FirstReplySent(when.Now, judged.At, given, command.Text, command.Channel) { Disbelieved = judged.Disbelieved };
    }

    private static Decision<CaseEvent> TakeOn(Case state, Accept command, Actor by, Moment when) => new ComplaintAccepted(when.Now);

    private static Decision<CaseEvent> Mediate(Case state, StartMediation command, Actor by, Moment when) =>
        new MediationStarted(when.Now);

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
            LegalStage.Pending => All(new ComplaintAccepted(when.Now), new MediationStarted(when.Now), agreed),
            LegalStage.Accepted => All(new MediationStarted(when.Now), agreed),
            _ => agreed,
        };
    }

    private static Decision<CaseEvent> Finish(Case state, Close command, Actor by, Moment when)
    {
        var refusal = (Outcomes.Fits(state, command.Outcome) ? null : Unfitting(state, command.Outcome))
            ?? (command.Checklist is { Explained: true, Recorded: true, PassedOn: true, Handled: true }
                ? null
                : new Refusal(Refusals.ChecklistIncomplete, "checklist"))
            ?? Texts.Required("text", command.Text, 2000)
            ?? RegistrationRules.Money("recoveredAmount", command.RecoveredAmount);
        if (refusal is not null) return refusal;

        var judged = Judgement.Of(when, LastFieldStep(state));
        return new CaseClosed(when.Now, judged.At, command.Outcome, command.Text, command.RecoveredAmount)
        {
            Disbelieved = judged.Disbelieved,
        };
    }

    private static Decision<CaseEvent> ReportBack(Case state, Feedback command, Actor by, Moment when)
    {
        if (Texts.Required("text", command.Text, 2000) is { } refusal) return refusal;
        var judged = Judgement.Of(when, state.ClosedAt!.Value);
        return new FeedbackSent(when.Now, judged.At, command.Text) { Disbelieved = judged.Disbelieved };
    }

    private static Decision<CaseEvent> AskAgain(Case state, ReturnVisit command, Actor by, Moment when)
    {
        var refusal = command.Reached
            ? Score("processScore", command.ProcessScore) ?? Score("resultScore", command.ResultScore)
            : command.Attempts >= CallsBeforeGivingUp
                ? null
                : new Refusal(Refusals.AttemptsMissing, "attempts", Facts.Of("min", CallsBeforeGivingUp));
        refusal ??= Texts.Optional("comment", command.Comment, 1000);
        return refusal is not null
            ? refusal
            : new ReturnVisited(
                when.Now,
                command.Reached,
                command.Reached ? command.ProcessScore : null,
                command.Reached ? command.ResultScore : null,
                command.Comment,
                command.Attempts);
    }

    private static Decision<CaseEvent> PutAway(Case state, Archive command, Actor by, Moment when) => new CaseArchived(when.Now);

    private static Decision<CaseEvent> Pass(Case state, PassClock command, Actor by, Moment when)
    {
        var waiting = state.Clocks.RunningOf(command.Clock) is { } clock
            && clock.Round == command.Round
            && !clock.HasPassed(command.Step)
            && clock.Instants().Contains((command.Step, command.DueAt));
        if (!waiting) return new Refusal(Refusals.ClockNotRunning, Facts: Facts.Of("clock", command.Clock.Code));
        if (when.Now < command.DueAt) return new Refusal(Refusals.ClockNotDue, Facts: Facts.Of("clock", command.Clock.Code));
        var late = when.Now - command.DueAt > Promise.Lateness;
        return new ClockPassed(when.Now, command.Clock, command.Round, command.Step, command.DueAt, late);
    }

    private static Refusal Unfitting(Case state, Outcome outcome) => new(
        Refusals.OutcomeDoesNotFit,
        "outcome",
        Facts.Of(("outcome", outcome), ("kind", state.Kind), ("legal", state.Legal)));

    private static Refusal? Score(string field, int? score) => score switch
    {
        null => new(Refusals.Required, field),
        >= 1 and <= 5 => null,
        _ => new(Refusals.OutOfRange, field, Facts.Of(("min", 1), ("max", 5))),
    };
}
