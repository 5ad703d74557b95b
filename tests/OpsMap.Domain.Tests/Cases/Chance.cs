using CsCheck;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>One random thing said by a random person after a random while.</summary>
internal sealed record Chance(bool Sensible, int Who, CaseCommand Command, int CaseIndex, TimeSpan Later, TimeSpan? ClaimedAgo, bool Offline, int Pick)
{
    private static readonly SquadId[] _squads = [Squad3, Squad5, SquadOfXiangyuan];

    private static readonly Gen<string> _text = Any("已办理", "已联系消费者", "情况属实", "", "坏\0字", new string('长', 6000));

    private static readonly Gen<string> _words = Gen.Frequency((19, Any("已办理", "已联系消费者", "情况属实")), (1, _text));

    private static readonly Gen<IReadOnlyList<Situation>> _situations =
        Any<IReadOnlyList<Situation>>([Situation.OnSceneDispute], [Situation.SafetyHarm, Situation.OnSceneDispute], [Situation.VisitorShortStay], []);

    /// <summary>By the shop's code, without a name.</summary>
    private static Registration ByCode => Complaint with { Channel = Channel.MerchantQr, OnFile = null, Venue = Shop };

    private static Registration ToBePublished => Complaint with { OnFile = Complaint.OnFile! with { ConsentPublish = true } };

    private static readonly Gen<SquadId> _squad = Any(_squads);

    private static readonly Gen<Override?> _override = Any<Override?>(null, null, null, new Override("无人可派"));

    private static readonly Gen<WhenBusy?> _busy = Any<WhenBusy?>(null, null, WhenBusy.Queue, WhenBusy.Alongside, WhenBusy.Preempt);

    private static readonly Gen<ReplyGiven?> _replyGiven =
        Any<ReplyGiven?>(null, new ReplyGiven(true, "潞州03分队", AcceptanceAnswer.Pending), new ReplyGiven(false, "", AcceptanceAnswer.No));

