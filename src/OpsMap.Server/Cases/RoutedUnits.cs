using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>A case is handed only to a unit that is there (承办单位): an open one of the county that has the case, or of the one it is designated to.</summary>
public sealed class RoutedUnits(Database database, CaseQueries cases)
{
    private const string KnownSql = """
        select exists (select from unit u where u.name = $1 and not u.closed and (u.county = $2 or (u.county = $3 and $4)))
        """;

    /// <exception cref="ProblemException">No such unit there.</exception>
    public async Task Check(CaseId id, CaseCommand command, Actor by, CancellationToken ct)
    {
        var said = command switch
        {
            CaseCommand.Route r => (r.Unit, County: (CountyCode?)null),
            CaseCommand.SettleDispute s => (s.Unit, s.County),
            _ => (Unit: null, County: null),
        };
        // an empty or overlong name is the rules' own to refuse
        if (said.Unit is not { Length: > 0 and <= 100 } unit) return;
        // whoever may not say it now is told that by the case
        if (await cases.Detail(id, by, ct) is not { } detail || !detail.Actions.Any(a => a.Allowed && a.Command == Wire.NameOf(command))) return;
        var known = await database.Rows(Scope.Everything, Database.Sql(KnownSql, unit, (said.County ?? detail.Card.County).Value, CountyCode.City.Value, detail.Card.Owner == "city"),
            r => r.GetBoolean(0), ct);
        if (!known[0]) throw new ProblemException(Problem.BadInput(Refusals.NoSuchUnit, "command.unit"));
    }
}
