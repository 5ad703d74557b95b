using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

public sealed class ClosingTests
{
    private static readonly SendFirstReply _reply = new(true, "潞州03分队", AcceptanceAnswer.Yes);

    [Fact]
    public void Settled_and_performed_on_the_spot_is_accepted_mediated_and_agreed_in_one_step()
    {
        var desk = Desk.OnScene().Do(Member, new Agree("当场退款", true, false, 199.9m));
        Assert.Equal(["complaint-accepted", "clock-set", "mediation-started", "mediation-agreed"], desk.History[^4..].Select(e => Wire.NameOf(e)));
        Assert.Equal((LegalStage.Agreed, Workflow.Handling), (desk.Case.Legal, desk.Case.Workflow));
        Assert.True(desk.Clock(ClockKind.C5).Met);
    }

    [Fact]
    public void What_is_performed_later_needs_acceptance_and_mediation_first()
    {
        Assert.Equal("performedAtOnce", Desk.OnScene().Refused(Member, new Agree("下周退款", false, true)).Field);
        Assert.Equal(Refusals.NotOnScene, Desk.Accepted().Refused(Station, new Agree("退款", true, false)).Code);
        Assert.Equal(Refusals.WrongKind, Desk.OnScene(Report).Refused(Member, new Agree("退款", true, false)).Code);
    }

    [Fact]
    public void Every_case_has_its_reply_before_it_closes()
    {
        var desk = Desk.OnScene().Do(Member, new Agree("当场退款", true, false));
        var close = new Close(Outcome.MediatedOnScene, "当场化解", AllDone);
        Assert.Equal(Refusals.FirstReplyMissing, desk.Refused(Member, close).Code);
        desk.Do(Member, _reply).Do(Member, close);
        Assert.Equal((Workflow.Closed, FastStage.SceneDone), (desk.Case.Workflow, desk.Case.Fast));
        Assert.Equal([ClockKind.C6], desk.Case.Clocks.Where(c => c.Running).Select(c => c.Kind));
    }

    [Theory]
    [InlineData(false, true, true, true)]
    [InlineData(true, false, true, true)]
    [InlineData(true, true, false, true)]
    [InlineData(true, true, true, false)]
    public void Explained_recorded_passed_on_and_handled_all_four(bool explained, bool recorded, bool passedOn, bool handled)
    {
        var desk = Desk.Agreed().Do(Dispatcher, _reply);
        var close = new Close(Outcome.Mediated, "双方达成一致", new ClosingChecklist(explained, recorded, passedOn, handled));
        Assert.Equal((Refusals.ChecklistIncomplete, "checklist"), (desk.Refused(Station, close).Code, desk.Refused(Station, close).Field));
    }

    [Fact]
    public void A_case_does_not_close_over_the_head_of_a_squad_underway()
    {
        var desk = Desk.EnRoute().Do(Dispatcher, _reply);
        var close = new Close(Outcome.Withdrawn, "投诉人撤回", AllDone);
        Assert.Equal(Refusals.SquadStillOut, desk.Refused(Dispatcher, close).Code);
        desk.Do(Dispatcher, new CancelDirective("投诉人撤回")).Do(Dispatcher, close);
        Assert.Equal(Outcome.Withdrawn, desk.Case.Outcome);
    }

    private static readonly HashSet<(string Case, Outcome Outcome)> _fitting =
    [
        ("question", Outcome.Answered),
        ("agreed", Outcome.Mediated),
        ("agreed on scene", Outcome.Mediated),
        ("agreed on scene", Outcome.MediatedOnScene),
        ("routed", Outcome.SelfSettled),
        ("routed", Outcome.Withdrawn),
    ];

