using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Incidents;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.Incidents.Gorge;

namespace OpsMap.Domain.Tests.Incidents;

/// <summary>八泉峡, 2023-10-03, seven in the evening: the crowd that shouted for refunds, as the procedure would have taken it.</summary>
public sealed class BaquanxiaTests
{
    private const string Told = "景区已启动全额退票，三个工作日内原路退回，并公开致歉。";

    [Fact]
    public void The_refund_crowd_becomes_an_incident_and_every_one_of_its_people_gets_a_reply_and_an_end()
    {
        var gorge = new Gorge().At(3, 18).OnDuty();
        var ids = new List<CaseId>();
        foreach (var minute in (int[])[0, 8, 15, 24]) ids.Add(gorge.At(3, 19, minute).Complain($"王{"甲乙丙丁"[ids.Count]}*"));

        // four are no burst, and no incident
        Assert.Null(gorge.BurstAround(ids[3]));
        Assert.Equal(Refusals.BurstMissing, gorge.Try(Opening(ids))!.Code);
        ids.Add(gorge.At(3, 19, 40).Complain("李**", Situation.OnSceneDispute));
        Assert.Equal(5, gorge.BurstAround(ids[4])!.Cases.Count);

        gorge.At(3, 19, 45).Say(Opening(ids));
        Assert.Equal((true, "壶关04", Huguan), (gorge.Incident.Open, gorge.Incident.Commander!.Code, gorge.Incident.County));
        gorge.Say(new IncidentCommand.AlertDepartments([Crowd.Police.Id, Crowd.Tourism.Id], TaskMode.Joint, "请维持秩序、督促景区退票", gorge.Now.AddHours(1)));
        ids.Add(gorge.At(3, 19, 52).Complain("赵**"));
        gorge.Say(new IncidentCommand.LinkCase(ids[5]));
        gorge.At(3, 20).Say(new IncidentCommand.SetSharedReply(Told));
        Assert.Equal(Refusals.TooManyRepresentatives, gorge.Try(new IncidentCommand.NameRepresentatives([.. ids.Take(3)], Agreed: true))!.Code);
        gorge.Say(new IncidentCommand.NameRepresentatives([ids[0], ids[1]], Agreed: true));
        Assert.Equal(["公安", "文旅"], gorge.Incident.Departments.Select(d => d.Name));

        // received before Order 121: the older order governs every one of them, and the holidays do not count
        Assert.All(gorge.Cases.Values, c => Assert.Equal(RuleSet.R20, c.RuleSet));
        Assert.All(gorge.Cases.Values, c => Assert.Equal(EndOf(10, 13), Clock(c, ClockKind.L1).Due));

        SettleOnTheSpot(gorge, ids[4]);
        foreach (var id in ids.Where(id => id != ids[4])) AnswerAndRoute(gorge, id);

        // the apology of the fourth ends the crowd; five cases go on, and whoever ends it has seen them
        gorge.At(4, 18);
        var refusal = gorge.Try(new IncidentCommand.Close("景区公开致歉并全额退票，人群散去"))!;
        Assert.Equal((Refusals.CasesStillOpen, "5"), (refusal.Code, refusal.Facts!["count"]));
        gorge.Say(new IncidentCommand.Close("景区公开致歉并全额退票，人群散去", MonitoringEnded: true));
        Assert.Equal(ids.Where(id => id != ids[4]), gorge.Incident.StillOpen.Select(c => c.Id));
        Assert.All(gorge.Cases.Values, c => Assert.False(c.InIncident));

        foreach (var id in ids.Where(id => id != ids[4])) MediateAfterTheHolidays(gorge, id);
        foreach (var id in ids) Finish(gorge, id);

        Assert.All(gorge.Cases.Values, c => Assert.Equal(Workflow.ReturnVisited, c.Workflow));
        Assert.Equal(
            [Outcome.MediatedOnScene, .. Enumerable.Repeat(Outcome.Mediated, 5)],
            gorge.Cases.Values.Select(c => c.Outcome!.Value).OrderByDescending(o => o is Outcome.MediatedOnScene));
        Assert.All(ids, id => Assert.Single(gorge.Told, t => t.Case == id && t.Event is CaseEvent.FirstReplySent { Text: Told }));
        Assert.All(gorge.Cases.Values, c => Assert.True(Clock(c, ClockKind.C4).Met));
        Assert.All(gorge.Cases.Values.Where(c => c.Id != ids[4]), c => Assert.True(Clock(c, ClockKind.L1).Met));
        Assert.Equal(1680m, gorge.Cases.Values.Sum(c => c.RecoveredAmount));
    }

