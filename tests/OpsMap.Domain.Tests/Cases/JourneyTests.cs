using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>One case down each road the procedure knows, from receipt to archive, with its clocks along the way.</summary>
public sealed class JourneyTests
{
    [Fact]
    public void Fast_on_the_scene()
    {
        var desk = Desk.Received()
            .After(2).Do(Dispatcher, new StartTriage()).Do(Dispatcher, new AddOpinion(OpinionUnit.IntakeCentre, "现场争执"))
            .After(3).Do(Dispatcher, new DecideFast([Situation.OnSceneDispute]))
            .After(4).Do(Dispatcher, new IssueDirective(Squad3))
            .After(1).Do(Member, new AckDirective())
            .After(20).Do(Member, new Respond(HandlingMode.OnSite, "马上到", FirstReply: new ReplyGiven(true, "质量股", AcceptanceAnswer.Yes)))
            .After(2).Do(Member, new Depart())
            .After(30).Do(Actor.Machine, new Arrive(ArrivalProof.Fence, Market, AccuracyM: 12))
            .After(40).Do(Member, new Agree("商家当场退款", true, false, 58.5m))
            .Do(Member, new Close(Outcome.MediatedOnScene, "当场履行", AllDone))
            .After(30).Do(Leader, new Feedback("已办结"));
        Ends(desk, Outcome.MediatedOnScene, ClockKind.C1, ClockKind.C2, ClockKind.C3, ClockKind.C4, ClockKind.C5, ClockKind.C6, ClockKind.L1, ClockKind.L2);
        Assert.Equal(58.5m, desk.Case.RecoveredAmount);
    }

    [Fact]
    public void Settled_by_telephone()
    {
        var desk = Desk.Acknowledged()
            .After(15).Do(Member, new Respond(HandlingMode.Remote, "电话调解", FirstReply: new ReplyGiven(true, "质量股", AcceptanceAnswer.Yes)));
        Assert.True(desk.Clock(ClockKind.C3).Cancelled);
        desk.Do(Dispatcher, new Accept()).Do(Member, new StartMediation())
            .After(60).Do(Member, new Agree("商家同意退货", false, true, 320m))
            .Do(Member, new Close(Outcome.Mediated, "电话调解成功", AllDone)).Do(Leader, new Feedback("已办结"));
        Ends(desk, Outcome.Mediated, ClockKind.C2, ClockKind.C4, ClockKind.C5, ClockKind.C6);
    }

    [Fact]
    public void Returned_for_jurisdiction_and_told_again_within_the_day()
    {
        var desk = Desk.Investigating()
            .At(Nine.AddHours(19)).Do(Station, new Return(ReturnReason.NotOurDuty, "属价格科职责"))
            .After(30).Do(Dispatcher, new TakeInReturn())
            .After(90).Do(Dispatcher, new ReReply("改由价格科办理", "价格科"));
        Assert.True(desk.Now <= Nine.AddHours(24));
        Assert.True(desk.Clock(ClockKind.C8).Met);
        desk.Do(Dispatcher, new Route(Industry.Price, "价格科")).Do(Station, new Sign()).Do(Dispatcher, new Accept()).Do(Station, new StartMediation())
            .After(600).Do(Station, new Agree("退还差价", true, false, 12m)).Do(Station, new Close(Outcome.Mediated, "退还差价", AllDone)).Do(Station, new Feedback("已办结"));
        Ends(desk, Outcome.Mediated, ClockKind.C4, ClockKind.C8, ClockKind.L1, ClockKind.L2, ClockKind.C6);
        Assert.Equal("价格科", desk.Case.HandlingUnit);
    }

    [Fact]
    public void Refused_by_two_people_with_reasons_and_remedies()
    {
        var desk = Desk.RefusalProposed();
        Assert.Equal(RefusalKind.WrongRole, desk.Refused(Station, new Approve()).Kind);
        Assert.NotNull((desk.Say(Dispatcher, new Approve()) as Decision<CaseEvent>.Refused)?.Refusal);
        desk.Do(City, new Approve());
        Assert.Equal((LegalStage.NotAccepted, Workflow.Closed), (desk.Case.Legal, desk.Case.Workflow));
        Assert.NotNull(desk.Case.FirstReply);
        desk.Do(Station, new Feedback("已告知不予受理及救济途径"));
        Ends(desk, Outcome.NotAccepted, ClockKind.C4, ClockKind.L1, ClockKind.C6);
    }

