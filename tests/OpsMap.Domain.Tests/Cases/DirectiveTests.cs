using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

public sealed class DirectiveTests
{
    [Fact]
    public void A_box_ticked_at_intake_is_not_yet_a_determination() =>
        Assert.Equal(Refusals.DeterminationMissing, Desk.Received().Refused(Dispatcher, new IssueDirective(Squad3)).Code);

    [Fact]
    public void A_directive_stops_the_first_clock_routes_the_case_and_starts_the_squads_clocks()
    {
        var desk = Desk.Candidate().After(5).Do(Dispatcher, new IssueDirective(Squad3));
        Assert.Equal((Workflow.Routed, FastStage.DirectiveIssued), (desk.Case.Workflow, desk.Case.Fast));
        Assert.True(desk.Clock(ClockKind.C1).Met);
        Assert.Equal(desk.Now.AddMinutes(45), desk.Clock(ClockKind.C2).Due);
        Assert.Equal(desk.Now.AddMinutes(90), desk.Clock(ClockKind.C3).Due);
        Assert.Equal(desk.Now.AddMinutes(3), desk.Clock(ClockKind.Ack).Due);
        Assert.Equal("长市监快响〔2026〕第0001号", desk.Case.Directive!.No);
    }

    [Theory]
    [InlineData(2, 59, true)]
    [InlineData(3, 0, true)]
    [InlineData(3, 1, false)]
    public void Acknowledging_within_three_minutes_moves_the_origin(int minutes, int seconds, bool moves)
    {
        var desk = Desk.Issued().After(minutes + (seconds / 60.0)).Do(Member, new AckDirective());
        var origin = moves ? desk.Now : Nine;
        Assert.Equal((origin, origin), (desk.Clock(ClockKind.C2).Start, desk.Clock(ClockKind.C3).Start));
        Assert.Equal((1, moves), (desk.Clock(ClockKind.C2).Round, desk.Clock(ClockKind.Ack).Met!.Value));
    }

    [Fact]
    public void A_declined_directive_keeps_the_origin_for_the_next_squad()
    {
        var desk = Desk.Acknowledged().After(1).Do(Leader, new DeclineDirective("人手不足"));
        Assert.Equal(FastStage.Candidate, desk.Case.Fast);
        desk.After(4).Do(Dispatcher, new IssueDirective(Squad5)).After(1).Do(OtherSquad, new AckDirective());
        Assert.Equal(Nine, desk.Clock(ClockKind.C2).Start);
        Assert.Equal(Nine, desk.Clock(ClockKind.C3).Start);
        Assert.Equal(1, desk.Clock(ClockKind.C2).Round);
        Assert.Equal((2, Squad5), (desk.Case.Directive!.Round, desk.Case.ActiveSquad));
    }

    [Fact]
    public void A_reassigned_directive_keeps_the_origin_too()
    {
        var desk = Desk.EnRoute().After(10).Do(City, new Reassign(SquadOfXiangyuan, "车辆故障"));
        Assert.Equal((FastStage.DirectiveIssued, SquadOfXiangyuan), (desk.Case.Fast, desk.Case.ActiveSquad!.Value));
        Assert.Equal(Nine, desk.Clock(ClockKind.C3).Start);
        Assert.True(desk.Clock(ClockKind.C2).Met);
        Assert.True(desk.Runs(ClockKind.Ack));
        Assert.Equal(Refusals.NotYourDirective, desk.Refused(Member, new AckDirective()).Code);
        Assert.Equal(Refusals.SameSquad, desk.Refused(City, new Reassign(SquadOfXiangyuan, "再派")).Code);
    }

