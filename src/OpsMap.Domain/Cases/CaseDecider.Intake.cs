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

        var situations = Ordered(said.Situations);
        var registration = said with { Situations = situations, County = county };
        var industry = said.Industry ?? Industry.GeneralDispute;
        return new CaseReceived(
            when.Now,
            when.Numbers?.Case ?? throw new ArgumentException("the new case has no id", nameof(when)),
            when.Numbers.CaseNo ?? throw new ArgumentException("the new case has no number", nameof(when)),
            county,
            registration,
            industry,
            Skills.For(industry),
            Grading.Of(registration, when.Now),
            CityTime.DayOf(when.Now) < _order121 ? RuleSet.R20 : RuleSet.R121,
            by.Id,
            said.Point is { } point ? Datums.ToWgs84(point, said.Datum ?? Datum.Wgs84) : null);
    }

    private static Decision<CaseEvent> BeginTriage(Case state, StartTriage command, Actor by, Moment when) =>
        new TriageStarted(when.Now);

    private static Decision<CaseEvent> Hear(Case state, AddOpinion command, Actor by, Moment when) =>
        Texts.Required("text", command.Text, 1000) is { } refusal ? refusal : new OpinionGiven(when.Now, command.Unit, command.Text);

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
            Grading.Of(state.Registration with { Situations = situations }, state.ReceivedAt),
            Quorum(state),
            command.Note);
    }

    private static Decision<CaseEvent> FindNormal(Case state, DecideNormal command, Actor by, Moment when) =>
        Texts.Optional("note", command.Note, 500) is { } refusal
            ? refusal
            : new NormalDecided(when.Now, Grading.Of(state.Registration with { Situations = [] }, state.ReceivedAt), command.Note);

    private static Decision<CaseEvent> PassOn(Case state, Route command, Actor by, Moment when) =>
        Texts.Required("unit", command.Unit, 100) is { } refusal ? refusal : new CaseRouted(when.Now, command.Industry, command.Unit);

    private static Decision<CaseEvent> TakeCharge(Case state, Sign command, Actor by, Moment when) =>
        new HandlingUnitSigned(when.Now);

    /// <summary>The 12315 centre and one other; recorded, and never a reason to miss fifteen minutes.</summary>
    private static bool Quorum(Case state) =>
        state.Opinions.Exists(o => o.Unit is OpinionUnit.IntakeCentre)
        && state.Opinions.Exists(o => o.Unit is not OpinionUnit.IntakeCentre);

    private static IReadOnlyList<Situation> Ordered(IReadOnlyList<Situation>? situations) =>
        [.. (situations ?? []).Distinct().Order()];
}
