using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Geo;
using OpsMap.Simulator.Api;
using static OpsMap.Domain.Cases.CaseCommand;

namespace OpsMap.Simulator.Desk;

/// <summary>The desks' part of the procedure (综合研判、分流、办理、回访): what comes next follows from the file, the fate and nothing else.</summary>
public static class DeskPlan
{
    /// <summary>Null when the next step is somebody else's: the squad's, or nobody's.</summary>
    public static DeskStep? Next(CaseFile file, CaseFate fate) => (file.Card.Kind, file.Card.Workflow) switch
    {
        (CaseKind.Consultation, < Workflow.Closed) => AnswerQuestion(file, fate),
        (CaseKind.Consultation, Workflow.Closed) => County(file, fate.Paper, new Archive()),
        (CaseKind.Consultation, _) => null,
        (_, Workflow.Received) => City(file.Card.ReceivedAt, fate.Triage, new StartTriage()),
        (_, Workflow.Triaging) => Determine(file, fate),
        _ when file.Card.Fast is FastStage.Candidate => new DeskStep.SendSquad(file.Since + fate.Again),
        _ when SquadIsOut(file.Card.Fast) => Silent(file, fate),
        (_, Workflow.Routed or Workflow.Investigating or Workflow.Handling) => Reply(file, fate) ?? Handle(file, fate),
        (_, Workflow.Closed) => County(file, file.Directive is null ? fate.Office : fate.SquadsFeedback, new Feedback(DeskWords.Feedback(file))),
        (_, Workflow.FedBack) => City(file.Since, fate.Office, Visit(fate)),
        (_, Workflow.ReturnVisited) => Finish(file, fate),
        _ => null,
    };

    private static DeskStep.Say AnswerQuestion(CaseFile file, CaseFate fate)
    {
        if (!file.Has("first-reply-sent"))
            return City(file.Card.ReceivedAt, fate.Answer, new SendFirstReply(true, "市12315消费者投诉举报中心", AcceptanceAnswer.Yes, DeskWords.Answer(file)));
        return City(file.Since, fate.Opinion, new Close(Outcome.Answered, DeskWords.Answer(file), Complete));
    }

    /// <summary>Two voices, the decision, then the squad or the unit.</summary>
    private static DeskStep Determine(CaseFile file, CaseFate fate)
    {
        var urgent = file.Card.Situations.Count > 0;
        return file.Count("opinion-given") switch
        {
            0 => City(file.Since, fate.Opinion, new AddOpinion(OpinionUnit.IntakeCentre, DeskWords.Intake(file, urgent))),
            1 => City(file.Since, fate.Opinion, new AddOpinion(OpinionUnit.ConsumerSection, DeskWords.Section(fate, urgent))),
            _ when urgent && !file.Has("fast-decided") && !file.Has("normal-decided") =>
                City(file.Since, fate.Decide, new DecideFast(file.Card.Situations, DeskWords.Urgent(file))),
            _ when file.Card.Fast is FastStage.Candidate && file.Has("fast-decided") => new DeskStep.SendSquad(IssueAt(file, fate)),
            _ when !file.Has("normal-decided") => City(file.Since, fate.Decide, new DecideNormal("不属于六类快速响应情形，按普通程序分流。")),
            _ => City(file.Since, fate.Paper, new Route(file.Card.Industry, Unit(file.Card.County))),
        };
    }

    /// <summary>Patience runs from receipt; a directive that was taken back a moment ago is not sent again at once.</summary>
    private static DateTimeOffset IssueAt(CaseFile file, CaseFate fate)
    {
        var patience = file.Card.ReceivedAt + fate.Patience;
        return file.Last("directive-recalled") is { } recalled && recalled + fate.Again > patience ? recalled + fate.Again : patience;
    }

    private static DeskStep.SendSquad? Silent(CaseFile file, CaseFate fate) => file is { Card.Fast: FastStage.DirectiveIssued, Directive: { } d }
        ? new DeskStep.SendSquad(d.IssuedAt + fate.Silence, Instead: "分队逾时未签收")
        : null;

    private static DeskStep.Say? Reply(CaseFile file, CaseFate fate) => file.Has("first-reply-sent")
        ? null
        : County(file.Card.ReceivedAt, file, fate.FirstReply, new SendFirstReply(true, Unit(file.Card.County), AcceptanceAnswer.Pending, "已收到您的诉求，正在办理，是否受理将于七个工作日内告知。"));

    private static DeskStep.Say? Handle(CaseFile file, CaseFate fate) => (file.Card.Workflow, file.Card.Legal) switch
    {
        (Workflow.Routed, _) => County(file, fate.Paper, new Sign()),
        // verifying a report takes weeks; no simulated day sees its end
        _ when file.Card.Kind is CaseKind.Report => null,
        (_, LegalStage.Pending) => County(file, fate.Office, new Accept()),
        (_, LegalStage.Accepted) => County(file, fate.Paper, new StartMediation()),
        (_, LegalStage.Mediating) => County(file, fate.Office, new Agree(DeskWords.Agreement(file, fate), PerformedAtOnce: false, Letter: true, Recovered(file, fate.RecoveredShare))),
        _ => County(file, fate.Paper, new Close(Outcome.Mediated, DeskWords.Closing(file), Complete, Recovered(file, fate.RecoveredShare))),
    };

    /// <summary>What is still owed before the file is put away: the review of a complaint about us, and publicity, which takes two.</summary>
    private static DeskStep.Say Finish(CaseFile file, CaseFate fate) => file.Card switch
    {
        { UnderReview: true } => City(file.Since, fate.Office, new FinishReview("经复核，办理程序合规，已向诉求人再次解释说明。", Again: false)),
        { Clocks: { } clocks } when clocks.Any(c => c is { Kind: ClockKind.L8, Stopped: null, Cancelled: not true }) => file.Card.Proposal is null
            ? County(file, fate.Paper, new DecidePublicity(Publish: true))
            : City(file.Since, fate.Opinion, new Approve()),
        _ => County(file, fate.Paper, new Archive()),
    };

    private static ReturnVisit Visit(CaseFate fate) => fate.Reached
        ? new ReturnVisit(true, Math.Min(5, fate.Satisfied + 1), fate.Satisfied, DeskWords.Comment(fate), 1)
        : new ReturnVisit(false, Comment: "三次拨打无人接听", Attempts: 3);

    public static ClosingChecklist Complete { get; } = new(true, true, true, true);

    public static string Unit(CountyCode county) => Counties.BureauOf(county);

    public static decimal? Recovered(CaseFile file, double share) =>
        file.Registration.Amount is { } amount ? decimal.Round(amount * (decimal)share, 2) : null;

    private static bool SquadIsOut(FastStage fast) => fast is > FastStage.Candidate and < FastStage.SceneDone;

    private static DeskStep.Say City(DateTimeOffset from, TimeSpan after, CaseCommand command) => new(from + after, Seat.City, command);

    private static DeskStep.Say County(CaseFile file, TimeSpan after, CaseCommand command) => County(file.Since, file, after, command);

    /// <summary>A case that no county has is the city's own.</summary>
    private static DeskStep.Say County(DateTimeOffset from, CaseFile file, TimeSpan after, CaseCommand command) =>
        new(from + after, file.Card.County.IsCity ? Seat.City : Seat.County, command);
}