    [Fact]
    public void The_outcome_fits_the_kind_and_what_the_law_knows()
    {
        var cases = new Dictionary<string, Func<Desk>>(StringComparer.Ordinal)
        {
            ["question"] = () => Desk.Received(Question).Do(City, _reply),
            ["report"] = () => Desk.OnScene(Report).Do(City, _reply),
            ["triaging"] = () => Desk.Triaging(Complaint).Do(City, _reply),
            ["routed"] = () => Desk.Routed().Do(City, _reply),
            ["accepted"] = () => Desk.Accepted().Do(City, _reply),
            ["mediating"] = () => Desk.Mediating().Do(City, _reply),
            ["agreed"] = () => Desk.Agreed().Do(City, _reply),
            ["agreed on scene"] = () => Desk.OnScene().Do(Member, new Agree("当场退款", true, false)).Do(City, _reply),
        };
        foreach (var (name, make) in cases)
        {
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                var decision = make().Say(City, new Close(outcome, "办结", AllDone));
                Assert.True(_fitting.Contains((name, outcome)) == decision is Decision<CaseEvent>.Accepted, $"{name}: {outcome}");
            }
        }
    }

    [Fact]
    public void A_question_ends_with_its_answer_and_needs_no_feedback_and_no_visit()
    {
        var desk = Desk.Received(Question).Do(Dispatcher, _reply).Do(Dispatcher, new Close(Outcome.Answered, "已答复", AllDone));
        Assert.DoesNotContain(desk.Case.Clocks, c => c.Running);
        Assert.Equal(Refusals.WrongKind, desk.Refused(Dispatcher, new Feedback("无")).Code);
        desk.Do(Dispatcher, new Archive());
        Assert.Equal(Workflow.Archived, desk.Case.Workflow);
    }

    [Fact]
    public void The_recovered_amount_of_the_agreement_stands_unless_the_closing_corrects_it()
    {
        Assert.Equal(320m, Desk.Closed().Case.RecoveredAmount);
        var desk = Desk.Agreed().Do(Dispatcher, _reply).Do(Station, new Close(Outcome.Mediated, "一致", AllDone, 300m));
        Assert.Equal(300m, desk.Case.RecoveredAmount);
        Assert.Equal("recoveredAmount", Desk.Agreed().Do(Dispatcher, _reply).Refused(Station, new Close(Outcome.Mediated, "一致", AllDone, -1m)).Field);
    }

    [Fact]
    public void The_squad_that_handled_it_never_makes_the_return_visit()
    {
        var desk = Desk.OnScene().Do(Member, new Agree("当场退款", true, false)).Do(Member, _reply)
            .Do(Member, new Close(Outcome.MediatedOnScene, "当场化解", AllDone)).Do(Leader, new Feedback("已办结"));
        var visit = new ReturnVisit(true, 5, 5);
        Assert.Equal(Refusals.WrongRole, desk.Refused(Leader, visit).Code);
        Assert.Equal(Refusals.HandledByYou, desk.Refused(Dispatcher with { Squad = Squad3 }, visit).Code);
        desk.Do(Dispatcher, visit);
    }

    [Theory]
    [InlineData(true, 5, 1, null, null)]
    [InlineData(true, null, 5, null, "processScore")]
    [InlineData(true, 5, null, null, "resultScore")]
    [InlineData(true, 0, 5, null, "processScore")]
    [InlineData(true, 5, 6, null, "resultScore")]
    [InlineData(false, null, null, 3, null)]
    [InlineData(false, null, null, 2, "attempts")]
    [InlineData(false, null, null, null, "attempts")]
    public void A_return_visit_has_two_answers_or_three_failed_calls(bool reached, int? process, int? result, int? attempts, string? field)
    {
        var decision = Desk.FedBack().Say(Dispatcher, new ReturnVisit(reached, process, result, null, attempts));
        Assert.Equal(field, (decision as Decision<CaseEvent>.Refused)?.Refusal.Field);
        Assert.Equal(field is null, decision is Decision<CaseEvent>.Accepted);
    }

    [Fact]
    public void A_first_reply_carries_three_facts_and_is_sent_once()
    {
        var desk = Desk.Routed();
        Assert.Equal("received", desk.Refused(Dispatcher, _reply with { Received = false }).Field);
        Assert.Equal("handlingUnit", desk.Refused(Dispatcher, _reply with { HandlingUnit = "" }).Field);
        desk.Do(Station, _reply);
        Assert.Equal(Refusals.AlreadyReplied, desk.Refused(Dispatcher, _reply).Code);
    }

    [Fact]
    public void The_whole_road_ends_in_the_archive_with_nothing_running()
    {
        var desk = Desk.Archived();
        Assert.Equal(Workflow.Archived, desk.Case.Workflow);
        Assert.DoesNotContain(desk.Case.Clocks, c => c.Running);
        Assert.All(desk.Case.Clocks, c => Assert.True(c.Met ?? true));
    }

    [Fact]
    public void The_city_accepts_and_archives_only_its_own_cases()
    {
        Assert.Equal(Refusals.NotTakenOver, Desk.Investigating().Refused(City, new Accept()).Code);
        var own = new Desk().Do(City, new Register(Complaint)).Do(City, new StartTriage());
        Assert.Equal(LegalStage.Accepted, own.Do(City, new Accept()).Case.Legal);
    }
}
