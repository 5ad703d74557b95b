using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;
using static OpsMap.Domain.Incidents.IncidentCommand;
using static OpsMap.Domain.Incidents.IncidentEvent;

namespace OpsMap.Domain.Incidents;

/// <summary>The procedure of an incident (T36): who may say what to it, and what follows.</summary>
public static class IncidentDecider
{
    /// <summary>Whoever complains together sends no more than these (art. 12).</summary>
    public const int MostRepresentatives = 2;

    public const int MostCases = 200;

    private const int MostDepartments = 25;
    private const int NosTold = 20;

    public static Decision<IncidentEvent> Decide(Incident state, IncidentCommand command, IncidentGround ground, Actor by, Moment when) =>
        MayNot(state, command, by) is { } refusal ? refusal : command switch
        {
            Open c => Begin(c, ground, by, when),
            LinkCase c => Link(state, c, ground, by, when),
            UnlinkCase c => Unlink(state, c, when),
            NameCommander c => Squad("squad", ground, state.County, by) is { } no ? no : new CommanderNamed(when.Now, Named(ground)),
            SetSharedReply c => Texts.Required("text", c.Text, 1000) is { } no ? no : new SharedReplySet(when.Now, c.Text.Trim()),
            NameRepresentatives c => Represent(state, c, ground, when),
            AlertDepartments c => Alert(c, ground, when),
            AddNote c => Texts.Required("text", c.Text, 1000) is { } no ? no : new NoteAdded(when.Now, c.Text.Trim()),
            Close c => End(state, c, ground, when),
            _ => throw new ArgumentOutOfRangeException(nameof(command)),
        };

    /// <summary>Null when this person may act on the incident now.</summary>
    public static Refusal? MayNot(Incident state, Actor by) =>
        by.Role is not (Role.CityDispatcher or Role.CountyDispatcher) ? new(Refusals.WrongRole, Facts: Facts.Of("role", by.Role))
        : !state.Exists ? new(Refusals.NoSuchIncident)
        : !by.SeesAll && by.County != state.County ? new(Refusals.OtherCounty)
        : !state.Open ? new(Refusals.IncidentOver, Facts: Facts.Of("title", state.Title))
        : null;

    private static Refusal? MayNot(Incident state, IncidentCommand command, Actor by) => (command, MayNot(state, by)) switch
    {
        (Open, { Code: Refusals.NoSuchIncident }) => null,
        (Open, null) => new(Refusals.IncidentExists, Facts: Facts.Of("title", state.Title)),
        (_, var no) => no,
    };

    private static Decision<IncidentEvent> Begin(Open command, IncidentGround ground, Actor by, Moment when)
    {
        var said = command.Incident;
        var refusal = (said.Level is >= 1 and <= 4 ? null : new Refusal(Refusals.OutOfRange, "level"))
            ?? Texts.Required("title", said.Title, 60)
            ?? Texts.Required("reason", said.Reason, 500)
            ?? Points.Check("point", said.Point, said.Datum ?? Datum.Wgs84)
            ?? (said.RadiusM is >= 50 and <= 20_000 ? null : new Refusal(Refusals.OutOfRange, "radiusM"))
            ?? (said.Cases.Count == 0 ? new Refusal(Refusals.Required, "cases") : null)
            ?? (said.Cases.Count > MostCases ? new Refusal(Refusals.OutOfRange, "cases") : null)
            ?? (said.Cases.Distinct().Count() < said.Cases.Count ? new Refusal(Refusals.Repeated, "cases") : null);
        if (refusal is not null) return refusal;

        var drill = ground.Cases.GetValueOrDefault(said.Cases[0])?.Registration.Drill is true;
        foreach (var id in said.Cases)
            if (Fits("cases", id, ground, drill, by) is { } no) return no;
        var cases = said.Cases.Select(id => ground.Cases[id]).ToList();
        if (!cases.Exists(c => c.Situations.Contains(Situation.MassOrPublicOpinion)) && !ground.IsBurst(cases))
            return new Refusal(Refusals.BurstMissing, "cases", Facts.Of(("cases", ground.Rules.Cases), ("metres", ground.Rules.Metres), ("minutes", ground.Rules.Minutes)));

        var county = by.SeesAll ? command.County ?? cases[0].County : by.County;
        if (said.Commander is not null && Squad("commander", ground, county, by) is { } wrongSquad) return wrongSquad;
        var opened = new IncidentOpened(
            when.Now,
            when.Numbers?.Incident ?? throw new ArgumentException("the new incident has no id", nameof(when)),
            county,
            said.Level,
            said.Title.Trim(),
            said.Reason.Trim(),
            Datums.ToWgs84(said.Point, said.Datum ?? Datum.Wgs84),
            said.RadiusM,
            [.. cases.Select(Of)],
            by.Name,
            drill ? true : null);
        return new Decision<IncidentEvent>.Accepted(said.Commander is null ? [opened] : [opened, new CommanderNamed(when.Now, Named(ground))]);
    }

