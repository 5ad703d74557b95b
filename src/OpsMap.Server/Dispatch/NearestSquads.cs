using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Dispatch;

/// <summary>The case as far as dispatch needs it.</summary>
public sealed record Scene(CaseId Case, int Version, CountyCode County, GeoPoint? Point, IReadOnlyList<Capability> Needed, DateTimeOffset? ArriveDue);

/// <summary>A squad that may be sent, where it was last seen, and how far its 500 m cell lies from the scene in the plane.</summary>
public sealed record NearSquad(
    SquadId Id, string Code, int Version, CountyCode County, SquadState State, IReadOnlyList<Capability> Capabilities, int JobsToday, GeoPoint At, DateTimeOffset FixAt, double CellMetres, double AccuracyM);

/// <summary>The scene and its surroundings in one round trip.</summary>
public sealed record Surroundings(Scene Scene, IReadOnlyList<NearSquad> Squads);

/// <summary>Who is free and closest (就近): PostgreSQL walks the 500 m cells outwards from the scene and stops at the limit.</summary>
public sealed class NearestSquads(Database database)
{
    // The squad is looked up inside its own fence: joined plainly, the planner takes the policy and the skills for far stricter than they are
    // and sorts all squads instead of walking the index.
    private const string Template = """
        select c.version, c.county, st_x(c.point::geometry), st_y(c.point::geometry), c.skills, c.arrive_due,
               n.id, n.code, n.version, n.county, n.state, n.capabilities, n.jobs, n.lon, n.lat, n.fix_at, n.metres, n.accuracy_m
        from   case_view c
        left   join lateral (
                 select s.*, p.lon, p.lat, p.accuracy_m, p.fix_at, p.cell <-> c.plane as metres
                 from   squad_position p
                 cross  join lateral (
                          select v.id, v.code, v.version, v.county, v.state, v.capabilities, case when v.jobs_on = $3 then v.jobs_today else 0 end as jobs
                          from   squad_view v
                          where  v.id = p.squad and v.state in ('available', 'returning') and v.crew >= $4 and v.capabilities @> c.skills
                          offset 0) s
                 where  p.assignable and p.fix_at >= $2 {county}
                 order  by p.cell <-> c.plane
                 limit  {limit}) n on c.plane is not null
        where  c.id = $1
        """;

    public const int LeastCrew = 2;

    private readonly ConcurrentDictionary<(bool AnyCounty, int Limit), string> _texts = new();

    /// <summary>The scene and at most <paramref name="limit"/> squads by cell; nothing when the case is not there for this scope.</summary>
    public async Task<Surroundings?> Around(CaseId id, Scope scope, bool anyCounty, DateTimeOffset seenSince, DateOnly today, int limit, CancellationToken ct)
    {
        await using var batch = database.Batch(scope, Database.Sql(_texts.GetOrAdd((anyCounty, limit), Text), id.Value, seenSince.ToUniversalTime(), today, LeastCrew));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        if (!await reader.ReadAsync(ct)) return null;
        var scene = new Scene(id, reader.GetInt32(0), new CountyCode(reader.GetString(1)),
            reader.IsDBNull(2) ? null : new GeoPoint(reader.GetDouble(2), reader.GetDouble(3)),
            SquadWords.Skills(reader.GetFieldValue<string[]>(4)), reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5));
        var squads = new List<NearSquad>(limit);
        if (!reader.IsDBNull(6))
            do squads.Add(Squad(reader));
            while (await reader.ReadAsync(ct));
        return new Surroundings(scene, squads);
    }

    // the limit stands in the text: as a parameter the plan for any limit looks dear, and every call is planned anew
    private static string Text((bool AnyCounty, int Limit) key) => Template
        .Replace("{county}", key.AnyCounty ? "" : "and p.county = c.county", StringComparison.Ordinal)
        .Replace("{limit}", key.Limit.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static NearSquad Squad(NpgsqlDataReader r) => new(
        new SquadId(r.GetGuid(6)), r.GetString(7), r.GetInt32(8), new CountyCode(r.GetString(9)), SquadWords.State(r.GetString(10)),
        SquadWords.Skills(r.GetFieldValue<string[]>(11)), r.GetInt32(12), new GeoPoint(r.GetDouble(13), r.GetDouble(14)), r.GetFieldValue<DateTimeOffset>(15), r.GetDouble(16), r.GetFloat(17));
}