    [Fact]
    public void Whoever_issued_it_may_take_it_back_at_once_as_if_it_had_not_been()
    {
        var desk = Desk.Candidate().After(7).Do(Dispatcher, new IssueDirective(Squad3));
        var recalled = desk.At(desk.Now.AddSeconds(10)).Do(Dispatcher, new RecallDirective());
        Assert.Equal((Workflow.Triaging, FastStage.Candidate), (recalled.Case.Workflow, recalled.Case.Fast));
        Assert.Equal((Nine.AddMinutes(15), true), (desk.Clock(ClockKind.C1).Due, desk.Runs(ClockKind.C1)));
        Assert.False(desk.Runs(ClockKind.C2) || desk.Runs(ClockKind.C3) || desk.Runs(ClockKind.Ack));

        desk.After(1).Do(Dispatcher, new IssueDirective(Squad5));
        Assert.Equal((desk.Now, 2), (desk.Clock(ClockKind.C2).Start, desk.Clock(ClockKind.C2).Round));
    }

    [Fact]
    public void Taking_back_a_second_directive_leaves_the_first_ones_clocks_alone()
    {
        var desk = Desk.Issued().After(1).Do(Leader, new DeclineDirective("人手不足"))
            .After(1).Do(Dispatcher, new IssueDirective(Squad5)).Do(Dispatcher, new RecallDirective());
        Assert.True(desk.Runs(ClockKind.C2) && desk.Runs(ClockKind.C3));
        Assert.False(desk.Runs(ClockKind.C1));
        Assert.Equal(Nine, desk.Clock(ClockKind.C2).Start);
        Assert.Equal(Workflow.Routed, desk.Case.Workflow);
    }

    [Fact]
    public void Nobody_else_takes_it_back_and_nobody_later_than_ten_seconds()
    {
        var desk = Desk.Issued();
        Assert.Equal(Refusals.NotYourRecall, desk.Refused(City, new RecallDirective()).Code);
        desk.At(Nine.AddMilliseconds(10_001));
        Assert.Equal(Refusals.RecallTooLate, desk.Refused(Dispatcher, new RecallDirective()).Code);
        Assert.Equal(Refusals.NotNow, Desk.Responded().Refused(Dispatcher, new RecallDirective()).Code);
    }

    [Fact]
    public void Cancelling_ends_the_fast_response_and_leaves_the_case_open()
    {
        var desk = Desk.OnScene().Do(Dispatcher, new CancelDirective("双方已和解"));
        Assert.Equal((FastStage.Cancelled, null), (desk.Case.Fast, desk.Case.ActiveSquad));
        Assert.Equal([ClockKind.C4, ClockKind.C5, ClockKind.L1], desk.Case.Clocks.Where(c => c.Running).Select(c => c.Kind).Order());
        Assert.Equal(Refusals.NoActiveDirective, desk.Refused(Dispatcher, new CancelDirective("再撤")).Code);
    }

    [Fact]
    public void When_every_squad_declined_the_fast_response_can_still_be_ended()
    {
        Assert.Equal(Refusals.NoActiveDirective, Desk.Candidate().Refused(Dispatcher, new CancelDirective("误判")).Code);
        var desk = Desk.Issued().Do(Leader, new DeclineDirective("人手不足")).Do(Dispatcher, new CancelDirective("无分队可派"));
        Assert.False(desk.Runs(ClockKind.C2) || desk.Runs(ClockKind.C3));
    }

    [Fact]
    public void Only_the_leader_declines_and_says_why()
    {
        Assert.Equal(Refusals.WrongRole, Desk.Issued().Refused(Member, new DeclineDirective("忙")).Code);
        Assert.Equal("reason", Desk.Issued().Refused(Leader, new DeclineDirective(" ")).Field);
    }

    [Fact]
    public void An_override_needs_its_reason() =>
        Assert.Equal("override.reason", Desk.Candidate().Refused(Dispatcher, new IssueDirective(Squad3, Override: new Override(""))).Field);

    [Fact]
    public void The_county_acts_for_its_squad_by_radio_and_the_log_says_so()
    {
        var desk = Desk.Issued().Do(Dispatcher, new AckDirective());
        Assert.True(Assert.IsType<CaseEvent.DirectiveReceived>(desk.History[^1]).OnBehalf);
        Assert.False(Assert.IsType<CaseEvent.DirectiveReceived>(Desk.Acknowledged().History[^1]).OnBehalf);
    }
}
