using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

public sealed partial class EdgeTests
{
    [Fact]
    public void Edge39_A_letter_registered_after_the_new_order_is_governed_by_the_day_it_was_received()
    {
        var eve = new DateTimeOffset(2026, 4, 14, 1, 0, 0, TimeSpan.Zero);
        var desk = new Desk().At(eve.AddDays(3)).Do(City, new Register(Complaint with { County = Luzhou, ReceivedAt = eve }));
        Assert.Equal((RuleSet.R20, eve, eve), (desk.Case.RuleSet, desk.Case.ReceivedAt, desk.Clock(ClockKind.C4).Start));
        Assert.Equal(CityTime.StartOf(new DateOnly(2026, 4, 24)), desk.Clock(ClockKind.L1).Due);
        Assert.Equal(CityTime.StartOf(new DateOnly(2026, 4, 25)), Desk.Received(Complaint with { ReceivedAt = eve.AddDays(1) }).Clock(ClockKind.L1).Due);
        Assert.Equal(RuleSet.R121, Desk.Received(Complaint with { ReceivedAt = eve.AddDays(1) }).Case.RuleSet);
    }

    [Fact]
    public void Edge39_A_receipt_in_the_future_or_before_any_order_is_refused_and_one_this_second_is_now()
    {
        Assert.Equal((Refusals.OutOfRange, "receivedAt"), Said(new Desk().Refused(City, new Register(Complaint with { ReceivedAt = Nine.AddMinutes(3) }))));
        Assert.Equal((Refusals.OutOfRange, "receivedAt"), Said(new Desk().Refused(City, new Register(Complaint with { ReceivedAt = new(2019, 12, 31, 0, 0, 0, TimeSpan.Zero) }))));
        Assert.Equal((Refusals.WrongRole, "receivedAt"), Said(new Desk().Refused(Merchant, new Register(Complaint with { ReceivedAt = Nine.AddDays(-1) }))));
        Assert.Equal(Nine, Desk.Received(Complaint with { ReceivedAt = Nine.AddMinutes(1) }).Case.ReceivedAt);
    }

    [Fact]
    public void Edge39_What_passed_before_it_was_registered_fires_once_and_says_that_it_is_late()
    {
        var desk = Desk.Received(Complaint with { ReceivedAt = Nine.AddHours(-25) });
        var c4 = desk.Clock(ClockKind.C4);
        foreach (var (step, at) in c4.Instants()) desk.Do(Actor.Machine, new PassClock(ClockKind.C4, 1, step, at));
        var passed = desk.History.OfType<CaseEvent.ClockPassed>().ToList();
        Assert.Equal([ClockSteps.Warn1, ClockSteps.Warn2, ClockSteps.Breach], passed.Select(p => p.Step));
        Assert.All(passed, p => Assert.True(p.Late));
        Assert.Equal(Refusals.ClockNotRunning, desk.Refused(Actor.Machine, new PassClock(ClockKind.C4, 1, ClockSteps.Breach, c4.Due)).Code);
    }

    [Fact]
    public void Edge29_The_report_half_was_received_when_its_letter_was()
    {
        var desk = Desk.Triaging(Complaint with { ReceivedAt = Nine.AddDays(-2) }).Do(Dispatcher, new Split("举报无证经营", "消费者反映该店无证。"));
        Assert.Equal((Nine.AddDays(-2), Nine.AddDays(-2)), (desk.Born().ReceivedAt, desk.Born().Clocks.Latest(ClockKind.L4)!.Start));
    }

    [Fact]
    public void Edge02_Materials_that_never_come_lead_to_a_refusal_and_not_into_a_trap()
    {
        var desk = Desk.Asked();
        var until = desk.Clock(ClockKind.M1);
        Assert.Equal(CityTime.StartOf(new DateOnly(2026, 12, 1)), until.Due);
        Assert.Equal([(ClockSteps.Breach, until.Due)], until.Instants());
        desk.At(until.Due).Do(Actor.Machine, new PassClock(ClockKind.M1, 1, ClockSteps.Breach, until.Due));
        Assert.True(desk.Clock(ClockKind.M1).HasPassed(ClockSteps.Breach));
        desk.Do(Dispatcher, new Refuse(RefusalGround.N6, "拒不配合核验真实身份", "可向人民法院起诉")).Do(City, new Approve());
        Assert.Equal((Workflow.Closed, Outcome.NotAccepted), (desk.Case.Workflow, desk.Case.Outcome!.Value));
        Assert.False(desk.Runs(ClockKind.M1));
    }

