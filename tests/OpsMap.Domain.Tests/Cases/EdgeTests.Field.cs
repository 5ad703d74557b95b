using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Tests.Triage;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

// what happens between the desk and the scene
public sealed partial class EdgeTests
{
    [Fact]
    public void Edge04_A_professional_claimant_is_pointed_out_and_only_people_refuse()
    {
        var said = Complaint with { Industry = Industry.ProfessionalClaim, Facts = "购买40盒，未食用，标签瑕疵，要求十倍赔偿" };
        Assert.True(ClaimantFactors.Of(said, new ClaimantCounts(9, 5, 4, 3), Given.Rules.Claimants).Count >= 5);

        var desk = Desk.Triaging(said).Do(Dispatcher, new Refuse(RefusalGround.N3, "数量明显超出生活消费习惯", "可向人民法院起诉"));
        Assert.Equal((LegalStage.Pending, true), (desk.Case.Legal, desk.Runs(ClockKind.L1)));
        Assert.Equal(Refusals.SecondPersonNeeded, desk.Refused(Dispatcher, new Approve()).Code);
        Assert.True(Desk.Triaging(said).Do(Dispatcher, new Accept()).Runs(ClockKind.L2));
        Assert.True(Desk.Received(Report with { OnFile = said.OnFile }).Runs(ClockKind.L4));
    }

    [Fact]
    public void Edge04_Extortion_ends_the_mediation_and_goes_to_the_police()
    {
        foreach (var desk in new[] { Desk.Mediating(), Desk.Appraised() })
        {
            desk.Do(Dispatcher, FirstReply).Do(Dispatcher, new TransferOut(TransferTo.Police, "公安局", "涉嫌敲诈勒索"));
            Assert.Equal((Workflow.TransferredOut, EndGround.E6, true), (desk.Case.Workflow, desk.Case.EndGround!.Value, desk.Case.Replied));
        }
    }

    [Fact]
    public void Edge05_Who_has_accepted_neither_hands_it_back_nor_disputes_it()
    {
        var desk = Desk.Accepted();
        Assert.True(desk.Runs(ClockKind.C7));
        Assert.Equal(Refusals.NotNow, desk.Refused(Station, new Return(ReturnReason.NotOurDuty, "属价格科")).Code);
        Assert.Equal(Refusals.NotNow, desk.Refused(Station, new DisputeJurisdiction("襄垣县局", "实际经营地在襄垣")).Code);
    }

    [Fact]
    public void Edge07_A_directive_nobody_acknowledges_calls_after_three_minutes_and_its_clocks_run_on()
    {
        var desk = Desk.Issued();
        var call = desk.Clock(ClockKind.Ack);
        Assert.Equal(Nine.AddMinutes(3), call.Due);
        desk.At(call.Due).Do(Actor.Machine, new PassClock(ClockKind.Ack, 1, ClockSteps.Breach, call.Due));
        desk.After(3).Do(Dispatcher, new Reassign(Squad5, "六分钟未签收，改派")).After(1).Do(OtherSquad, new AckDirective());
        Assert.Equal((Nine, Nine), (desk.Clock(ClockKind.C2).Start, desk.Clock(ClockKind.C3).Start));
        Assert.Equal(Nine.AddMinutes(6), desk.Clock(ClockKind.Ack).Start);
    }

    [Fact]
    public void Edge14_A_squad_is_freed_for_a_second_urgent_case_and_the_first_keeps_its_clocks()
    {
        var town = new Town(Nine);
        foreach (var i in new[] { 0, 1 })
        {
            foreach (var command in new CaseCommand[] { new Register(Urgent with { County = Luzhou }), new StartTriage(), new DecideFast([Situation.SafetyHarm]) }) Say(i, command);
        }

        Say(0, new IssueDirective(Squad3));
        town.Wait(TimeSpan.FromMinutes(5));
        Assert.Equal(Refusals.SquadTaken, ((Decision<CaseEvent>.Refused)town.Say(1, new IssueDirective(Squad3), Dispatcher, town.At(1))).Refusal.Code);
        Say(0, new Reassign(Squad5, "三队另有紧急任务"));
        Say(1, new IssueDirective(Squad3));
        Assert.Equal((Squad5, Squad3), (town.Cases[0].ActiveSquad!.Value, town.Cases[1].ActiveSquad!.Value));
        Assert.Equal((Nine, Nine.AddMinutes(5)), (town.Cases[0].Clocks.Latest(ClockKind.C2)!.Start, town.Cases[1].Clocks.Latest(ClockKind.C2)!.Start));

        void Say(int i, CaseCommand command) => Assert.IsType<Decision<CaseEvent>.Accepted>(town.Say(i, command, Dispatcher, town.At(i)));
    }

