using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>The two zones' borders (高新区、经开区边界): without one a zone has no jurisdiction of its own, with one it wins over the county it lies in.</summary>
public sealed class ZoneBorders(Database database, RegisterBook book)
{
    private const double SmallestKm2 = 0.05;
    private const double LargestKm2 = 500;

    // the shipped county borders are simplified: a line drawn along one may leave it by as much
    private const double ToleranceMetres = 50;

    private const string BumpSql = "update border_stamp set stamp = stamp + 1 where id = 1";

    public Task<IResult> Draw(CountyCode zone, BorderRequest request, Actor by) => book.Write(request.CommandId, StreamOf(zone), request, by, async _ =>
    {
        Known(zone, by);
        var border = ZoneBorder.Read(request.Border);
        var wkb = new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(new MultiPolygon([border]) { SRID = Plane.Srid });
        await CheckPlace(zone, wkb);
        return Of(zone, await Next(zone), "border-drawn", request.Border, Database.Sql("""
            insert into district (code, border) values ($1, st_geomfromewkb($2)) on conflict (code) do update set border = excluded.border
            """, zone.Value, wkb));
    });

    public Task<IResult> Erase(CountyCode zone, CommandId command, Actor by) => book.Write(command, StreamOf(zone), new Erased(zone), by, async _ =>
    {
        Known(zone, by);
        if (await database.Rows(Scope.Everything, Database.Sql("select 1 from district where code = $1", zone.Value), r => r.GetInt32(0)) is []) throw RegisterBook.NotFound();
        return Of(zone, await Next(zone), "border-erased", new Erased(zone), Database.Sql("delete from district where code = $1", zone.Value));
    });

    /// <summary>The drawn borders as the map takes them.</summary>
    public async Task<IResult> Drawn(CancellationToken ct)
    {
        var features = await database.Rows(Scope.Everything, Database.Sql("""
            select json_build_object('type', 'Feature',
                     'properties', json_build_object('adcode', d.code, 'name', c.name),
                     'geometry', st_asgeojson(st_transform(d.border, 4326), 6)::json)::text
            from   district d join county c using (code)
            where  c.kind = 'zone' order by d.code
            """), r => r.GetString(0), ct);
        return Results.Text($$"""{"type":"FeatureCollection","features":[{{string.Join(',', features)}}]}""", "application/geo+json; charset=utf-8");
    }

    private static void Known(CountyCode zone, Actor by)
    {
        if (!zone.IsZone || Counties.Find(zone) is null || !by.MaySee(zone)) throw RegisterBook.NotFound();
    }

    private async Task CheckPlace(CountyCode zone, byte[] wkb)
    {
        var place = (await database.Rows(Scope.Everything, Database.Sql("""
            select st_area(b) / 1e6,
                   st_coveredby(b, (select st_buffer(st_union(d.border), $3) from district d join county c using (code) where c.kind = 'district')),
                   (select c.name from district d join county c using (code) where c.kind = 'zone' and d.code <> $2 and st_area(st_intersection(d.border, b)) > 1 limit 1)
            from   st_geomfromewkb($1) as b
            """, wkb, zone.Value, ToleranceMetres), r => (Km2: r.GetDouble(0), Inside: r.GetBoolean(1), Overlaps: r[2] as string)))[0];
        if (place.Km2 is < SmallestKm2 or > LargestKm2) throw Bad(Codes.BorderSize, ("min", SmallestKm2), ("max", LargestKm2), ("km2", Math.Round(place.Km2, 3)));
        if (!place.Inside) throw Bad(Codes.BorderOutsideCity);
        if (place.Overlaps is { } other) throw Bad(Codes.BorderOverlaps, ("zone", other));
    }

    private static ProblemException Bad(string code, params ReadOnlySpan<(string, object)> facts) =>
        new(Problem.BadInput(code, "border") with { Facts = facts.Length == 0 ? null : Facts.Of(facts) });

    private async Task<int> Next(CountyCode zone) =>
        (await database.Rows(Scope.Everything, Database.Sql("select coalesce(max(version), 0) + 1 from event where stream = $1", StreamOf(zone)), r => r.GetInt32(0)))[0];

    private static Entry Of(CountyCode zone, int version, string type, object body, Npgsql.NpgsqlBatchCommand row) =>
        new(zone, version, type, body, Entry.AnswerOf(StreamOf(zone), version), row, Database.Sql(BumpSql));

    private static Guid StreamOf(CountyCode zone) => NamedId.Of($"border {zone}");

    private sealed record Erased(CountyCode Zone);
}
