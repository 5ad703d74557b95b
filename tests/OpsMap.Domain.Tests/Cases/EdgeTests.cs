using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Tests.Clocks;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>The cases operators meet (domain rules §8), by their numbers.</summary>
public sealed partial class EdgeTests
{
    [Fact]
    public void Edge01_Duplicate_keeps_its_number_and_gets_its_ownFirstReply()
    {
        var desk = Desk.Merged();
        Assert.Equal((Workflow.Merged, Outcome.Merged), (desk.Case.Workflow, desk.Case.Outcome!.Value));
        Assert.Equal([ClockKind.C4], desk.Case.Clocks.Where(c => c.Running).Select(c => c.Kind));
        desk.Do(Dispatcher, FirstReply);
        Assert.DoesNotContain(desk.Case.Clocks, c => c.Running);
    }

    [Fact]
    public void Edge01_Only_the_same_person_or_several_who_agreed_are_merged()
    {
        var parent = Desk.Triaging(Complaint);
        var other = Complaint.OnFile! with { PhoneMasked = "139****9999" };
        var child = new CaseId(Number(101));
        Assert.Equal(Refusals.NotSameComplainant, parent.Refused(Actor.Machine, new AdoptChild(child, "CZ", Luzhou, CaseKind.Complaint, false, other)).Code);
        Assert.Equal(Refusals.OtherKind, parent.Refused(Actor.Machine, new AdoptChild(child, "CZ", Luzhou, CaseKind.Report, true)).Code);
        Assert.Equal(Refusals.OtherCounty, parent.Refused(Actor.Machine, new AdoptChild(child, "CZ", Xiangyuan, CaseKind.Complaint, true)).Code);
        parent.Do(Actor.Machine, new AdoptChild(child, "CZ", Luzhou, CaseKind.Complaint, true, other));
        Assert.Equal(child, Assert.Single(parent.Case.Children).Id);
    }

    [Fact]
    public void Edge02_Anonymous_cannot_be_replied_to_and_that_is_on_record()
    {
        var desk = Desk.Triaging(Report with { OnFile = null, Situations = null }).Do(Dispatcher, new RecordUnreachable("匿名举报，无联系方式"));
        Assert.True(desk.Clock(ClockKind.C4).Cancelled);
        Assert.Equal("attempts", Desk.Routed().Refused(Dispatcher, new RecordUnreachable("未接", 2, true)).Field);
        Assert.Equal("sms", Desk.Routed().Refused(Dispatcher, new RecordUnreachable("未接", 3)).Field);
    }

    [Fact]
    public void Edge02_Who_could_not_be_reached_and_is_answered_after_all_has_a_reply()
    {
        var desk = Desk.Received(Question).Do(City, new RecordUnreachable("无联系方式")).Do(City, new Answer("七日内可以退货"));
        Assert.Equal((Workflow.Closed, Outcome.Answered, true), (desk.Case.Workflow, desk.Case.Outcome!.Value, desk.Case.FirstReply is not null));
    }

    [Fact]
    public void Edge03_Anonymous_on_the_scene_is_dispatched_and_stays_no_complaint_by_law()
    {
        var qr = Complaint with { Channel = Channel.MerchantQr, OnFile = null, Situations = [Situation.SafetyHarm] };
        var desk = Desk.Issued(qr);
        Assert.True(desk.Case.PreComplaint);
        Assert.False(desk.Runs(ClockKind.L1));
        Assert.Equal(Refusals.PreComplaint, desk.Refused(Dispatcher, new Accept()).Code);
        var named = Desk.Triaging(qr).Do(Dispatcher, new AskMaterials("姓名、电话、地址", new DateOnly(2026, 11, 25))).Do(Complainer, new ReceiveMaterials("已提供", true));
        Assert.True(named.Runs(ClockKind.L1));
        Assert.False(named.Case.PreComplaint);
    }

    [Theory]
    [InlineData(20, 0, true)]
    [InlineData(20, 1, false)]
    public void Edge05_OutOfJurisdiction_goes_back_within_twenty_hours(int hours, int seconds, bool allowed)
    {
        var desk = Desk.Investigating().At(Nine.AddHours(hours).AddSeconds(seconds));
        var decision = desk.Say(Station, new Return(ReturnReason.NotOurDuty, "属价格科"));
        Assert.Equal(allowed ? null : Refusals.ReturnLapsed, (decision as Decision<CaseEvent>.Refused)?.Refusal.Code);
    }

