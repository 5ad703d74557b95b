using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Documents;
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
        Assert.Equal((58.5m, "长市监快响〔2026〕第0001号", HandlingMode.OnSite), (desk.Case.RecoveredAmount, desk.Case.Directive!.No, desk.Case.Directive.Mode));
        // 9:00 received, 9:09 ordered, 9:10 acknowledged: C2 and C3 count from the acknowledgement
        Assert.Equal((Nine.AddMinutes(15), Nine.AddMinutes(55), Nine.AddMinutes(100)), (desk.Clock(ClockKind.C1).Due, desk.Clock(ClockKind.C2).Due, desk.Clock(ClockKind.C3).Due));
        Assert.Equal((Nine.AddMinutes(30), Nine.AddMinutes(62), Nine.AddMinutes(102)), (desk.Case.Directive.RespondedAt, desk.Case.Directive.ArrivedAt, desk.Case.ClosedAt));
        Assert.Equal((Nine.AddDays(1), Nine.AddDays(1), Nine.AddMinutes(102).AddDays(1)), (desk.Clock(ClockKind.C4).Due, desk.Clock(ClockKind.C5).Due, desk.Clock(ClockKind.C6).Due));
    }

    [Fact]
    public void Settled_by_telephone()
    {
        var desk = Desk.Acknowledged()
            .After(15).Do(Member, new Respond(HandlingMode.Remote, "电话调解", FirstReply: new ReplyGiven(true, "质量股", AcceptanceAnswer.Yes)));
        Assert.True(desk.Clock(ClockKind.C3).Cancelled);
        Assert.Equal((Nine.AddMinutes(45), AcceptanceAnswer.Yes), (desk.Clock(ClockKind.C2).Due, desk.Case.FirstReply!.Given.Accepted));
        desk.Do(Dispatcher, new Accept()).Do(Member, new StartMediation())
            .After(60).Do(Member, new Agree("商家同意退货", false, true, 320m))
            .Do(Member, new Close(Outcome.Mediated, "电话调解成功", AllDone)).Do(Leader, new Feedback("已办结"));
        Ends(desk, Outcome.Mediated, ClockKind.C2, ClockKind.C4, ClockKind.C5, ClockKind.C6);
    }

    [Fact]
    public void The_squad_was_called_off_and_sent_after_all()
    {
        var desk = Desk.EnRoute().Do(Dispatcher, FirstReply).After(5).Do(Dispatcher, new CancelDirective("投诉人称已和解"))
            .After(40).Do(Dispatcher, new DecideFast([Situation.OnSceneDispute], "商家反悔，再起争执"))
            .After(6).Do(Dispatcher, new IssueDirective(Squad3)).After(1).Do(Member, new AckDirective())
            .After(5).Do(Member, new Respond(HandlingMode.OnSite, "马上到")).Do(Member, new Depart())
            .After(20).Do(Actor.Machine, new Arrive(ArrivalProof.Fence, Market, AccuracyM: 12))
            .After(30).Do(Member, new Agree("当场退款", true, false, 58m)).Do(Member, new Close(Outcome.MediatedOnScene, "当场履行", AllDone)).Do(Leader, new Feedback("已办结"));
        Ends(desk, Outcome.MediatedOnScene, ClockKind.C1, ClockKind.C2, ClockKind.C3, ClockKind.C5, ClockKind.C6);
        Assert.Equal((2, 2, 2), (desk.Clock(ClockKind.C1).Round, desk.Clock(ClockKind.C2).Round, desk.Case.Directives));
    }

    [Fact]
    public void A_dispute_on_the_spot_turned_to_mediation_by_law_is_no_longer_a_matter_of_a_day()
    {
        var desk = Desk.SceneDone().Do(Dispatcher, FirstReply).Do(Dispatcher, new Accept());
        Assert.True(desk.Runs(ClockKind.C5));
        desk.After(180).Do(Station, new StartMediation(Reason: "双方对质量责任争议较大，转依法调解"));
        Assert.True(desk.Clock(ClockKind.C5).Met);
        Assert.True(Desk.SceneDone().Do(Dispatcher, new Accept()).Do(Station, new StartMediation(Reason: " ")).Runs(ClockKind.C5));
        desk.At(Nine.AddDays(20)).Do(Station, new Agree("更换", false, true, 0m)).Do(Station, new Close(Outcome.Mediated, "调解成功", AllDone)).Do(Station, new Feedback("已办结"));
        Ends(desk, Outcome.Mediated, ClockKind.C4, ClockKind.C5, ClockKind.L1, ClockKind.L2, ClockKind.C6);
    }

    [Fact]
    public void Returned_for_jurisdiction_and_told_again_within_the_day()
    {
        var desk = Desk.Investigating()
            .At(Nine.AddHours(19)).Do(Station, new Return(ReturnReason.NotOurDuty, "属价格科职责"))
            .After(30).Do(Dispatcher, new TakeInReturn())
            .After(90).Do(Dispatcher, new ReReply("改由价格科办理", "价格科"));
        Assert.Equal((Nine.AddHours(20), Nine.AddHours(21.5)), (desk.Clock(ClockKind.C7).Due, desk.Clock(ClockKind.C8).Due));
        Assert.True(desk.Now <= Nine.AddHours(24));
        Assert.True(desk.Clock(ClockKind.C8).Met);
        Assert.Equal(("价格科", AcceptanceAnswer.Pending, 1), (desk.Case.FirstReply!.Given.HandlingUnit, desk.Case.FirstReply.Given.Accepted, desk.Case.Hops));
        desk.Do(Dispatcher, new Route(Industry.Price, "价格科")).Do(HeadOf("价格科"), new Sign()).Do(Dispatcher, new Accept()).Do(HeadOf("价格科"), new StartMediation())
            .After(600).Do(HeadOf("价格科"), new Agree("退还差价", true, false, 12m)).Do(HeadOf("价格科"), new Close(Outcome.Mediated, "退还差价", AllDone)).Do(HeadOf("价格科"), new Feedback("已办结"));
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
        Assert.Equal((LegalStage.NotAccepted, Workflow.Closed, RefusalGround.N3), (desk.Case.Legal, desk.Case.Workflow, desk.Case.RefusalGround!.Value));
        Assert.Equal(AcceptanceAnswer.No, desk.Case.FirstReply!.Given.Accepted);
        Offers(desk, DocumentKind.Refusal, because: null);
        Offers(desk, DocumentKind.Acceptance, DocumentRefusals.NotAcceptedYet);
        // seven working days after Monday 23 November
        Assert.Equal(CityTime.StartOf(new DateOnly(2026, 12, 3)), desk.Clock(ClockKind.L1).Due);
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
        Assert.Equal((CityTime.StartOf(new DateOnly(2027, 1, 23)), CityTime.StartOf(new DateOnly(2027, 3, 4))), (due, desk.Clock(ClockKind.L2).Due));
        Assert.Equal([new Pause(Nine, Nine.AddDays(40))], desk.Clock(ClockKind.L2).Pauses);
        Assert.True(desk.Now > due);
        Offers(desk, DocumentKind.Acceptance, because: null);
        Offers(desk, DocumentKind.MediationAgreement, because: null);
        Ends(desk, Outcome.Mediated, ClockKind.L2, ClockKind.C4, ClockKind.C6);
    }

    [Fact]
    public void A_report_verified_with_more_time_and_filed()
    {
        var desk = Desk.Verifying().Do(Dispatcher, FirstReply);
        var due = desk.Clock(ClockKind.L4).Due;
        desk.At(due.AddDays(-2)).Do(Station, new ExtendVerification("案情复杂")).Do(City, new Approve());
        // fifteen working days, and fifteen more over the turn of the year
        Assert.Equal((CityTime.StartOf(new DateOnly(2026, 12, 15)), CityTime.StartOf(new DateOnly(2027, 1, 5))), (due, desk.Clock(ClockKind.L4).Due));
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
        Assert.Equal((LegalStage.Mediating, report.Id, report.No), (complaint.Case.Legal, Assert.Single(complaint.Case.Offspring).Id, complaint.Case.Offspring[0].No));
        Assert.Equal(("CZ20261123-900000", CityTime.StartOf(new DateOnly(2026, 12, 15))), (report.No, report.Clocks.RunningOf(ClockKind.L4)!.Due));
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

        Assert.Equal([new CaseId(Number(101)), new CaseId(Number(102))], first.Case.Children.Select(c => c.Id));
        first.Do(Dispatcher, FirstReply);
        Assert.All(children, child =>
        {
            Assert.Null(child.Case.FirstReply);
            child.Do(Dispatcher, FirstReply);
            Assert.True(child.Clock(ClockKind.C4).Met);
            Assert.Equal((Outcome.Merged, Nine.AddDays(1)), (child.Case.Outcome!.Value, child.Clock(ClockKind.C4).Due));
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
        Assert.Equal((2, 2, Nine.AddDays(1)), (desk.Clock(ClockKind.C4).Round, desk.Clock(ClockKind.C6).Round, desk.Clock(ClockKind.C4).Due));
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

    /// <summary>Whether the file of the case has the ground for this form (文书).</summary>
    private static void Offers(Desk desk, DocumentKind kind, string? because)
    {
        var file = new CaseFile(desk.Case, [.. desk.History.Select((e, i) => new CaseFile.Leaf(i + 1, e, Dispatcher))]);
        Assert.Equal(because, DocumentForms.Find(kind)!.Ground(file, DocumentFields.None).Refusal?.Code);
    }

    private static Case Before(Desk desk) => Case.Nothing.Evolve(desk.History.SkipLast(1));
}
