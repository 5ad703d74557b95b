using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>A supervision has a date that is watched, and what leadership asks for is answered (督办).</summary>
public sealed class SupervisionTests
{
    [Fact]
    public void The_date_of_a_supervision_reminds_halfway_and_breaks_once()
    {
        var desk = Desk.Supervised();
        var s1 = desk.Clock(ClockKind.S1);
        Assert.Equal([(ClockSteps.Warn1, Nine.AddDays(1.5)), (ClockSteps.Breach, Nine.AddDays(3))], s1.Instants());
        foreach (var (step, at) in s1.Instants()) desk.At(at).Do(Actor.Machine, new PassClock(ClockKind.S1, 1, step, at));
        Assert.Equal(Refusals.ClockNotRunning, desk.Refused(Actor.Machine, new PassClock(ClockKind.S1, 1, ClockSteps.Breach, s1.Due)).Code);
        Assert.False(desk.After(1).Do(Station, new ReplySupervision(1, "正在办理")).Clock(ClockKind.S1).Met);
        Assert.False(desk.Runs(ClockKind.S1));
    }

    [Fact]
    public void Two_supervisions_have_two_dates_that_run_side_by_side()
    {
        var desk = Desk.Supervised().Do(City, new Supervise(SupervisionMode.Joint, "涉及多部门", Nine.AddDays(1), "质量股"));
        Assert.Equal([(1, Nine.AddDays(3)), (2, Nine.AddDays(1))], desk.Case.Clocks.Where(c => c.Kind is ClockKind.S1).Select(c => (c.Round, c.Due)));
        desk.At(Nine.AddDays(1)).Do(Actor.Machine, new PassClock(ClockKind.S1, 2, ClockSteps.Breach, Nine.AddDays(1)));
        desk.Do(City, new CloseSupervision(2, "已协调"));
        Assert.Equal([1], desk.Case.Clocks.Where(c => c is { Kind: ClockKind.S1, Running: true }).Select(c => c.Round));
    }

    [Fact]
    public void What_leadership_asks_for_waits_until_a_dispatcher_takes_it_up_or_says_why_not()
    {
        var desk = Desk.Investigating().Do(Leadership, new Supervise(SupervisionMode.Dedicated, "群众反映强烈", Nine.AddDays(2), "质量股"));
        var request = Assert.Single(desk.Case.SupervisionRequests);
        Assert.True(request.Open);
        Assert.Empty(desk.Case.Supervisions);
        Assert.Equal((Refusals.Required, "reason"), Said(desk.Refused(Dispatcher, new AnswerSupervisionRequest(1, TakenUp: false))));
        Assert.Equal((Refusals.NoSuchSupervision, "id"), Said(desk.Refused(Dispatcher, new AnswerSupervisionRequest(2, TakenUp: true))));

        desk.Do(City, new AnswerSupervisionRequest(1, TakenUp: true));

        var order = Assert.Single(desk.Case.Supervisions);
        Assert.Equal((SupervisionMode.Dedicated, "群众反映强烈", Nine.AddDays(2), "质量股"), (order.Mode, order.Reason, order.Due, order.Unit));
        Assert.False(desk.Case.SupervisionRequests[0].Open);
        Assert.True(desk.Runs(ClockKind.S1));
        Assert.Equal(Refusals.NoSuchSupervision, desk.Refused(City, new AnswerSupervisionRequest(1, TakenUp: true)).Code);
    }

    [Fact]
    public void A_request_whose_date_has_passed_is_taken_up_with_another_or_declined()
    {
        var desk = Desk.Investigating().Do(Leadership, new Supervise(SupervisionMode.Supervise, "尽快", Nine.AddHours(1), "质量股")).After(90);
        Assert.Equal((Refusals.InThePast, "due"), Said(desk.Refused(City, new AnswerSupervisionRequest(1, TakenUp: true))));
        desk.Do(Dispatcher, new AnswerSupervisionRequest(1, TakenUp: false, "已当场办结"));
        Assert.Equal("已当场办结", desk.Case.SupervisionRequests[0].Declined);
        Assert.Empty(desk.Case.Supervisions);
    }

    [Fact]
    public void The_feedback_on_a_supervised_case_is_told_to_its_supervisor()
    {
        var desk = Desk.Supervised().Do(Dispatcher, new Accept()).Do(Station, new StartMediation()).Do(Station, new Agree("退货退款", false, true, 320m))
            .Do(Dispatcher, FirstReply).Do(Station, new Close(Outcome.Mediated, "双方达成一致", AllDone));
        Assert.False(desk.Runs(ClockKind.S1));
        desk.Do(Station, new Feedback("退款320元，双方满意"));
        Assert.Equal("退款320元，双方满意", desk.Case.Supervisions[0].Reply);
        Assert.False(desk.Do(City, new CloseSupervision(1, "同意")).Case.Supervisions[0].Open);
    }

    private static (string Code, string? Field) Said(Refusal refusal) => (refusal.Code, refusal.Field);
}