    [Fact]
    public void Mediated_with_an_appraisal_of_forty_days()
    {
        var desk = Desk.Mediating();
        var due = desk.Clock(ClockKind.L2).Due;
        desk.Do(Dispatcher, FirstReply).Do(Station, new PauseForAppraisal("市质检所", "双方各半"))
            .At(Nine.AddDays(40)).Do(Station, new ResumeMediation("不合格"))
            .At(Nine.AddDays(90)).Do(Station, new Agree("退一赔三", false, true, 960m)).Do(Station, new Close(Outcome.Mediated, "达成协议", AllDone)).Do(Station, new Feedback("已办结"));
        Assert.True(desk.Now > due);
        Ends(desk, Outcome.Mediated, ClockKind.L2, ClockKind.C4, ClockKind.C6);
    }

    [Fact]
    public void A_report_verified_with_more_time_and_filed()
    {
        var desk = Desk.Verifying().Do(Dispatcher, FirstReply);
        var due = desk.Clock(ClockKind.L4).Due;
        desk.At(due.AddDays(-2)).Do(Station, new ExtendVerification("案情复杂")).Do(City, new Approve());
        Assert.True(desk.Clock(ClockKind.L4).Due > due.AddDays(14));
        desk.At(due.AddDays(10)).Do(Station, new FileReport("现场查实")).Do(Station, new Close(Outcome.ReportFiled, "予以立案", AllDone)).Do(Station, new Feedback("已立案"));
        Ends(desk, Outcome.ReportFiled, ClockKind.L4, ClockKind.C6);
    }

    [Fact]
    public void A_clue_found_in_mediation_becomes_a_report_with_a_limit_of_its_own()
    {
        var complaint = Desk.Mediating().Do(Station, new FindClue("涉嫌以次充好", "样品与实物不符。"));
        var report = complaint.Born();
        Assert.Equal((CaseKind.Report, LegalStage.Verifying, TheCase), (report.Kind, report.Legal, report.From!.Id));
        Assert.NotNull(report.Clocks.RunningOf(ClockKind.L4));
        Assert.Null(report.Registration.OnFile);
        Assert.Equal(LegalStage.Mediating, complaint.Case.Legal);
    }

    [Fact]
    public void Three_complainants_of_one_dispute_each_get_aFirstReply()
    {
        var first = Desk.Triaging(Complaint);
        var children = Enumerable.Range(1, 2).Select(i => Desk.Triaging(Complaint with { OnFile = Complaint.OnFile! with { PhoneMasked = $"139****000{i}" } })).ToList();
        foreach (var (child, i) in children.Select((c, i) => (c, i)))
        {
            child.Do(Dispatcher, new Merge(new CaseId(Number(200)), Joint: true));
            var (_, adopt) = Assert.Single(Kin.Of(Before(child), child.History[^1]));
            first.Do(Actor.Machine, (AdoptChild)adopt with { Child = new CaseId(Number(101 + i)) });
        }

        Assert.Equal(2, first.Case.Children.Count);
        first.Do(Dispatcher, FirstReply);
        Assert.All(children, child =>
        {
            Assert.Null(child.Case.FirstReply);
            child.Do(Dispatcher, FirstReply);
            Assert.True(child.Clock(ClockKind.C4).Met);
            Assert.DoesNotContain(child.Case.Clocks, c => c.Running);
        });
    }

    [Fact]
    public void Reopened_because_the_merchant_did_not_perform_and_closed_again()
    {
        var desk = Desk.Reopened().After(30)
            .Do(Dispatcher, new Route(Industry.ProductQuality, "质量股")).Do(Station, new Sign()).Do(Dispatcher, FirstReply).Do(Station, new StartMediation())
            .After(600).Do(Station, new Agree("当面退款", true, false, 320m)).Do(Station, new Close(Outcome.Mediated, "已履行", AllDone)).Do(Station, new Feedback("已履行"));
        Ends(desk, Outcome.Mediated, ClockKind.C4, ClockKind.C6);
        Assert.Equal((2, 2), (desk.Case.Cycle, desk.Case.Endings.Count));
    }

    /// <summary>Visited, archived, nothing runs, every named clock was met, and the whole story folds through JSON to the same case.</summary>
    private static void Ends(Desk desk, Outcome outcome, params ClockKind[] met)
    {
        desk.After(60).Do(Dispatcher, new ReturnVisit(true, 5, 5)).Do(Dispatcher, new Archive());
        Assert.Equal((Workflow.Archived, outcome), (desk.Case.Workflow, desk.Case.Outcome!.Value));
        Assert.NotNull(desk.Case.FirstReply);
        Assert.DoesNotContain(desk.Case.Clocks, c => c.Running);
        Assert.All(met, kind => Assert.True(desk.Clock(kind).Met, $"{kind} was not met"));
        Assert.Equal(Text.Of(desk.Case), Text.Of(Text.Replayed(desk.History)));
    }

    private static Case Before(Desk desk) => Case.Nothing.Evolve(desk.History.SkipLast(1));
}
