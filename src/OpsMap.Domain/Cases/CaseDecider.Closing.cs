using OpsMap.Domain.Access;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>Calls that must have failed before a return visit counts without an answer.</summary>
    private const int CallsBeforeGivingUp = 3;

    /// <summary>A result scored this low is looked into (不满意、非常不满意).</summary>
    private const int Dissatisfied = 2;

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
        return new CaseClosed(when.Now, judged.At, command.Outcome, command.Text, command.RecoveredAmount, by.Id)
        {
            Disbelieved = judged.Disbelieved,
        };
    }

    private static Decision<CaseEvent> ReportBack(Case state, Feedback command, Actor by, Moment when)
    {
        if (Texts.Required("text", command.Text, 2000) is { } refusal) return refusal;
        var judged = Judgement.Of(when, state.ClosedAt!.Value);
        // whoever supervises it hears the same, as the unit's answer
        return All(
        [
            new FeedbackSent(when.Now, judged.At, command.Text) { Disbelieved = judged.Disbelieved },
            .. state.Supervisions.Where(s => s is { Open: true, Reply: null }).Select(s => new SupervisionReplied(when.Now, s.Id, command.Text)),
        ]);
    }

    private static Decision<CaseEvent> AskAgain(Case state, ReturnVisit command, Actor by, Moment when)
    {
        var refusal = command.Reached
            ? Score("processScore", command.ProcessScore) ?? Score("resultScore", command.ResultScore)
            : command.Attempts >= CallsBeforeGivingUp
                ? null
                : new Refusal(Refusals.AttemptsMissing, "attempts", Facts.Of("min", CallsBeforeGivingUp));
        refusal ??= Texts.Optional("comment", command.Comment, 1000);
        if (refusal is not null) return refusal;
        var visited = new ReturnVisited(
            when.Now,
            command.Reached,
            command.Reached ? command.ProcessScore : null,
            command.Reached ? command.ResultScore : null,
            command.Comment,
            command.Attempts);
        return visited.ResultScore <= Dissatisfied ? All(visited, new ReviewOpened(when.Now, "对办理结果不满意")) : visited;
    }

    private static Decision<CaseEvent> EndReview(Case state, FinishReview command, Actor by, Moment when)
    {
        if (Texts.Required("text", command.Text, 1000) is { } refusal) return refusal;
        var finished = new ReviewFinished(when.Now, command.Text, command.Again);
        return command.Again
            ? All(finished, new CaseReopened(when.Now, ReopenReason.Unsatisfied, command.Text, state.Cycle + 1))
            : finished;
    }

    /// <summary>Only the decision; a second person makes it stand.</summary>
    private static Decision<CaseEvent> ProposePublicity(Case state, DecidePublicity command, Actor by, Moment when)
    {
        var refusal = command.Publish ? Texts.Optional("reason", command.Reason, 500) : Texts.Required("reason", command.Reason, 500);
        return refusal is not null ? refusal : new PublicityProposed(when.Now, by.Id, command.Publish, command.Reason);
    }

    private static Decision<CaseEvent> PutAway(Case state, Archive command, Actor by, Moment when) => new CaseArchived(when.Now);

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
