using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Incidents;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;
using OpsMap.Server.Triage;

namespace OpsMap.Server.Incidents;

/// <summary>Reads what a decision about an incident rests on (处置依据): the cases from the ledger, everything else from the registers.</summary>
public sealed class IncidentGrounds(Ledger ledger, Database database, RuleBook rules, BurstSearch bursts)
{
    internal async Task<(IncidentGround Ground, Relatives Cases)> Of(Incident state, IncidentCommand command, Actor by)
    {
        var cases = await Relatives.Read(ledger, Named(state, command).Take(IncidentDecider.MostCases + 1));
        var book = (await rules.Current(CancellationToken.None)).Rules.Bursts;
        return (IncidentGround.Of(book, cases.States) with
        {
            Elsewhere = command is IncidentCommand.Open && !by.SeesAll ? await bursts.Elsewhere(cases.Known, by.County, book) : [],
            Squad = SquadIn(command) is { } squad ? await Squad(squad) : null,
            Departments = command is IncidentCommand.AlertDepartments alert ? await Departments(alert.Departments) : [],
        }, cases);
    }

    private static IEnumerable<CaseId> Named(Incident state, IncidentCommand command) => command switch
    {
        IncidentCommand.Open open => open.Incident.Cases,
        IncidentCommand.LinkCase link => [link.Case],
        IncidentCommand.UnlinkCase unlink => [unlink.Case],
        // of its own cases only; what else is named there is refused by name
        IncidentCommand.NameRepresentatives some => some.Cases.Where(state.Holds),
        IncidentCommand.Close => state.Cases.Select(c => c.Id),
        _ => [],
    };

    private static SquadId? SquadIn(IncidentCommand command) => command switch
    {
        IncidentCommand.Open open => open.Incident.Commander,
        IncidentCommand.NameCommander name => name.Squad,
        _ => null,
    };

    private async Task<NamedSquad?> Squad(SquadId id) =>
        await database.Rows(Scope.Everything, Database.Sql("select code, county, state <> 'offDuty' from squad_view where id = $1", id.Value),
            r => new NamedSquad(id, r.GetString(0), new CountyCode(r.GetString(1)), r.GetBoolean(2))) is [var squad] ? squad : null;

    private Task<IReadOnlyList<CalledDepartment>> Departments(IReadOnlyList<DepartmentId> ids) =>
        database.Rows(Scope.Everything, Database.Sql("select id, name from department where id = any($1) and not closed", ids.Select(d => d.Value).ToArray()),
            r => new CalledDepartment(new DepartmentId(r.GetGuid(0)), r.GetString(1)));
}
