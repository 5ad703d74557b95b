using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

public sealed class FieldTests
{
    [Fact]
    public void Responding_stops_the_response_clock_and_a_full_answer_is_also_the_first_reply()
    {
        var desk = Desk.Acknowledged().After(20).Do(Member, new Respond(
            HandlingMode.OnSite, "半小时内到", Nine.AddMinutes(19), new ReplyGiven(true, "潞州03分队", AcceptanceAnswer.Pending)));
        Assert.True(desk.Clock(ClockKind.C2).Met);
        Assert.True(desk.Clock(ClockKind.C4).Met);
        Assert.Equal(FastStage.Responded, desk.Case.Fast);
    }

    [Fact]
    public void A_reply_already_sent_does_not_cost_the_squad_its_answer()
    {
        var desk = Desk.Acknowledged().Do(City, new SendFirstReply(true, "12315中心", AcceptanceAnswer.Pending));
        desk.Do(Member, new Respond(HandlingMode.Remote, "电话调解", FirstReply: new ReplyGiven(true, "三队", AcceptanceAnswer.Yes)));
        Assert.Equal("12315中心", desk.Case.FirstReply!.Given.HandlingUnit);
    }

    [Fact]
    public void Handling_by_telephone_cancels_the_arrival_clock_and_going_after_all_rearms_it_from_the_start()
    {
        var desk = Desk.Remote();
        Assert.True(desk.Clock(ClockKind.C3).Cancelled);
        Assert.Equal(Refusals.ModeIsRemote, desk.Refused(Member, new Depart()).Code);
        desk.After(30).Do(Member, new Respond(HandlingMode.OnSite, "需要到场"));
        var c3 = desk.Clock(ClockKind.C3);
        Assert.Equal((Nine, 2, true), (c3.Start, c3.Round, c3.Running));
        Assert.Equal(Nine, desk.Clock(ClockKind.C2).StoppedAt);
        Assert.Equal(Refusals.AlreadyDecided, desk.Refused(Member, new Respond(HandlingMode.OnSite, "又说一遍")).Code);
    }

    [Fact]
    public void A_squad_may_arrive_without_having_said_that_it_left() =>
        Assert.Equal(FastStage.OnScene, Desk.Responded().Do(Member, new Arrive(ArrivalProof.Manual, Remark: "已到")).Case.Fast);

    [Fact]
    public void Edge10_An_arrival_says_how_it_is_known_and_a_bad_fix_proves_nothing()
    {
        var desk = Desk.EnRoute();
        Assert.Equal("point", desk.Refused(Member, new Arrive(ArrivalProof.Fence)).Field);
        Assert.Equal("accuracyM", desk.Refused(Member, new Arrive(ArrivalProof.Fence, Market, AccuracyM: 1001)).Field);
        Assert.Equal("accuracyM", desk.Refused(Member, new Arrive(ArrivalProof.Fence, Market, AccuracyM: double.NaN)).Field);
        Assert.Equal("remark", desk.Refused(Member, new Arrive(ArrivalProof.Manual)).Field);
        Assert.Equal("how", desk.Refused(Actor.Machine, new Arrive(ArrivalProof.Manual, Market)).Field);
        Assert.Equal(Refusals.PointOutsideCity, desk.Refused(Member, new Arrive(ArrivalProof.Fence, new GeoPoint(116.4, 39.9))).Code);
        desk.Do(Actor.Machine, new Arrive(ArrivalProof.Fence, Market, AccuracyM: 1000));
        Assert.Equal(0, Assert.IsType<CaseEvent.ArrivedOnScene>(desk.History[^1]).Metres);
    }

