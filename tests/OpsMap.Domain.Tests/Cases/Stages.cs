using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>A case at every place it can be, and one well-formed example of everything that can be said to it.</summary>
internal static class Stages
{
    private static readonly SendFirstReply _reply = new(true, "质量股", AcceptanceAnswer.Yes);

    public static IReadOnlyList<(string Name, Func<Desk> Make)> All { get; } =
    [
        ("nothing yet", () => new Desk()),
        ("received", () => Desk.Received(Complaint)),
        ("received, situation ticked", () => Desk.Received()),
        ("in triage", () => Desk.Triaging(Complaint)),
        ("found normal", () => Desk.Triaging(Complaint).Do(Dispatcher, new DecideNormal())),
        ("found urgent", () => Desk.Candidate()),
        ("directive issued", () => Desk.Issued()),
        ("directive acknowledged", () => Desk.Acknowledged()),
        ("directive declined", () => Desk.Acknowledged().Do(Leader, new DeclineDirective("人手不足"))),
        ("squad responded", () => Desk.Responded()),
        ("handled by telephone", () => Desk.Remote()),
        ("squad en route", () => Desk.EnRoute()),
        ("squad on the scene", () => Desk.OnScene()),
        ("squad on the scene, replied", () => Desk.OnScene().Do(Dispatcher, _reply)),
        ("scene finished", () => Desk.SceneDone()),
        ("fast response cancelled", () => Desk.EnRoute().Do(Dispatcher, new CancelDirective("已和解"))),
        ("settled on the spot, replied", () => Desk.OnScene().Do(Member, new Agree("退款", true, false)).Do(Member, _reply)),
        ("closed on the spot", () => Desk.OnScene().Do(Member, new Agree("退款", true, false)).Do(Member, _reply)
            .Do(Member, new Close(Outcome.MediatedOnScene, "办结", AllDone))),
        ("report, squad on the scene", () => Desk.OnScene(Report)),
        ("routed", Desk.Routed),
        ("routed, replied", () => Desk.Routed().Do(Dispatcher, _reply)),
        ("investigated", Desk.Investigating),
        ("accepted", Desk.Accepted),
        ("in mediation", Desk.Mediating),
        ("agreed, replied", () => Desk.Agreed().Do(Dispatcher, _reply)),
        ("closed", Desk.Closed),
        ("fed back", Desk.FedBack),
        ("visited", Desk.Visited),
        ("archived", Desk.Archived),
        ("question received", () => Desk.Received(Question)),
        ("question answered", () => Desk.Received(Question).Do(City, _reply)),
        ("question closed", () => Desk.Received(Question).Do(City, _reply).Do(City, new Close(Outcome.Answered, "已答复", AllDone))),
    ];

    /// <summary>In the order of the procedure.</summary>
    public static IReadOnlyList<CaseCommand> Say(Case state) =>
    [
        new Register(Urgent with { County = Luzhou }),
        new StartTriage(),
        new AddOpinion(OpinionUnit.ConsumerSection, "同意"),
        new DecideFast([Situation.SafetyHarm]),
        new DecideNormal(),
        new IssueDirective(Squad3),
        new RecallDirective(),
        new AckDirective(),
        new DeclineDirective("人手不足"),
        new Reassign(Squad5, "更近"),
        new CancelDirective("已和解"),
        new Respond(state.Fast is FastStage.RemoteHandling ? HandlingMode.OnSite : HandlingMode.Remote, "已联系"),
        new Depart(),
        new Arrive(ArrivalProof.Fence, Market, AccuracyM: 20),
        new FinishScene(),
        new Route(Industry.ProductQuality, "质量股"),
        new Sign(),
        _reply,
        new Accept(),
        new StartMediation(),
        new Agree("退款", true, false),
        new Close(Outcomes.Fitting(state).LastOrDefault(Outcome.Mediated), "办结", AllDone),
        new Feedback("已办结"),
        new ReturnVisit(true, 5, 5),
        new Archive(),
        new PassClock(
            state.Clocks.FirstOrDefault(c => c.Running)?.Kind ?? default,
            state.Clocks.FirstOrDefault(c => c.Running)?.Round ?? 1,
            "breach",
            state.Clocks.FirstOrDefault(c => c.Running)?.Due ?? Nine),
    ];
}
