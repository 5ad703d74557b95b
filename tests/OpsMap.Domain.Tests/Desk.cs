using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Tests.Clocks;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests;

/// <summary>One case on a desk with a clock on the wall: says commands, applies what is accepted.</summary>
internal sealed class Desk
{
    public Case Case { get; private set; } = Case.Nothing;

    public DateTimeOffset Now { get; private set; } = Nine;

    public List<CaseEvent> History { get; } = [];

    public Desk After(double minutes) => At(Now.AddMinutes(minutes));

    public Desk At(DateTimeOffset instant)
    {
        Now = instant;
        return this;
    }

    /// <summary>The working days known on this desk.</summary>
    public WorkingCalendar Calendar { get; set; } = Notices.Calendar;

    public Decision<CaseEvent> Say(Actor by, CaseCommand command, DateTimeOffset? occurredAt = null, bool offline = false)
    {
        var numbers = new Numbers(
            "CZ20261123-000001", $"长市监快响〔2026〕第{Case.Directives + 1:0000}号", TheCase,
            $"CZ20261123-9{Case.Offspring.Count:00000}", new CaseId(Number(900 + Case.Offspring.Count)), $"〔2026〕第{Case.Cards.Count + 1:0000}号");
        var decision = CaseDecider.Decide(Case, command, by, new Moment(Now, occurredAt, offline, numbers) { Calendar = Calendar });
        if (decision is Decision<CaseEvent>.Accepted accepted)
        {
            Case = Case.Evolve(accepted.Events);
            History.AddRange(accepted.Events);
        }

        return decision;
    }

    public Desk Do(Actor by, CaseCommand command, DateTimeOffset? occurredAt = null, bool offline = false)
    {
        if (Say(by, command, occurredAt, offline) is Decision<CaseEvent>.Refused no)
            Assert.Fail($"{Wire.NameOf(command)} was refused: {no.Refusal.Code} {no.Refusal.Field}");
        return this;
    }

    /// <summary>The case that the last event brought about, as it is opened in the same commit.</summary>
    public Case Born()
    {
        var (id, command) = Assert.Single(Kin.Of(Case, History[^1]));
        var decision = CaseDecider.Decide(Case.Nothing, command, Actor.Machine, new Moment(Now, numbers: new Numbers(Case: id)) { Calendar = Calendar });
        return Case.Nothing.Evolve(Assert.IsType<Decision<CaseEvent>.Accepted>(decision).Events);
    }

    public Refusal Refused(Actor by, CaseCommand command) =>
        Assert.IsType<Decision<CaseEvent>.Refused>(Say(by, command)).Refusal;

    public Clock Clock(ClockKind kind) => Case.Clocks.Latest(kind) ?? throw new InvalidOperationException($"no {kind}");

    public bool Runs(ClockKind kind) => Case.Clocks.RunningOf(kind) is not null;

    // how far a case has come, each built on the one before
    public static Desk Received(Registration? registration = null) => new Desk().Do(City, new Register(InLuzhou(registration ?? Urgent)));

    public static Desk Triaging(Registration? registration = null) => Received(registration).Do(Dispatcher, new StartTriage());

    public static Desk Candidate(Registration? registration = null) =>
        Triaging(registration).Do(Dispatcher, new DecideFast([Situation.OnSceneDispute]));

    public static Desk Issued(Registration? registration = null) => Candidate(registration).Do(Dispatcher, new IssueDirective(Squad3));

    public static Desk Acknowledged(Registration? registration = null) => Issued(registration).Do(Member, new AckDirective());

    public static Desk Responded(Registration? registration = null) =>
        Acknowledged(registration).Do(Member, new Respond(HandlingMode.OnSite, "马上到"));

    public static Desk Remote(Registration? registration = null) =>
        Acknowledged(registration).Do(Member, new Respond(HandlingMode.Remote, "电话调解"));

    public static Desk EnRoute(Registration? registration = null) => Responded(registration).Do(Member, new Depart());

    public static Desk OnScene(Registration? registration = null) =>
        EnRoute(registration).Do(Member, new Arrive(ArrivalProof.Fence, Market, AccuracyM: 12));

    public static Desk SceneDone(Registration? registration = null) => OnScene(registration).Do(Member, new FinishScene());

    public static Desk Routed(Registration? registration = null) => Triaging(registration ?? Complaint).Do(Dispatcher, new DecideNormal()).Do(Dispatcher, new Route(Industry.ProductQuality, "质量股"));

    public static Desk Investigating(Registration? registration = null) => Routed(registration).Do(Station, new Sign());

    public static Desk Accepted(Registration? registration = null) => Investigating(registration).Do(Dispatcher, new Accept());

