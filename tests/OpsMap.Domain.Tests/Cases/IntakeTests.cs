using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

public sealed class IntakeTests
{
    [Fact]
    public void A_complaint_starts_the_day_for_its_first_reply_and_the_seven_for_the_decision()
    {
        var desk = Desk.Received(Complaint);
        Assert.Equal([ClockKind.C4, ClockKind.L1], desk.Case.Clocks.Select(c => c.Kind));
        Assert.Equal((Workflow.Received, FastStage.None, LegalStage.Pending), (desk.Case.Workflow, desk.Case.Fast, desk.Case.Legal));
        Assert.Equal([Capability.Quality], desk.Case.Capabilities);
    }

    [Fact]
    public void A_corrected_complainant_is_masked_in_the_case_and_makes_a_complaint_of_what_was_none()
    {
        var desk = Desk.Triaging(Complaint with { Channel = Channel.MerchantQr, OnFile = null, Venue = Shop });
        Assert.Equal("complainant", desk.Refused(Dispatcher, new CorrectComplainant("来电补充")).Field);
        var onFile = new Complainant("李小红", "13900001111", "潞州区某小区").OnFile();
        desk.Do(Dispatcher, new CorrectComplainant("来电补充", true, onFile));
        Assert.Equal((onFile, false, true), (desk.Case.Registration.OnFile!, desk.Case.PreComplaint, desk.Runs(ClockKind.L1)));
    }

    [Fact]
    public void What_is_not_said_of_a_complainant_stays_as_it_was()
    {
        var before = new Complainant("王小明", "13812341234", "旧址七号楼", "140403199001011234", ConsentPublish: true);
        var after = before.With(new ComplainantChange(Phone: " 13900001111 ", Address: " ", ConsentPublish: false));
        Assert.Equal(before with { Phone = "13900001111", ConsentPublish = false }, after);
        Assert.True(after.IsIdentified);
        Assert.False((after with { Address = null }).IsIdentified);
    }

    [Fact]
    public void A_ticked_situation_starts_the_quarter_of_an_hour_at_receipt()
    {
        var desk = Desk.Received(Complaint with { Situations = [Situation.SafetyHarm] });
        Assert.Equal(Nine.AddMinutes(15), desk.Clock(ClockKind.C1).Due);
        Assert.Equal(FastStage.Candidate, desk.Case.Fast);
        Assert.False(desk.Runs(ClockKind.C5));
    }

    [Fact]
    public void A_dispute_on_the_spot_also_starts_the_day_for_handling_it() =>
        Assert.Equal(Nine.AddHours(24), Desk.Received(Urgent).Clock(ClockKind.C5).Due);

    [Fact]
    public void A_case_found_normal_has_no_fast_clock_left()
    {
        var desk = Desk.Triaging().Do(Dispatcher, new DecideNormal());
        Assert.Equal([ClockKind.C4, ClockKind.L1], desk.Case.Clocks.Where(c => c.Running).Select(c => c.Kind));
        Assert.Equal(FastStage.None, desk.Case.Fast);
        Assert.Equal(Refusals.AlreadyDecided, desk.Refused(Dispatcher, new DecideNormal()).Code);
    }

