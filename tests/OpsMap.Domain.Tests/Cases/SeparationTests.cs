using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>Whose work it is and whose it is not (职责分离), how a decision is told, and what a person decides over a rule.</summary>
public sealed class SeparationTests
{
    [Fact]
    public void The_head_of_a_station_acts_only_for_what_is_routed_to_it()
    {
        var other = HeadOf("英雄中路市场监管所");
        Assert.Equal(Refusals.NotYourUnit, Desk.Routed().Refused(other, new Sign()).Code);
        Assert.Equal(Refusals.NotYourUnit, Desk.Investigating().Refused(other, new Return(ReturnReason.NotOurDuty, "不属本所")).Code);
        Assert.Equal(Refusals.NotYourUnit, Desk.Investigating().Refused(other, new Accept()).Code);
        Assert.Equal(Refusals.NotYourUnit, Desk.Routed().Refused(Station with { Unit = null, Office = null }, new Sign()).Code);
        Assert.Equal(Workflow.Investigating, Desk.Routed().Do(Station, new Sign()).Case.Workflow);
    }

    [Fact]
    public void Whoever_closed_a_case_does_not_ask_the_complainant_about_it()
    {
        var desk = Desk.Agreed().Do(Dispatcher, FirstReply).Do(Dispatcher, new Close(Outcome.Mediated, "双方达成一致", AllDone)).Do(Dispatcher, new Feedback("已办结"));
        Assert.Equal(Refusals.ClosedByYou, desk.Refused(Dispatcher, new ReturnVisit(true, 5, 5)).Code);
        desk.Do(Dispatcher with { Id = new PersonId(Number(70)) }, new ReturnVisit(true, 5, 5));
        Assert.Equal(Workflow.ReturnVisited, desk.Case.Workflow);
    }

    [Fact]
    public void Accepting_is_decided_and_told_in_one_step_by_telephone_and_now()
    {
        var desk = Desk.Investigating().After(60).Do(Dispatcher, new Accept());
        var accepted = Assert.Single(desk.History.OfType<CaseEvent.ComplaintAccepted>());
        Assert.Equal(("电话", desk.Now), (accepted.Channel, accepted.ToldAt!.Value));
        Assert.Equal(desk.Now, desk.Clock(ClockKind.L1).StoppedAt);
    }

    [Fact]
    public void The_seven_days_run_until_the_complainant_is_told()
    {
        var desk = Desk.Investigating();
        var due = desk.Clock(ClockKind.L1).Due;
        desk.Do(Dispatcher, new Accept(TellLater: true));
        Assert.Equal((LegalStage.Accepted, true, true), (desk.Case.Legal, desk.Runs(ClockKind.L1), desk.Runs(ClockKind.L2)));
        Assert.Equal((Refusals.OutOfRange, "toldAt"), Said(desk.Refused(Dispatcher, new TellAcceptance("信函", Nine.AddDays(-1)))));
        Assert.Equal((Refusals.OutOfRange, "toldAt"), Said(desk.Refused(Dispatcher, new TellAcceptance("信函", Nine.AddDays(1)))));
        desk.At(due.AddDays(1)).Do(Dispatcher, new TellAcceptance("信函", due.AddHours(1)));
        Assert.Equal((false, due.AddHours(1)), (desk.Clock(ClockKind.L1).Met!.Value, desk.Clock(ClockKind.L1).StoppedAt!.Value));
        Assert.Equal(Refusals.NotOwed, desk.Refused(Dispatcher, new TellAcceptance("信函")).Code);
    }

    [Fact]
    public void A_refusal_is_told_with_its_channel_even_after_a_first_reply()
    {
        var desk = Desk.Investigating().Do(Dispatcher, FirstReply)
            .Do(Dispatcher, new Refuse(RefusalGround.N3, "非为生活消费", "可向人民法院起诉")).After(30).Do(City, new Approve("挂号信", Nine.AddMinutes(20)));
        var told = Assert.Single(desk.History.OfType<CaseEvent.ComplaintNotAccepted>());
        Assert.Equal(("挂号信", Nine.AddMinutes(20), "可向人民法院起诉"), (told.Channel, told.ToldAt!.Value, told.Remedies));
        Assert.Equal(Nine.AddMinutes(20), desk.Clock(ClockKind.L1).StoppedAt);
    }

    [Fact]
    public void What_a_person_decides_about_industry_and_grade_stands_over_the_rules()
    {
        var desk = Desk.Triaging(Complaint).Do(Dispatcher, new Classify(Industry.Food, 1));
        Assert.Equal((Industry.Food, 1, true), (desk.Case.Industry, desk.Case.Grade, desk.Case.GradedByPerson));
        desk.Do(Dispatcher, new DecideFast([Situation.OnSceneDispute]));
        Assert.Equal((Industry.Food, 1), (desk.Case.Industry, desk.Case.Grade));
        Assert.Equal(Skills.For(Industry.Food), desk.Case.Capabilities);
        Assert.Equal(1, desk.Do(Dispatcher, new DecideNormal()).Case.Grade);
        Assert.Equal((Refusals.OutOfRange, "grade"), Said(desk.Refused(Dispatcher, new Classify(Grade: 5))));
        Assert.Equal((Refusals.Required, "industry"), Said(desk.Refused(Dispatcher, new Classify())));
    }

    private static (string Code, string? Field) Said(Refusal refusal) => (refusal.Code, refusal.Field);
}