    private static Decision<IncidentEvent> Link(Incident state, LinkCase command, IncidentGround ground, Actor by, Moment when) =>
        Fits("case", command.Case, ground, state.Drill, by) is { } no ? no
        : state.Cases.Count >= MostCases ? new Refusal(Refusals.OutOfRange, "case")
        : new CaseAdded(when.Now, Of(ground.Cases[command.Case]));

    private static Decision<IncidentEvent> Unlink(Incident state, UnlinkCase command, Moment when) =>
        Texts.Required("reason", command.Reason, 500) is { } no ? no
        : state.Cases.Find(c => c.Id == command.Case) is not { } known ? new Refusal(Refusals.NoSuchCase, "case")
        : new CaseRemoved(when.Now, known.Id, known.No, command.Reason.Trim());

    private static Decision<IncidentEvent> Represent(Incident state, NameRepresentatives command, IncidentGround ground, Moment when)
    {
        if (command.Cases.Count == 0) return new Refusal(Refusals.Required, "cases");
        if (command.Cases.Distinct().Count() < command.Cases.Count) return new Refusal(Refusals.Repeated, "cases");
        if (command.Cases.Count > MostRepresentatives) return new Refusal(Refusals.TooManyRepresentatives, "cases", Facts.Of("max", MostRepresentatives));
        foreach (var id in command.Cases)
        {
            if (!state.Holds(id)) return new Refusal(Refusals.NoSuchCase, "cases");
            if (ground.Cases[id].Kind is not CaseKind.Complaint) return new Refusal(Refusals.WrongKind, "cases", Facts.Of("kind", ground.Cases[id].Kind));
        }

        if (!command.Agreed) return new Refusal(Refusals.JointConsentMissing, "agreed");
        return new RepresentativesNamed(when.Now, [.. command.Cases.Select(id => state.Cases.Find(c => c.Id == id)!)]);
    }

    private static Decision<IncidentEvent> Alert(AlertDepartments command, IncidentGround ground, Moment when)
    {
        var named = command.Departments;
        var refusal = (named.Count == 0 ? new Refusal(Refusals.Required, "departments") : null)
            ?? (named.Count > MostDepartments ? new Refusal(Refusals.OutOfRange, "departments") : null)
            ?? (named.Distinct().Count() < named.Count ? new Refusal(Refusals.Repeated, "departments") : null)
            ?? Texts.Required("text", command.Text, 1000)
            ?? (command.Due <= when.Now || command.Due > when.Now + JointTaskSaid.Longest ? new Refusal(Refusals.OutOfRange, "due") : null);
        if (refusal is not null) return refusal;
        var known = ground.Departments.ToDictionary(d => d.Id);
        return named.All(known.ContainsKey)
            ? new DepartmentsAlerted(when.Now, [.. named.Select(id => known[id])], command.Mode, command.Text.Trim(), command.Due)
            : new Refusal(Refusals.NoSuchDepartment, "departments");
    }

    /// <summary>
    /// The crowd has gone long before the last mediation is over: an incident does not wait for its cases,
    /// but whoever ends it has seen which of them go on and says so.
    /// </summary>
    private static Decision<IncidentEvent> End(Incident state, Close command, IncidentGround ground, Moment when)
    {
        if (Texts.Required("summary", command.Summary, 1000) is { } refusal) return refusal;
        var open = state.Cases.FindAll(c => ground.Cases[c.Id].Open);
        return open.Count > 0 && command.MonitoringEnded is not true
            ? new Refusal(Refusals.CasesStillOpen, Facts: Facts.Of(("count", open.Count), ("cases", string.Join('、', open.Take(NosTold).Select(c => c.No)))))
            : new IncidentClosed(when.Now, command.Summary.Trim(), open);
    }

    /// <summary>A question is no part of a crowd, an exercise none of a real one; another county's case is not there for a county.</summary>
    private static Refusal? Fits(string field, CaseId id, IncidentGround ground, bool drill, Actor by) =>
        !ground.Cases.TryGetValue(id, out var found) || !found.Exists || !by.MaySee(found.County) ? new(Refusals.NoSuchCase, field)
        : found.Kind is CaseKind.Consultation ? new(Refusals.WrongKind, field, Facts.Of("kind", found.Kind))
        : found.Registration.Drill != drill ? new(Refusals.DrillDiffers, field, Facts.Of("caseNo", found.No))
        : null;

    /// <summary>Only the city sends one county's squad to command in another.</summary>
    private static Refusal? Squad(string field, IncidentGround ground, CountyCode county, Actor by) => ground.Squad switch
    {
        null => new(Refusals.NoSuchSquad, field),
        var squad when squad.County != county && !by.SeesAll => new(Refusals.OtherCounty, field),
        { OnDuty: false } => new(Refusals.SquadOffDuty, field),
        _ => null,
    };

    private static Commander Named(IncidentGround ground) => new(ground.Squad!.Id, ground.Squad.Code);

    private static IncidentCase Of(Case c) => new(c.Id, c.No, c.County);
}