    [Fact]
    public void Edge17_Two_counties_agree_within_seven_working_days_or_the_city_says_who()
    {
        var desk = Desk.Disputed();
        var l6 = desk.Clock(ClockKind.L6);
        Assert.Equal(CityTime.StartOf(new DateOnly(2026, 12, 3)), l6.Due);
        desk.At(l6.Due).Do(Actor.Machine, new PassClock(ClockKind.L6, 1, ClockSteps.Breach, l6.Due));
        Assert.Equal(Refusals.CityMustDecide, desk.Refused(Dispatcher, new SettleDispute("质量股", "由本局办理")).Code);
        Assert.Null(desk.Do(City, new SettleDispute("质量股", "由本局办理")).Case.Dispute);
        Assert.Equal(Workflow.Investigating, desk.Case.Workflow);
    }

    [Theory]
    [InlineData(TransferTo.Bureau, "林州市市场监督管理局")]
    [InlineData(TransferTo.Department, "交通运输局")]
    public void Edge18_A_merchant_beyond_the_border_is_passed_to_who_is_competent_after_a_reply(TransferTo to, string name)
    {
        Assert.Equal(Refusals.PointOutsideCity, new Desk().Refused(City, new Register(Complaint with { Point = new GeoPoint(114.35, 36.1) })).Code);
        var desk = Desk.Triaging(Complaint with { Point = null, Place = "河南省林州市" });
        var away = new TransferOut(to, name, "实际经营地不在本市");
        Assert.Equal(Refusals.FirstReplyMissing, desk.Refused(Dispatcher, away).Code);
        desk.Do(Dispatcher, FirstReply).Do(Dispatcher, away);
        Assert.Equal((Workflow.TransferredOut, Outcome.TransferredOut), (desk.Case.Workflow, desk.Case.Outcome!.Value));
        Assert.DoesNotContain(desk.Case.Clocks, c => c.Running);
    }

    [Fact]
    public void Edge19_An_online_shop_has_no_scene_and_nobody_is_sent()
    {
        var desk = Desk.Candidate(Urgent with { Platform = "某购物平台" });
        Assert.Equal(Refusals.OnlineShop, desk.Refused(Dispatcher, new IssueDirective(Squad3)).Code);
        desk.Do(Dispatcher, new DecideNormal("网络消费")).Do(Dispatcher, FirstReply).Do(Dispatcher, new TransferOut(TransferTo.Bureau, "平台住所地市场监督管理局", "平台内经营者住所不在本市"));
        Assert.Equal(Workflow.TransferredOut, desk.Case.Workflow);
        Assert.Equal("platform", new Desk().Refused(City, new Register(Urgent with { Platform = " " })).Field);
    }

    [Fact]
    public void Edge20_A_visitor_who_leaves_before_a_squad_would_be_due_comes_first_and_is_mediated_by_telephone()
    {
        Assert.Equal([1, 2, 2], new[] { 80, 120, 230 }.Select(minutes => Desk.Received(Visitor(minutes)).Case.Grade));
        var desk = Desk.Remote(Visitor(80)).Do(Dispatcher, FirstReply).Do(Dispatcher, new Accept()).Do(Member, new StartMediation(OnSite: false));
        Assert.True(desk.Clock(ClockKind.C3).Cancelled);
        desk.After(3 * 24 * 60).Do(Member, new Agree("商家线上退款", false, false, 60m));
        Assert.Equal(LegalStage.Agreed, desk.Case.Legal);

        static Registration Visitor(int minutes) => Urgent with { IsVisitor = true, LeavesAt = Nine.AddMinutes(minutes), Situations = [Situation.VisitorShortStay] };
    }

    [Fact]
    public void Edge23_Settled_on_the_spot_before_acceptance_is_accepted_and_agreed_in_one_step()
    {
        var desk = Desk.OnScene().After(20).Do(Member, new Agree("当场退款", true, false, 36m));
        Assert.Equal(["complaint-accepted", "clock-set", "mediation-started", "mediation-agreed"], desk.History.TakeLast(4).Select(e => Wire.NameOf(e)));
        Assert.Equal((true, true, LegalStage.Agreed), (desk.Clock(ClockKind.L1).Met, desk.Clock(ClockKind.L2).Met, desk.Case.Legal));
        Assert.Equal(Refusals.NotNow, Desk.OnScene().Refused(Member, new Agree("答应退款", false, true)).Code);
    }