    [Fact]
    public void Edge02_While_materials_are_awaited_a_case_can_be_sent_away_merged_or_closed()
    {
        Assert.Equal(Workflow.TransferredOut, Desk.Asked().Do(Dispatcher, FirstReply).Do(Dispatcher, new TransferOut(TransferTo.Police, "公安局", "冒用他人身份")).Case.Workflow);
        Assert.Equal(Workflow.Merged, Desk.Asked().Do(Dispatcher, new Merge(new CaseId(Number(101)))).Case.Workflow);
        var gone = Desk.Asked().Do(Dispatcher, new RecordUnreachable("三次未接", 3, true)).Do(Dispatcher, new Close(Outcome.Unreachable, "无法联系", AllDone));
        Assert.Equal(Outcome.Unreachable, gone.Case.Outcome);
        Assert.True(Desk.Asked().Do(Complainer, new ReceiveMaterials("已提供")).Clock(ClockKind.M1).Met);
    }

    [Fact]
    public void Edge22_Withdrawn_in_the_middle_of_a_mediation_both_sides_are_told_that_it_ended()
    {
        var desk = Desk.Mediating().Do(Complainer, new Withdraw("已自行和解"));
        Assert.Equal((Outcome.Withdrawn, EndGround.E1, LegalStage.Ended), (desk.Case.Outcome!.Value, desk.Case.EndGround!.Value, desk.Case.Legal));
        Assert.Contains(desk.History, e => e is CaseEvent.MediationEnded { Ground: EndGround.E1 });
        Assert.True(desk.Runs(ClockKind.L3));
        Assert.False(desk.Do(Dispatcher, new NotifyEnded("短信")).Runs(ClockKind.L3));
        Assert.Null(Desk.Investigating().Do(Complainer, new Withdraw("不投诉了")).Case.Clocks.Latest(ClockKind.L3));
    }

    [Fact]
    public void Edge27_Reopened_into_mediation_has_its_limit_again_and_an_E5_waits_for_it()
    {
        var desk = Desk.Reopened();
        Assert.Equal((2, true, desk.Now), (desk.Clock(ClockKind.L2).Round, desk.Runs(ClockKind.L2), desk.Clock(ClockKind.L2).Start));
        Assert.Equal(1, desk.Case.Clocks.Count(c => c.Kind is ClockKind.L1));
        desk.Do(Dispatcher, new Route(Industry.ProductQuality, "质量股")).Do(Station, new Sign()).Do(Station, new StartMediation());
        Assert.Equal((Refusals.GroundDoesNotFit, "ground"), Said(desk.Refused(Station, new EndMediation(EndGround.E5, "期满"))));
    }

    [Fact]
    public void Edge17_A_dispute_settled_for_the_other_county_moves_the_case_there()
    {
        var desk = Desk.Disputed();
        Assert.Equal((Refusals.CityMustDecide, "county"), Said(desk.Refused(Dispatcher, new SettleDispute("襄垣县局", "协商一致", Xiangyuan))));
        Assert.Equal((Refusals.OutOfRange, "county"), Said(desk.Refused(City, new SettleDispute("襄垣县局", "指定", CountyCode.City))));
        desk.After(60).Do(City, new SettleDispute("襄垣县市场监督管理局", "实际经营地在襄垣", Xiangyuan));
        Assert.Equal((Xiangyuan, Workflow.Routed, "襄垣县市场监督管理局"), (desk.Case.County, desk.Case.Workflow, desk.Case.HandlingUnit));
        Assert.Equal((null, null), (desk.Case.SignedBy, desk.Case.Dispute));
        Assert.Equal((2, desk.Now), (desk.Clock(ClockKind.C7).Round, desk.Clock(ClockKind.C7).Start));
        Assert.Equal(Refusals.OtherCounty, desk.Refused(Station, new Sign()).Code);
        desk.Do(OtherCounty, new Sign());
        Assert.Equal(Holder.County, desk.Case.SignedBy);
    }

    [Fact]
    public void Edge17_A_dispute_settled_for_the_county_that_has_it_leaves_it_where_it_is()
    {
        var desk = Desk.Disputed().Do(Dispatcher, new SettleDispute("质量股", "由本局办理", Luzhou));
        Assert.Equal((Luzhou, Workflow.Investigating, "质量股", Holder.Station), (desk.Case.County, desk.Case.Workflow, desk.Case.HandlingUnit, desk.Case.SignedBy));
        Assert.Equal((1, true), (desk.Clock(ClockKind.C7).Round, desk.Runs(ClockKind.C7)));
        Assert.False(desk.Runs(ClockKind.L6));
    }