    private static readonly Gen<CaseCommand> _command = Gen.OneOf(
        Any(Complaint, Urgent, Urgent, Report, Question, ByCode, ToBePublished, ToBePublished, ToBePublished, Report with { Situations = null }).Select(r => (CaseCommand)new Register(r with { County = Luzhou })),
        Any<CaseCommand>(
            new StartTriage(), new RecallDirective(), new AckDirective(), new Depart(), new Sign(), new Accept(), new StartMediation(), new Archive()),
        Gen.Select(Gen.Enum<OpinionUnit>(), _words, (u, t) => (CaseCommand)new AddOpinion(u, t)),
        Gen.Select(_situations, Gen.Enum<Industry>(), (s, i) => (CaseCommand)new DecideFast(s, "说明", i)),
        Gen.Select(Gen.Int[0, 5], Gen.Enum<Industry>(), (g, i) => (CaseCommand)new Classify(g == 5 ? i : null, g)),
        Gen.Select(Gen.Bool, _words, (b, t) => (CaseCommand)new Accept(t, TellLater: b)),
        Gen.Select(Gen.Bool, _words, Gen.Int[1, 3], (b, t, n) => (CaseCommand)new AnswerSupervisionRequest(n, b, t)),
        _words.Select(t => (CaseCommand)new DecideNormal(t)),
        Gen.Select(_squad, _override, _busy, (s, o, b) => (CaseCommand)new IssueDirective(s, null, o, null, b)),
        _words.Select(t => (CaseCommand)new DeclineDirective(t)),
        Gen.Select(_squad, _words, _override, _busy, (s, t, o, b) => (CaseCommand)new Reassign(s, t, o, null, b)),
        _words.Select(t => (CaseCommand)new CancelDirective(t)),
        Gen.Select(Gen.Enum<HandlingMode>(), _words, _replyGiven, (m, t, r) => (CaseCommand)new Respond(m, t, null, r)),
        Gen.Select(Gen.Enum<ArrivalProof>(), Any<GeoPoint?>(null, Market), (h, p) => (CaseCommand)new Arrive(h, p, "到", 20)),
        _words.Select(t => (CaseCommand)new FinishScene(t)),
        Gen.Select(Gen.Enum<Industry>(), _words, (i, t) => (CaseCommand)new Route(i, t)),
        Gen.Select(_words, Gen.Enum<AcceptanceAnswer>(), (t, a) => (CaseCommand)new SendFirstReply(true, t, a)),
        Gen.Select(_words, Gen.Bool, (t, now) => (CaseCommand)new Agree(t, now, !now, 100m)),
        Gen.Select(Any(Outcome.Answered, Outcome.Mediated, Outcome.MediatedOnScene, Outcome.SelfSettled, Outcome.ReportFiled), _words,
            (o, t) => (CaseCommand)new Close(o, t, AllDone)),
        _words.Select(t => (CaseCommand)new Feedback(t)),
        Gen.Select(_words, Gen.Enum<ReturnReason>(), (t, r) => (CaseCommand)new Return(r, t)),
        Gen.Select(_words, Gen.Bool, (t, r) => (CaseCommand)new ReReply(t, r ? null : "价格科", r)),
        Gen.Select(_words, Gen.Enum<RefusalGround>(), (t, g) => (CaseCommand)new Refuse(g, t, t)),
        Gen.Select(_words, Gen.Enum<EndGround>(), (t, g) => (CaseCommand)new EndMediation(g, t)),
        Gen.Select(_words, Gen.Enum<ReopenReason>(), (t, r) => (CaseCommand)new Reopen(r, t)),
        Gen.Select(_words, Gen.Bool, (t, b) => (CaseCommand)new FinishReview(t, b)),
        Gen.Select(_words, Gen.Bool, (t, b) => (CaseCommand)new DecideRecusal(b, t)),
        Gen.Select(_words, Gen.Bool, (t, b) => (CaseCommand)new DecidePublicity(b, t)),
        Gen.Select(_words, Gen.Int[0, 4], Gen.Bool, (t, n, b) => (CaseCommand)new RecordUnreachable(t, n, b)),
        Gen.Select(_words, Gen.Enum<PreSettler>(), Gen.Bool, (t, p, b) => (CaseCommand)new SendToPreSettlement(p, t, b, Shop)),
        Gen.Select(_words, Gen.Int[-2, 40], (t, d) => (CaseCommand)new AskMaterials(t, new DateOnly(2026, 11, 23).AddDays(d))),
        Gen.Select(_words, Gen.Bool, (t, b) => (CaseCommand)new ReceiveMaterials(t, b)),
        Gen.Select(_words, Gen.Int[1, 3], (t, n) => (CaseCommand)new ReplySupervision(n, t)),
        Gen.Select(Any(0, 1, 2), Gen.Bool, (n, joint) => (CaseCommand)new Merge(Town.Id(n), joint)),
        Gen.Select(_words, Any(Market, new GeoPoint(0, 0)), (t, p) => (CaseCommand)new Locate(p, LocationSource.Manual, null, t)),
        Any<CaseCommand>(new Withdraw("不投诉了"), new TransferOut(TransferTo.Police, "公安局", "涉嫌敲诈"), new Approve(), new SendBack("再核"), new TakeOver("重大")),
        Gen.Select(Gen.Bool, Gen.Int[0, 6], Gen.Int[0, 4], (r, s, n) => (CaseCommand)new ReturnVisit(r, s, s, null, n)));

    private static readonly Gen<TimeSpan> _later = Gen.Frequency(
        (8, Gen.Int[0, 10].Select(s => TimeSpan.FromSeconds(s))),
        (5, Gen.Int[0, 240].Select(s => TimeSpan.FromSeconds(s))),
        (3, Gen.Int[0, 60].Select(m => TimeSpan.FromMinutes(m))),
        (2, Gen.Int[1, 21].Select(d => TimeSpan.FromDays(d))),
        (1, Any(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(90), TimeSpan.FromHours(24))));

    private static readonly Gen<TimeSpan?> _claim = Gen.Frequency(
        (3, Any<TimeSpan?>(null, null)),
        (1, Gen.Int[-300, 3600].Select(s => (TimeSpan?)TimeSpan.FromSeconds(s))));

    private static readonly Gen<Chance> _one = Gen
        .Select(Gen.Frequency((3, Any(true)), (1, Any(false))), Gen.Int[0, Everybody.Count - 1], _command, Gen.Frequency((6, Any(0)), (2, Any(1)), (1, Any(2))),
            Gen.Select(_later, _claim, Gen.Bool, Gen.Int[0, 999]))
        .Select(x => new Chance(x.Item1, x.Item2, x.Item3, x.Item4, x.Item5.Item1, x.Item5.Item2, x.Item5.Item3, x.Item5.Item4));

    public static Gen<Chance[]> Many { get; } = _one.Array[20, 170];

    /// <summary>A short walk, for what needs many of them.</summary>
    public static Gen<Chance[]> Some { get; } = _one.Array[6, 30];

    private static Gen<T> Any<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