    public static Desk Mediating(Registration? registration = null) => Accepted(registration).Do(Station, new StartMediation());

    public static Desk Agreed() => Mediating().Do(Station, new Agree("退货退款", false, true, 320m));

    public static Desk Closed() => Agreed()
        .Do(Dispatcher, new SendFirstReply(true, "质量股", AcceptanceAnswer.Yes))
        .Do(Station, new Close(Outcome.Mediated, "双方达成一致", AllDone));

    public static Desk FedBack() => Closed().Do(Station, new Feedback("已办结"));

    public static Desk Visited() => FedBack().Do(Dispatcher, new ReturnVisit(true, 5, 4));

    public static Desk Archived() => Visited().Do(Dispatcher, new Archive());

    public static Desk Asked() => Triaging(Complaint).Do(Dispatcher, new AskMaterials("身份证明", new DateOnly(2026, 11, 30)));

    public static Desk SettlingBefore() =>
        Received(Complaint).Do(Dispatcher, new SendToPreSettlement(PreSettler.Station, "万博维权站", true, Shop));

    public static Desk Returned() => Investigating().Do(Station, new Return(ReturnReason.NotOurDuty, "属价格科职责"));

    public static Desk TakenIn() => Returned().Do(Dispatcher, new TakeInReturn());

    public static Desk RefusalProposed() =>
        Investigating().Do(Dispatcher, new Refuse(RefusalGround.N3, "非为生活消费", "可向人民法院起诉"));

    public static Desk NotAccepted() => RefusalProposed().Do(City, new Approve());

    public static Desk Appraised() => Mediating().Do(Station, new PauseForAppraisal("市质检所", "双方各半"));

    public static Desk RecusalAsked() => Mediating().Do(Complainer, new RequestRecusal("调解员与商家有亲属关系"));

    public static Desk Ended() => Mediating().Do(Station, new EndMediation(EndGround.E3, "商家明确表示无法达成协议"));

    public static Desk Verifying() => Triaging(Report).Do(Dispatcher, new DecideNormal())
        .Do(Dispatcher, new Route(Industry.Food, "质量股")).Do(Station, new Sign());

    public static Desk Filed() => Verifying().Do(Station, new FileReport("现场查实，予以立案"));

    public static Desk UnderReview() => FedBack().Do(Dispatcher, new ReturnVisit(true, 4, 1));

    public static Desk Reopened() => Archived().Do(Dispatcher, new Reopen(ReopenReason.NotPerformed, "商家未履行协议"));

    public static Desk Merged() => Triaging(Complaint).Do(Dispatcher, new Merge(new CaseId(Number(101))));

    public static Desk Supervised() => Investigating().Do(City, new Supervise(SupervisionMode.Supervise, "久拖不决", Nine.AddDays(3), "质量股"));

    public static Desk Disputed() => Investigating().Do(Station, new DisputeJurisdiction("襄垣县市场监督管理局", "实际经营地在襄垣"));

    /// <summary>The calendar reaches half of the limit of acceptance.</summary>
    public static Desk Carded()
    {
        var desk = Investigating();
        var l1 = desk.Clock(ClockKind.L1);
        return desk.At(l1.Reminder!.Value).Do(Actor.Machine, new PassClock(ClockKind.L1, 1, ClockSteps.Reminder, l1.Reminder.Value));
    }

    public static Desk ClosedToPublish() =>
        Received(Complaint with { OnFile = Complaint.OnFile! with { ConsentPublish = true } }).Do(Dispatcher, new StartTriage())
            .Do(Dispatcher, new DecideNormal()).Do(Dispatcher, new Route(Industry.ProductQuality, "质量股"))
            .Do(Station, new Sign()).Do(Dispatcher, new Accept()).Do(Station, new StartMediation()).Do(Station, new Agree("退货退款", false, true, 320m))
            .Do(Dispatcher, new SendFirstReply(true, "质量股", AcceptanceAnswer.Yes)).Do(Station, new Close(Outcome.Mediated, "双方达成一致", AllDone));

    /// <summary>A report received before Order 121.</summary>
    public static Desk InTheDaysOfOrder20() => new Desk().At(new DateTimeOffset(2023, 10, 8, 1, 0, 0, TimeSpan.Zero))
        .Do(City, new Register(InLuzhou(Report))).Do(Dispatcher, new StartTriage()).Do(Dispatcher, new DecideNormal())
        .Do(Dispatcher, new Route(Industry.Food, "质量股")).Do(Station, new Sign());

    private static Registration InLuzhou(Registration registration) => registration with { County = Luzhou };
}
