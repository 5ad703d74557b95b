using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Dispatch;

/// <summary>
/// What is left when no squad can be sent (无可派分队时的办法): one to call back from its break or from home, the station next to the place,
/// or a neighbouring county with so many free squads, which the city may order over. Distances in metres.
/// </summary>
public sealed record Recourse(string Kind, string Name, string? Phone = null, SquadId? Squad = null, double? Metres = null, int? Free = null)
{
    public const string Break = "break";
    public const string OffDuty = "offDuty";
    public const string Station = "station";
    public const string Neighbour = "neighbour";
}

/// <summary>Looks for what is left when no squad can be sent.</summary>
public sealed class Recourses(Database database)
{
    private const string Squads = """
        select v.id, v.code, v.state, v.card ->> 'dutyPhone', st_distance(c.point, st_point((v.card #>> '{base,lon}')::float8, (v.card #>> '{base,lat}')::float8, 4326)::geography) as metres
        from   case_view c join squad_view v on v.county = c.county and v.state in ('break', 'offDuty') and v.capabilities @> c.skills
        where  c.id = $1 order by v.state, metres nulls last limit 3
        """;

    private const string Stations = """
        select u.name, u.phone, st_distance(u.point, c.point) from case_view c join unit u on u.county = c.county and u.kind = 'station' and not u.closed and u.point is not null
        where  c.id = $1 order by u.point <-> c.point limit 1
        """;

    // of a neighbour only how many are free (domain rule: a county sees its neighbours' available count)
    private const string Neighbours = """
        select v.county, count(*)::int from case_view c
        join   squad_view v on v.county <> c.county and v.state in ('available', 'returning') and v.crew >= $2 and v.capabilities @> c.skills
        join   squad_position p on p.squad = v.id
        where  c.id = $1 group by v.county order by min(p.cell <-> c.plane) nulls last limit 3
        """;

    public async Task<IReadOnlyList<Recourse>> For(CaseId id, CancellationToken ct) =>
    [
        .. await database.Rows(Scope.Everything, Database.Sql(Squads, id.Value), r => new Recourse(
            r.GetString(2), r.GetString(1), r.IsDBNull(3) ? null : r.GetString(3), new SquadId(r.GetGuid(0)), r.IsDBNull(4) ? null : Math.Round(r.GetDouble(4))), ct),
        .. await database.Rows(Scope.Everything, Database.Sql(Stations, id.Value), r => new Recourse(
            Recourse.Station, r.GetString(0), r.IsDBNull(1) ? null : r.GetString(1), Metres: r.IsDBNull(2) ? null : Math.Round(r.GetDouble(2))), ct),
        .. await database.Rows(Scope.Everything, Database.Sql(Neighbours, id.Value, NearestSquads.LeastCrew), r => new Recourse(
            Recourse.Neighbour, Counties.NameOf(new CountyCode(r.GetString(0))), Free: r.GetInt32(1)), ct),
    ];
}