    [Fact]
    public void Edge05_OutOfJurisdiction_a_second_time_the_city_decides()
    {
        var desk = Desk.TakenIn().Do(Dispatcher, new ReReply("改派", "价格科")).Do(Dispatcher, new Route(Industry.Price, "价格科")).Do(HeadOf("价格科"), new Sign());
        Assert.Equal(Refusals.CityMustDecide, desk.Refused(HeadOf("价格科"), new Return(ReturnReason.NotOurDuty, "也不是我们")).Code);
        Assert.Equal(Refusals.CityMustDecide, desk.Refused(Dispatcher, new Route(Industry.Price, "质量股")).Code);
        desk.Do(City, new Route(Industry.Price, "综合执法队"));
        Assert.False(desk.Runs(ClockKind.C7));
    }

    [Fact]
    public void Edge05_The_right_lapses_and_is_not_a_breach()
    {
        var desk = Desk.Investigating();
        var c7 = desk.Clock(ClockKind.C7);
        desk.At(c7.Due).Do(Actor.Machine, new PassClock(ClockKind.C7, 1, ClockSteps.Breach, c7.Due));
        Assert.Equal((true, null), (desk.Clock(ClockKind.C7).Cancelled, desk.Clock(ClockKind.C7).Met));
    }

    [Fact]
    public void Edge06_Received_at_ten_to_midnight_before_the_holiday()
    {
        var eve = new DateTimeOffset(2026, 9, 30, 15, 50, 0, TimeSpan.Zero);
        var desk = new Desk().At(eve).Do(City, new Register(Urgent with { County = Luzhou }));
        Assert.Equal(eve.AddMinutes(15), desk.Clock(ClockKind.C1).Due);
        Assert.Equal(eve.AddHours(24), desk.Clock(ClockKind.C4).Due);
        Assert.Equal(CityTime.StartOf(new DateOnly(2026, 10, 16)), desk.Clock(ClockKind.L1).Due);
    }

    [Fact]
    public void Edge21_Nobody_answers_three_times_and_a_message_with_the_mode_counts()
    {
        var desk = Desk.Acknowledged();
        Assert.Equal("attempts", desk.Refused(Member, new Respond(HandlingMode.OnSite, "未接通", Attempts: 2, Sms: true)).Field);
        Assert.Equal("sms", desk.Refused(Member, new Respond(HandlingMode.OnSite, "未接通", Attempts: 3)).Field);
        Assert.True(desk.Do(Member, new Respond(HandlingMode.OnSite, "未接通，已发短信", Attempts: 3, Sms: true)).Clock(ClockKind.C2).Met);
    }

    [Fact]
    public void Edge22_Withdrawn_while_the_squad_is_on_its_way_turns_it_round()
    {
        var desk = Desk.EnRoute().Do(Complainer, new Withdraw("不投诉了"));
        Assert.Equal((Workflow.Closed, Outcome.Withdrawn, FastStage.Cancelled), (desk.Case.Workflow, desk.Case.Outcome!.Value, desk.Case.Fast));
        Assert.Null(desk.Case.ActiveSquad);
        Assert.NotNull(desk.Case.FirstReply);
        Assert.Equal(Refusals.NotYourCase, Desk.Routed().Refused(Stranger, new Withdraw("不投诉了")).Code);
    }

    [Fact]
    public void Edge24_The_merchant_refuses_to_mediate_and_a_clue_is_verified()
    {
        var desk = Desk.Accepted().Do(Station, new EndMediation(EndGround.E2, "商家拒绝调解"));
        Assert.Equal((LegalStage.Ended, true), (desk.Case.Legal, desk.Runs(ClockKind.L3)));
        desk.Do(Station, new FindClue("涉嫌以次充好", "样品与实物不符。"));
        var linked = desk.Born();
        Assert.Equal((CaseKind.Report, KinTie.Clue, TheCase, true), (linked.Kind, linked.Tie!.Value, linked.From!.Id, linked.Clocks.RunningOf(ClockKind.L4) is not null));
    }

    [Fact]
    public void Edge24_A_clue_that_comes_out_after_the_end_is_verified_all_the_same()
    {
        var desk = Desk.Archived().Do(Station, new FindClue("涉嫌以次充好", "回访时消费者提供检测报告。"));
        Assert.Equal((Workflow.Archived, LegalStage.Verifying), (desk.Case.Workflow, desk.Born().Legal));
    }

    [Fact]
    public void Edge25_Forty_days_of_appraisal_move_the_limit_by_forty_days()
    {
        var now = Desk.Mediating();
        var due = now.Clock(ClockKind.L2).Due;
        now.Do(Station, new PauseForAppraisal("市质检所", "双方各半"));
        Assert.DoesNotContain(Deadlines.Open(now.Case), r => r.Clock is ClockKind.L2);
        now.At(Nine.AddDays(40)).Do(Station, new ResumeMediation("不合格"));
        Assert.Equal(due.AddDays(40), now.Clock(ClockKind.L2).Due);
        Assert.Contains(Deadlines.Open(now.Case), r => r.Clock is ClockKind.L2 && r.Step is ClockSteps.Reminder);
    }