    [Fact]
    public void A_case_takes_twelve_pictures_from_those_who_work_on_it_until_it_is_put_away()
    {
        var desk = Desk.OnScene();
        for (var n = 1; n <= Case.MostEvidence; n++) desk.Do(Member, Picture(n, desk.Now));
        Assert.Equal(Enumerable.Range(1, 12), desk.Case.Evidence.Select(e => (int)e.Sha256[0]));
        Assert.Equal((Refusals.EvidenceFull, "12"), (desk.Refused(Member, Picture(13, desk.Now)).Code, desk.Refused(Member, Picture(13, desk.Now)).Facts!["max"]));
        Assert.Equal(Refusals.NotYourDirective, Desk.OnScene().Refused(OtherSquad, Picture(1, Nine)).Code);
        Assert.Equal(Refusals.NotNow, Desk.Archived().Refused(Dispatcher, Picture(1, Nine)).Code);
        Assert.False(CaseDecider.FromPeople(typeof(AddEvidence)));
    }

    [Theory]
    [InlineData(-300, true, true)]
    [InlineData(-300, false, false)]
    [InlineData(-10, false, true)]
    [InlineData(0, false, true)]
    [InlineData(3, true, false)]
    public void A_picture_may_come_hours_late_from_a_phone_that_was_silent_but_not_from_the_future(int minutes, bool offline, bool believed)
    {
        var desk = Desk.OnScene().After(400);
        var taken = desk.Now.AddMinutes(minutes);
        var added = Assert.IsType<CaseEvent.EvidenceAdded>(desk.Do(Member, Picture(1, taken) with { Offline = offline }).History[^1]);
        Assert.Equal((believed ? taken : desk.Now, believed ? null : taken), (added.TakenAt, added.Disbelieved));
        Assert.Equal(believed && minutes < -10 ? true : null, added.LateSync);
    }

    private static AddEvidence Picture(int n, DateTimeOffset taken) => new(new EvidenceId(Number(300 + n)), EvidenceKind.Photo, ((char)n).ToString(), taken);

    [Fact]
    public void A_report_is_finished_on_the_scene_and_stays_open()
    {
        var desk = Desk.SceneDone(Report);
        Assert.Equal((FastStage.SceneDone, true, null), (desk.Case.Fast, desk.Case.Open, desk.Case.ActiveSquad));
        Assert.False(desk.Runs(ClockKind.C3));
    }

    [Fact]
    public void Edge09_Steps_replayed_from_a_phone_without_signal_count_when_they_happened()
    {
        var desk = Desk.Acknowledged().After(100);
        desk.Do(Member, new Respond(HandlingMode.OnSite, "已联系"), Nine.AddMinutes(30), offline: true)
            .Do(Member, new Depart(), Nine.AddMinutes(31), offline: true)
            .Do(Member, new Arrive(ArrivalProof.Manual, Market), Nine.AddMinutes(80), offline: true);
        Assert.True(desk.Clock(ClockKind.C2).Met);
        Assert.True(desk.Clock(ClockKind.C3).Met);
        Assert.Equal(Nine.AddMinutes(80), desk.Case.Directive!.ArrivedAt);
    }

    [Fact]
    public void Without_proof_of_silence_an_old_claim_counts_when_it_came_in_and_the_log_keeps_the_claim()
    {
        var desk = Desk.Acknowledged().After(60).Do(Member, new Respond(HandlingMode.OnSite, "已联系"), Nine.AddMinutes(30));
        var e = Assert.IsType<CaseEvent.SquadResponded>(desk.History[^1]);
        Assert.Equal((desk.Now, Nine.AddMinutes(30)), (e.OccurredAt, e.Disbelieved));
        Assert.False(desk.Clock(ClockKind.C2).Met);
    }

    [Fact]
    public void A_claim_from_before_the_step_could_begin_is_not_believed_however_offline()
    {
        var desk = Desk.Issued().After(20).Do(Member, new AckDirective())
            .After(30).Do(Member, new Respond(HandlingMode.OnSite, "已联系"), Nine.AddMinutes(5), offline: true);
        Assert.Equal(desk.Now, desk.Case.Directive!.RespondedAt);
    }
}