    [Fact]
    public void The_first_determination_counts_from_receipt()
    {
        var desk = Desk.Triaging(Complaint).After(6).Do(Dispatcher, new DecideFast([Situation.OnSceneDispute]));
        Assert.Equal(Nine.AddMinutes(15), desk.Clock(ClockKind.C1).Due);
        Assert.Equal(Nine.AddHours(24), desk.Clock(ClockKind.C5).Due);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_case_that_turns_urgent_after_all_counts_from_that_moment(bool ticked)
    {
        var desk = Desk.Triaging(ticked ? Urgent : Complaint).Do(Dispatcher, new DecideNormal())
            .After(60).Do(Dispatcher, new DecideFast([Situation.EvidencePreservation]));
        Assert.Equal(Nine.AddMinutes(75), desk.Clock(ClockKind.C1).Due);
        Assert.Equal(ticked ? 2 : 1, desk.Clock(ClockKind.C1).Round);
        Assert.False(desk.Runs(ClockKind.C5));
    }

    [Fact]
    public void Situations_may_be_corrected_while_triage_lasts()
    {
        var desk = Desk.Candidate().After(2).Do(City, new DecideFast([Situation.VisitorShortStay, Situation.VisitorShortStay]));
        Assert.Equal([Situation.VisitorShortStay], desk.Case.Situations);
        Assert.True(desk.Runs(ClockKind.C1));
        Assert.True(desk.Clock(ClockKind.C5).Cancelled);
    }

    [Fact]
    public void Opinions_are_recorded_and_never_block_the_decision()
    {
        var lonely = Assert.IsType<CaseEvent.FastDecided>(Desk.Candidate().History[^1]);
        Assert.False(lonely.Quorum);
        var heard = Desk.Triaging()
            .Do(Dispatcher, new AddOpinion(OpinionUnit.IntakeCentre, "情况紧急"))
            .Do(Station, new AddOpinion(OpinionUnit.BusinessSection, "建议到场"))
            .Do(Dispatcher, new DecideFast([Situation.OnSceneDispute]));
        Assert.True(Assert.IsType<CaseEvent.FastDecided>(heard.History[^1]).Quorum);
    }

    [Fact]
    public void An_urgent_case_names_its_situation_and_the_last_one_its_reason()
    {
        var desk = Desk.Triaging();
        Assert.Equal((Refusals.SituationMissing, "situations"), Said(desk.Refused(Dispatcher, new DecideFast([]))));
        Assert.Equal((Refusals.Required, "note"), Said(desk.Refused(Dispatcher, new DecideFast([Situation.Other]))));
        desk.Do(Dispatcher, new DecideFast([Situation.Other], "领导交办"));
    }

    [Fact]
    public void A_question_is_never_urgent()
    {
        var question = Question with { Situations = [Situation.SafetyHarm] };
        Assert.Equal((Refusals.WrongKind, "situations"), Said(new Desk().Refused(City, new Register(question))));
        Assert.Equal(Refusals.WrongKind, Desk.Triaging(Question).Refused(Dispatcher, new DecideFast([Situation.SafetyHarm])).Code);
    }

    [Fact]
    public void A_county_registers_its_own_cases_only()
    {
        Assert.Equal(Refusals.OtherCounty, new Desk().Refused(Dispatcher, new Register(Complaint with { County = Xiangyuan })).Code);
        Assert.Equal(Luzhou, new Desk().Do(Dispatcher, new Register(Complaint)).Case.County);
        Assert.Equal(CountyCode.City, new Desk().Do(City, new Register(Complaint)).Case.County);
        Assert.Equal(Refusals.AlreadyRegistered, Desk.Received().Refused(City, new Register(Complaint)).Code);
    }

    [Fact]
    public void A_position_in_the_national_datum_is_kept_and_converted_once()
    {
        var given = new GeoPoint(113.114107, 36.187895);
        var desk = Desk.Received(Complaint with { Point = given, Datum = Datum.Gcj02 });
        Assert.Equal(given, desk.Case.Registration.Point);
        Assert.InRange(desk.Case.Point!.Value.MetresTo(new GeoPoint(113.107439, 36.187725)), 0, 1);
    }

    [Fact]
    public void A_complaint_needs_a_merchant_or_a_place()
    {
        var nowhere = Complaint with { Respondent = null, Place = " " };
        Assert.Equal((Refusals.Required, "place"), Said(new Desk().Refused(City, new Register(nowhere))));
        new Desk().Do(City, new Register(nowhere with { Place = "火车站广场" }));
        new Desk().Do(City, new Register(nowhere with { Respondent = new Respondent("某店") }));
    }

    [Theory]
    [InlineData("title")]
    [InlineData("facts")]
    [InlineData("amount")]
    [InlineData("point")]
    [InlineData("occurredAt")]
    [InlineData("respondent.name")]
    [InlineData("external12315No")]
    public void A_refused_registration_names_the_field(string field)
    {
        var bad = field switch
        {
            "title" => Complaint with { Title = "" },
            "facts" => Complaint with { Facts = new string('长', 5001) },
            "amount" => Complaint with { Amount = 1.005m },
            "point" => Complaint with { Point = new GeoPoint(36.2, 113.1) },
            "occurredAt" => Complaint with { OccurredAt = Nine.AddMinutes(3) },
            "respondent.name" => Complaint with { Respondent = new Respondent("\0") },
            _ => Complaint with { External12315No = new string('1', 41) },
        };
        var refusal = new Desk().Refused(City, new Register(bad));
        Assert.Equal((field, RefusalKind.BadInput), (refusal.Field, refusal.Kind));
    }

    [Theory]
    [InlineData(2026, 4, 14, 15, 59, RuleSet.R20)]
    [InlineData(2026, 4, 14, 16, 0, RuleSet.R121)]
    public void The_rule_set_is_that_of_the_local_day_of_receipt(int year, int month, int day, int hourUtc, int minute, RuleSet expected)
    {
        var desk = new Desk().At(new DateTimeOffset(year, month, day, hourUtc, minute, 0, TimeSpan.Zero)).Do(City, new Register(Complaint));
        Assert.Equal(expected, desk.Case.RuleSet);
    }

    [Fact]
    public void A_missing_number_is_a_defect_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => CaseDecider.Decide(Case.Nothing, new Register(Complaint), City, new Moment(Nine)));

    private static (string, string?) Said(Refusal refusal) => (refusal.Code, refusal.Field);
}
