using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Geodata;

/// <summary>Places consumers come to in crowds (消费场所): scenic areas, markets, where complaints gather.</summary>
public sealed class Venues(Database database)
{
    public Task<IReadOnlyList<Venue>> All(CancellationToken ct) => database.Rows(Scope.Everything, Database.Sql("""
        select id, county, name, kind, place, st_x(point::geometry), st_y(point::geometry), approx, demo from venue order by county, name
        """), r => new Venue(r.GetGuid(0), new CountyCode(r.GetString(1)), r.GetString(2), r.GetString(3), r.GetString(4),
            new GeoPoint(r.GetDouble(5), r.GetDouble(6)), r.GetBoolean(7), r.GetBoolean(8)), ct);

    /// <summary>Whether a scanned code is one of a venue we know.</summary>
    public async Task<bool> Knows(string code, CancellationToken ct) =>
        Guid.TryParse(code, out var id) && (await database.Rows(Scope.Everything, Database.Sql("select 1 from venue where id = $1", id), r => r.GetInt32(0), ct)).Count > 0;

    /// <summary>Enters these, or brings what is entered under the same id up to them.</summary>
    public async Task Enter(IReadOnlyCollection<Venue> venues, CancellationToken ct)
    {
        await using var batch = database.Batch(Scope.Everything, [.. venues.Select(v => Database.Sql("""
            insert into venue (id, county, name, kind, place, point, approx, demo) values ($1, $2, $3, $4, $5, st_point($6, $7, 4326)::geography, $8, $9)
            on conflict (id) do update set
                county = excluded.county, name = excluded.name, kind = excluded.kind, place = excluded.place, point = excluded.point, approx = excluded.approx, demo = excluded.demo
            """, v.Id, v.County.Value, v.Name, v.Kind, v.Place, v.Point.Lon, v.Point.Lat, v.Approx, v.Demo))]);
        await batch.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>One such place; approximate when its position was read off a map, a demonstration when the entry is ours and nobody's record.</summary>
public sealed record Venue(Guid Id, CountyCode County, string Name, string Kind, string Place, GeoPoint Point, bool Approx, bool Demo);
