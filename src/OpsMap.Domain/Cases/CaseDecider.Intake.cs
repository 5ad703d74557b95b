using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>Order 121 governs what is received from this day on (domain rule: the day of receipt decides).</summary>
    private static readonly DateOnly _order121 = new(2026, 4, 15);

    private static Decision<CaseEvent> Receive(Case state, Register command, Actor by, Moment when)
    {
        var said = command.Registration;
        if (said.Check(when) is { } refusal) return refusal;
        var county = said.County ?? by.County;
        if (!by.MaySee(county)) return new Refusal(Refusals.OtherCounty, "county");
        // only who takes in letters and other systems' orders knows of an earlier receipt
        if (said.ReceivedAt is not null && by.Role is Role.MerchantStaff or Role.Public) return new Refusal(Refusals.WrongRole, "receivedAt");

        var no = when.Numbers?.CaseNo ?? throw new ArgumentException("the new case has no number", nameof(when));
        return Opened(said, county, no, by.Id, when);
    }

    /// <summary>A case that another one brought about has its own number, its own clocks and its own end.</summary>
    private static Decision<CaseEvent> ReceiveKin(Case state, RegisterKin command, Actor by, Moment when)
    {
        var said = command.Registration;
        return said.Check(when) is { } refusal
            ? refusal
            : Opened(said, said.County ?? CountyCode.City, command.No, command.ReceivedBy, when) with
            {
                Tie = command.Tie,
                From = new Kinsman(command.From, command.FromNo),
            };
    }

    private static CaseReceived Opened(Registration said, CountyCode county, string no, PersonId receivedBy, Moment when)
    {
        DateTimeOffset? earlier = said.ReceivedAt < when.Now ? new Moment(said.ReceivedAt.Value).Now : null;
        var registration = said with { Situations = Ordered(said.Situations), County = county, ReceivedAt = earlier };
        var industry = said.Industry ?? Industry.GeneralDispute;
        return new CaseReceived(
            when.Now,
            when.Numbers?.Case ?? throw new ArgumentException("the new case has no id", nameof(when)),
            no,
            county,
            registration,
            industry,
            Skills.For(industry),
            Grading.Of(registration, when.Now),
            CityTime.DayOf(earlier ?? when.Now) < _order121 ? RuleSet.R20 : RuleSet.R121,
            receivedBy,
            said.Point is { } point ? Datums.ToWgs84(point, said.Datum ?? Datum.Wgs84) : null);
    }

    /// <summary>A place found later, or corrected; once a unit or a squad has the case, it stays in its county.</summary>
    private static Decision<CaseEvent> Place(Case state, Locate command, Actor by, Moment when)
    {
        var datum = command.Datum ?? Datum.Wgs84;
        if ((Points.Check("point", command.Point, datum) ?? Texts.Optional("note", command.Note, 500)) is { } refusal) return refusal;
        var county = command.County ?? state.County;
        return county != state.County && state.Workflow > Workflow.Triaging
            ? new Refusal(Refusals.CountyWouldChange, "point", Facts.Of("county", Counties.NameOf(county)))
            : new CaseLocated(when.Now, Datums.ToWgs84(command.Point, datum), command.Source, county, command.CountyPending is true ? true : null, command.Note);
    }

    private static Decision<CaseEvent> BeginTriage(Case state, StartTriage command, Actor by, Moment when) =>
        new TriageStarted(when.Now);

    private static Decision<CaseEvent> Hear(Case state, AddOpinion command, Actor by, Moment when) =>
        Texts.Required("text", command.Text, 1000) is { } refusal ? refusal : new OpinionGiven(when.Now, command.Unit, command.Text);

    /// <summary>What stands until somebody decides otherwise; a grade given by a person is not changed by a rule.</summary>
    private static Decision<CaseEvent> Sort(Case state, Classify command, Actor by, Moment when) =>
        command is { Industry: null, Grade: null } ? new Refusal(Refusals.Required, "industry")
        : command.Grade is < 1 or > 4 ? new Refusal(Refusals.OutOfRange, "grade", Facts.Of(("min", 1), ("max", 4)))
        : new CaseClassified(when.Now, command.Industry, command.Industry is { } industry ? Skills.For(industry) : null, command.Grade);

    private static int GradeOf(Case state, IReadOnlyList<Situation> situations) =>
        state.GradedByPerson ? state.Grade : Grading.Of(state.Registration with { Situations = situations }, state.ReceivedAt);

    private static Decision<CaseEvent> FindUrgent(Case state, DecideFast command, Actor by, Moment when)
    {
        if (command.Situations.Count == 0) return new Refusal(Refusals.SituationMissing, "situations");
        var note = command.Situations.Contains(Situation.Other)
            ? Texts.Required("note", command.Note, 500)
            : Texts.Optional("note", command.Note, 500);
        if (note is not null) return note;

        var situations = Ordered(command.Situations);
        var industry = command.Industry ?? state.Industry;
        return new FastDecided(
            when.Now,
            situations,
            industry,
            command.Capabilities is { } asked ? [.. asked.Distinct().Order()] : Skills.For(industry),
            GradeOf(state, situations),
            Quorum(state),
            command.Note);
    }

    private static Decision<CaseEvent> FindNormal(Case state, DecideNormal command, Actor by, Moment when) =>
        Texts.Optional("note", command.Note, 500) is { } refusal
            ? refusal
            : new NormalDecided(when.Now, GradeOf(state, []), command.Note);

    private static Decision<CaseEvent> PassOn(Case state, Route command, Actor by, Moment when) =>
        Texts.Required("unit", command.Unit, 100) is { } refusal ? refusal : new CaseRouted(when.Now, command.Industry, command.Unit);

    private static Decision<CaseEvent> TakeCharge(Case state, Sign command, Actor by, Moment when) =>
        new HandlingUnitSigned(when.Now, by.Role is Role.StationHead ? true : null);

    /// <summary>The 12315 centre and one other; recorded, and never a reason to miss fifteen minutes.</summary>
    private static bool Quorum(Case state) =>
        state.Opinions.Exists(o => o.Unit is OpinionUnit.IntakeCentre)
        && state.Opinions.Exists(o => o.Unit is not OpinionUnit.IntakeCentre);

    private static IReadOnlyList<Situation> Ordered(IReadOnlyList<Situation>? situations) =>
        [.. (situations ?? []).Distinct().Order()];
}
