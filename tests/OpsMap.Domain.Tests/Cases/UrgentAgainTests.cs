using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>Cases that turn urgent after triage (转为快速响应): C1 counts from that moment, and a directive that follows is a first one.</summary>
public sealed class UrgentAgainTests
{
    [Theory]
    [InlineData("routed")]
    [InlineData("investigated")]
    [InlineData("agreed")]
    [InlineData("reopened")]
    public void A_case_that_a_unit_has_may_still_turn_urgent_and_get_a_squad(string stage)
    {
        var desk = Make(stage).After(30).Do(Dispatcher, new DecideFast([Situation.OnSceneDispute], "双方在店内发生争执"));
        Assert.Equal((FastStage.Candidate, true), (desk.Case.Fast, desk.Case.Determined));
        Assert.Equal((desk.Now.AddMinutes(15), desk.Now.AddHours(24)), (desk.Clock(ClockKind.C1).Due, desk.Clock(ClockKind.C5).Due));
        desk.After(4).Do(Dispatcher, new IssueDirective(Squad3));
        Assert.Equal((true, desk.Now.AddMinutes(45), desk.Now.AddMinutes(90)), (desk.Clock(ClockKind.C1).Met!.Value, desk.Clock(ClockKind.C2).Due, desk.Clock(ClockKind.C3).Due));
        Assert.Equal(Squad3, desk.Case.ActiveSquad);

        static Desk Make(string stage) => stage switch
        {
            "routed" => Desk.Routed(),
            "investigated" => Desk.Investigating(),
            "agreed" => Desk.Agreed(),
            _ => Desk.Reopened(),
        };
    }

    [Fact]
    public void After_a_cancelled_directive_a_new_one_counts_anew_and_not_from_the_old_response()
    {
        var desk = Desk.Responded().After(5).Do(Dispatcher, new CancelDirective("投诉人称已和解"))
            .After(60).Do(Dispatcher, new DecideFast([Situation.OnSceneDispute]));
        Assert.Equal((desk.Now, 2), (desk.Clock(ClockKind.C1).Start, desk.Clock(ClockKind.C1).Round));
        desk.After(3).Do(Dispatcher, new IssueDirective(Squad5));
        var issued = desk.Now;
        Assert.Equal((issued, 2, true), (desk.Clock(ClockKind.C2).Start, desk.Clock(ClockKind.C2).Round, desk.Runs(ClockKind.C3)));
        desk.After(1).Do(OtherSquad, new AckDirective());
        Assert.Equal(issued.AddMinutes(1), desk.Clock(ClockKind.C2).Start);
        desk.After(2).Do(Dispatcher, new Reassign(Squad3, "更近")).After(1).Do(Member, new AckDirective());
        Assert.Equal((issued.AddMinutes(1), 2), (desk.Clock(ClockKind.C2).Start, desk.Clock(ClockKind.C2).Round));
    }

    [Fact]
    public void A_scene_that_was_finished_may_flare_up_again()
    {
        var desk = Desk.SceneDone().After(120).Do(Dispatcher, new DecideFast([Situation.MassOrPublicOpinion]));
        Assert.Equal((FastStage.Candidate, null, desk.Now), (desk.Case.Fast, desk.Case.Directive, desk.Clock(ClockKind.C1).Start));
        desk.Do(Dispatcher, new IssueDirective(Squad5)).Do(OtherSquad, new AckDirective()).Do(OtherSquad, new Respond(HandlingMode.OnSite, "再次到场"));
        Assert.Equal((2, desk.Now), (desk.Clock(ClockKind.C2).Round, desk.Clock(ClockKind.C3).Start));
    }

    [Fact]
    public void A_ticked_case_routed_before_anybody_looked_at_it_is_decided_where_it_is()
    {
        var urgent = Ticked().After(3).Do(Dispatcher, new DecideFast([Situation.OnSceneDispute])).Do(Dispatcher, new IssueDirective(Squad3));
        Assert.Equal((Nine.AddMinutes(15), 1, true), (urgent.Clock(ClockKind.C1).Due, urgent.Clock(ClockKind.C1).Round, urgent.Clock(ClockKind.C1).Met!.Value));

        var normal = Ticked().Do(Dispatcher, new DecideNormal("不属快速响应情形"));
        Assert.Equal((FastStage.None, Workflow.Routed, true), (normal.Case.Fast, normal.Case.Workflow, normal.Clock(ClockKind.C1).Cancelled));
        Assert.Equal(Refusals.AlreadyDecided, normal.Refused(Dispatcher, new DecideNormal()).Code);

        static Desk Ticked() => Desk.Triaging().Do(Dispatcher, new Route(Industry.ProductQuality, "质量股"));
    }

    [Fact]
    public void Once_a_unit_has_the_case_a_found_urgency_stands_until_it_is_cancelled_or_done()
    {
        var desk = Desk.Issued().Do(Leader, new DeclineDirective("人手不足"));
        Assert.Equal(Refusals.AlreadyDecided, desk.Refused(Dispatcher, new DecideFast([Situation.SafetyHarm])).Code);
        Assert.Equal(Refusals.NotNow, desk.Refused(Dispatcher, new DecideNormal()).Code);
        Assert.Equal(Refusals.NotNow, Desk.EnRoute().Refused(Dispatcher, new DecideFast([Situation.SafetyHarm])).Code);
        Assert.Equal(Refusals.NotNow, Desk.Closed().Refused(Dispatcher, new DecideFast([Situation.SafetyHarm])).Code);
    }

    [Fact]
    public void A_directive_on_a_reopened_case_that_is_taken_back_leaves_it_reopened()
    {
        var desk = Desk.Reopened().Do(Dispatcher, new DecideFast([Situation.OnSceneDispute])).Do(Dispatcher, new IssueDirective(Squad3));
        Assert.Equal(Workflow.Routed, desk.Case.Workflow);
        desk.Do(Dispatcher, new RecallDirective());
        Assert.Equal((Workflow.Reopened, FastStage.Candidate, true), (desk.Case.Workflow, desk.Case.Fast, desk.Runs(ClockKind.C1)));
    }
}