    [Fact]
    public void Edge30_Harm_to_people_is_grade_one_goes_to_specialists_and_is_not_left_to_the_merchant()
    {
        var desk = Desk.Triaging(Complaint with { Title = "多人就餐后腹痛", Industry = Industry.Food, Situations = [Situation.SafetyHarm], Venue = Shop });
        Assert.Equal((1, true), (desk.Case.Grade, desk.Runs(ClockKind.C1)));
        Assert.Equal(Refusals.TooUrgent, desk.Refused(Dispatcher, new SendToPreSettlement(PreSettler.Station, "维权站", true, Shop)).Code);
        desk.Do(Dispatcher, new DecideFast([Situation.SafetyHarm], null, Industry.Food, [Capability.Food, Capability.SpecialEquipment]));
        Assert.Equal([Capability.Food, Capability.SpecialEquipment], desk.Case.Capabilities);
    }

    [Fact]
    public void Edge34_Without_a_place_nobody_is_sent_until_somebody_puts_the_pin()
    {
        var desk = Desk.Candidate(Urgent with { Point = null, Channel = Channel.Hotline12345 });
        Assert.Equal(Refusals.PlaceMissing, desk.Refused(Dispatcher, new IssueDirective(Squad3)).Code);
        desk.Do(Dispatcher, new Locate(Market, LocationSource.Manual)).Do(Dispatcher, new IssueDirective(Squad3));
        Assert.Equal(Market, desk.Case.Point);
    }

    [Fact]
    public void Edge35_A_clock_crosses_midnight_and_what_a_restart_made_late_is_marked_and_fires_once()
    {
        var beforeMidnight = new DateTimeOffset(2026, 12, 31, 15, 55, 0, TimeSpan.Zero);
        var desk = new Desk().At(beforeMidnight).Do(City, new Register(Urgent with { County = Luzhou }));
        var c1 = desk.Clock(ClockKind.C1);
        Assert.Equal(beforeMidnight.AddMinutes(15), c1.Due);
        desk.At(c1.Due.AddMinutes(7)).Do(Actor.Machine, new PassClock(ClockKind.C1, 1, ClockSteps.Breach, c1.Due));
        var passed = desk.History.OfType<CaseEvent.ClockPassed>().Single();
        Assert.Equal((true, c1.Due, Holder.Centre), (passed.Late, passed.DueAt, passed.Holder!.Value));
        Assert.Equal(Refusals.ClockNotRunning, desk.Refused(Actor.Machine, new PassClock(ClockKind.C1, 1, ClockSteps.Breach, c1.Due)).Code);
    }

    [Fact]
    public void Edge36_Of_two_dispatchers_the_later_learns_who_issued_what()
    {
        var refusal = Desk.Issued().Refused(City, new IssueDirective(Squad5));
        Assert.Equal((Refusals.DirectiveOut, Dispatcher.Name, "长市监快响〔2026〕第0001号"), (refusal.Code, refusal.Facts!["by"], refusal.Facts["no"]));
        Assert.Equal(Refusals.DirectiveOut, CaseDecider.Allowed(Desk.EnRoute().Case, City, new Moment(Nine)).Single(a => a.Command is "issue-directive").Code);
    }

    [Fact]
    public void Edge41_What_a_drill_brings_about_is_a_drill()
    {
        var desk = Desk.Mediating(Complaint with { Drill = true }).Do(Station, new FindClue("涉嫌以次充好", "样品与实物不符。"));
        Assert.True(desk.Born().Registration.Drill);
    }

    [Fact]
    public void Edge45_A_phone_whose_clock_is_out_is_judged_by_the_servers()
    {
        foreach (var claimed in new[] { Nine.AddMinutes(23), Nine.AddMinutes(-3) })
        {
            var desk = Desk.Acknowledged().After(20).Do(Member, new Respond(HandlingMode.OnSite, "马上到"), claimed, offline: true);
            var step = Assert.IsType<CaseEvent.SquadResponded>(desk.History[^1]);
            Assert.Equal((Nine.AddMinutes(20), claimed), (step.OccurredAt, step.Disbelieved));
        }
    }
}