    [Fact]
    public void Edge26_Recusal_suspends_the_mediation_and_not_its_limit()
    {
        var desk = Desk.RecusalAsked();
        Assert.Null(desk.Clock(ClockKind.L2).PausedAt);
        Assert.Equal(LegalStage.Mediating, desk.Do(Station, new DecideRecusal(true, "更换调解员")).Case.Legal);
    }

    [Fact]
    public void Edge27_Reopened_keeps_its_first_result_and_counts_again()
    {
        var desk = Desk.Reopened();
        Assert.Equal((2, Outcome.Mediated, Workflow.Reopened, LegalStage.Accepted), (desk.Case.Cycle, desk.Case.Endings[0].Outcome, desk.Case.Workflow, desk.Case.Legal));
        Assert.Equal((2, true), (desk.Clock(ClockKind.C4).Round, desk.Runs(ClockKind.C4)));
    }

    [Fact]
    public void Edge28_Dissatisfied_is_reviewed_and_not_reopened_by_itself()
    {
        var desk = Desk.UnderReview();
        Assert.Equal(Workflow.ReturnVisited, desk.Case.Workflow);
        Assert.Equal(Refusals.ReviewOpen, desk.Refused(Dispatcher, new Archive()).Code);
        Assert.Equal(Workflow.Reopened, desk.Do(City, new FinishReview("确有遗漏", true)).Case.Workflow);
        Assert.Equal(Refusals.ReviewMissing, Desk.Archived().Refused(City, new Reopen(ReopenReason.Unsatisfied, "不满意")).Code);
    }

    [Fact]
    public void Edge29_Mixed_text_is_split_and_each_half_stands_alone()
    {
        var desk = Desk.Triaging(Complaint).Do(Dispatcher, new Split("举报无证经营", "消费者反映该店无证。"));
        var kin = Assert.IsType<RegisterKin>(Assert.Single(Kin.Of(desk.Case, desk.History[^1])).Command);
        Assert.Equal((CaseKind.Report, Complaint.OnFile, "举报无证经营"), (kin.Registration.Kind, kin.Registration.OnFile, kin.Registration.Title));
    }

    [Fact]
    public void Edge38_Without_next_years_calendar_a_date_is_provisional_and_is_counted_again()
    {
        var desk = Desk.Mediating();
        Assert.True(desk.Clock(ClockKind.L2).Provisional);
        Assert.Equal(Refusals.NothingToReview, desk.Refused(Actor.Machine, new ReviewDates()).Code);
        desk.Calendar = WorkingCalendar.Of([.. Notices.Years, new CalendarYear(2027, "国办发明电", new DateOnly(2026, 11, 24), [new Holiday(new DateOnly(2027, 1, 22), "假日")], [])]);
        desk.Do(Actor.Machine, new ReviewDates());
        Assert.Equal((false, CityTime.StartOf(new DateOnly(2027, 1, 24))), (desk.Clock(ClockKind.L2).Provisional, desk.Clock(ClockKind.L2).Due));
    }

    [Fact]
    public void Edge39_The_day_of_receipt_chooses_the_limit()
    {
        var eve = new Desk().At(new DateTimeOffset(2026, 4, 14, 1, 0, 0, TimeSpan.Zero)).Do(City, new Register(Complaint)).Do(City, new StartTriage()).Do(City, new Accept());
        var day = new Desk().At(new DateTimeOffset(2026, 4, 15, 1, 0, 0, TimeSpan.Zero)).Do(City, new Register(Complaint)).Do(City, new StartTriage()).Do(City, new Accept());
        Assert.Equal(CityTime.StartOf(new DateOnly(2026, 6, 19)), eve.Clock(ClockKind.L2).Due);
        Assert.Equal(CityTime.StartOf(new DateOnly(2026, 6, 15)), day.Clock(ClockKind.L2).Due);
    }

    [Fact]
    public void Edge42_Another_merchant_gets_nowhere() =>
        Assert.Equal(Refusals.NotYourVenue, Desk.SettlingBefore().Refused(OtherMerchant, new SettleBefore("已退款")).Code);

    [Fact]
    public void Edge44_Closing_without_aFirstReply_is_blocked() =>
        Assert.Equal(Refusals.FirstReplyMissing, Desk.Agreed().Refused(Station, new Close(Outcome.Mediated, "一致", AllDone)).Code);
}