    [Fact]
    public void Edge17_A_case_does_not_move_over_the_head_of_a_squad_and_leaves_none_behind()
    {
        var desk = Desk.OnScene().Do(Station, new DisputeJurisdiction("襄垣县市场监督管理局", "实际经营地在襄垣"));
        Assert.Equal(Refusals.SquadStillOut, desk.Refused(City, new SettleDispute("襄垣县局", "指定", Xiangyuan)).Code);
        desk.Do(Member, new FinishScene()).Do(City, new SettleDispute("襄垣县局", "指定", Xiangyuan));
        Assert.Equal((FastStage.None, null, null), (desk.Case.Fast, desk.Case.Directive, desk.Case.ActiveSquad));
    }

    [Fact]
    public void Edge15_Five_cases_within_an_hour_at_one_place_are_suggested_as_an_incident_and_four_are_not()
    {
        CaseAt At(int n, double metres) => new(new CaseId(Number(400 + n)), $"CZ-{n}", Nine.AddMinutes(n * 10), Market, metres);
        var others = Enumerable.Range(1, 4).Select(n => At(n, 120 * n)).ToList();
        Assert.Equal(5, Burst.Of(At(0, 0), others, [], Triage.Given.Rules.Bursts)!.Cases.Count);
        Assert.Null(Burst.Of(At(0, 0), others.Take(3), [], Triage.Given.Rules.Bursts));
        Assert.Null(Burst.Of(At(0, 0), [.. others.Take(3), At(4, 501)], [], Triage.Given.Rules.Bursts));
    }

    [Fact]
    public void Edge15_Each_case_of_a_crowd_is_still_replied_to_and_closed_by_itself()
    {
        var incident = new IncidentId(Number(200));
        var desk = Desk.Agreed().Do(Actor.Machine, new JoinIncident(incident)).Do(Actor.Machine, new LeaveIncident(incident, Over: true));
        Assert.True(desk.Case.Open);
        Assert.Equal(Refusals.FirstReplyMissing, desk.Refused(Station, new Close(Outcome.Mediated, "一致", AllDone)).Code);
        Assert.Equal(Workflow.Closed, desk.Do(Dispatcher, FirstReply).Do(Station, new Close(Outcome.Mediated, "一致", AllDone)).Case.Workflow);
        Assert.Equal(incident, desk.Case.Incident);
    }

    [Fact]
    public void Edge16_On_National_Day_no_promise_is_relaxed_and_the_law_waits_for_a_working_day()
    {
        var holiday = new DateTimeOffset(2026, 10, 2, 2, 0, 0, TimeSpan.Zero);
        var desk = new Desk().At(holiday).Do(City, new Register(Urgent with { County = Luzhou }));
        Assert.Equal((holiday.AddMinutes(15), holiday.AddHours(24), holiday.AddHours(24)), (desk.Clock(ClockKind.C1).Due, desk.Clock(ClockKind.C4).Due, desk.Clock(ClockKind.C5).Due));
        Assert.True(desk.Clock(ClockKind.L1).Due > CityTime.StartOf(new DateOnly(2026, 10, 14)));
    }

    [Fact]
    public void Edge30_Harm_prompts_the_rescue_and_whoever_supervises_what_caused_it()
    {
        string[] Codes(string facts, params Situation[] situations) => [.. SafetyHints.Of(Complaint with { Facts = facts }, situations).Select(h => h.Code)];
        Assert.Equal([TriageReasons.CallRescue, TriageReasons.SpecialEquipment], Codes("景区索道停运，游客被困", Situation.SafetyHarm));
        Assert.Equal([TriageReasons.CallRescue, TriageReasons.HealthLiaison], Codes("聚餐后多人呕吐腹泻", Situation.SafetyHarm));
        Assert.Equal([TriageReasons.CallRescue, TriageReasons.CallPolice], Codes("店员持刀威胁消费者", Situation.SafetyHarm));
        Assert.Equal([TriageReasons.CallRescue], Codes("电视机冒烟", Situation.SafetyHarm));
        Assert.Empty(Codes("景区索道排队太久", Situation.OnSceneDispute));
    }

    private static (string Code, string? Field) Said(Refusal refusal) => (refusal.Code, refusal.Field);
}