    private static IncidentCommand.Open Opening(List<CaseId> ids) => new(new IncidentSaid(
        2, "八泉峡索道退票群体投诉", "下索道站排队五小时，人群喊退票，视频在网上传播", Ropeway, 800, [.. ids], Fourth), Huguan);

    /// <summary>The squad of the post is inside the gorge: there in ten minutes.</summary>
    private static void SettleOnTheSpot(Gorge gorge, CaseId id)
    {
        gorge.At(3, 19, 46).Say(Gorge.Dispatcher, id, new StartTriage());
        gorge.Say(Gorge.Dispatcher, id, new DecideFast([Situation.OnSceneDispute]));
        gorge.Say(Gorge.Dispatcher, id, new IssueDirective(Fourth));
        Assert.True(Clock(gorge.Cases[id], ClockKind.C1).Met);
        gorge.At(3, 19, 48).Say(Leader, id, new AckDirective());
        gorge.At(3, 19, 50).Say(Leader, id, new Respond(HandlingMode.OnSite, "已联系，马上到场"));
        gorge.Say(Leader, id, new SendFirstReply(true, "壶关04分队", AcceptanceAnswer.Yes, gorge.Incident.SharedReply ?? Told));
        gorge.Say(Leader, id, new Depart());
        gorge.At(3, 19, 58).Say(Leader, id, new Arrive(ArrivalProof.Fence, Ropeway, AccuracyM: 15));
        Assert.Equal(SquadState.OnScene, gorge.Squad.State);
        gorge.At(3, 20, 40).Say(Leader, id, new Agree("当场退票", PerformedAtOnce: true, Letter: false, 280m));
        gorge.Say(Leader, id, new Close(Outcome.MediatedOnScene, "当场退票280元", World.AllDone, 280m));
        Assert.True(Clock(gorge.Cases[id], ClockKind.C3).Met);
        Assert.Equal(SquadState.Returning, gorge.Squad.State);
    }

    private static void AnswerAndRoute(Gorge gorge, CaseId id)
    {
        gorge.At(3, 21).Say(Gorge.Dispatcher, id, new StartTriage());
        gorge.Say(Gorge.Dispatcher, id, new DecideNormal());
        gorge.Say(Gorge.Dispatcher, id, new Route(Industry.GeneralDispute, "大峡谷镇市场监管所"));
        gorge.Say(Gorge.Dispatcher, id, new SendFirstReply(true, "大峡谷镇市场监管所", AcceptanceAnswer.Pending, gorge.Incident.SharedReply, "短信"));
    }

    /// <summary>The first working day is Saturday the seventh, worked instead of a holiday.</summary>
    private static void MediateAfterTheHolidays(Gorge gorge, CaseId id)
    {
        gorge.At(7, 9).Say(Bureau, id, new Sign());
        gorge.Say(Gorge.Dispatcher, id, new Accept());
        Assert.Equal(EndOf(12, 7), Clock(gorge.Cases[id], ClockKind.L2).Due);
        gorge.At(9, 10).Say(Bureau, id, new StartMediation());
        gorge.At(10, 15).Say(Bureau, id, new Agree("全额退票", PerformedAtOnce: false, Letter: true, 280m));
        gorge.Say(Bureau, id, new Close(Outcome.Mediated, "双方达成一致，已退票", World.AllDone, 280m));
    }

    private static void Finish(Gorge gorge, CaseId id)
    {
        var first = gorge.Cases[id].Outcome is Outcome.MediatedOnScene;
        gorge.At(first ? 4 : 11, 9).Say(first ? Leader : Bureau, id, new Feedback("已办结，投诉人认可"));
        gorge.At(12, 9).Say(Gorge.Dispatcher, id, new ReturnVisit(true, 5, 5));
    }

    private static Clock Clock(Case c, ClockKind kind) => c.Clocks.Latest(kind) ?? throw new InvalidOperationException($"no {kind}");

    /// <summary>24:00 of a day of that year, in the city's time.</summary>
    private static DateTimeOffset EndOf(int month, int day) => CityTime.StartOf(new DateOnly(2023, month, day).AddDays(1));
}
