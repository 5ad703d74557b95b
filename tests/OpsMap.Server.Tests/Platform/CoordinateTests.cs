using Npgsql;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Platform;

/// <summary>A place that cannot be is refused by the database itself, whoever wrote the program that wrote it.</summary>
public sealed class CoordinateTests(Backing backing)
{
    private static readonly (string Column, string Sql)[] _places =
    [
        ("case_view.point", "update case_view set point = st_point($1, $2, 4326)::geography"),
        ("county.seat", "update county set seat = st_point($1, $2, 4326)::geography"),
        ("unit.point", "update unit set point = st_point($1, $2, 4326)::geography"),
        ("venue.point", "insert into venue (id, county, name, kind, place, point) values (gen_random_uuid(), '140403', '某商场', 'mall', '某路', st_point($1, $2, 4326)::geography)"),
        ("position_fix.lon", PositionFix),
        ("position_fix.lat", PositionFix),
        ("squad_position.lon", SquadPosition),
        ("squad_position.lat", SquadPosition),
    ];

    private const string PositionFix = """
        insert into position_fix (squad, device, seq, taken_at, at, received_at, lon, lat, accuracy_m)
        values (gen_random_uuid(), gen_random_uuid(), 1, now(), now(), now(), $1, $2, 5)
        """;

    private const string SquadPosition = """
        insert into squad_position (squad, slot, county, lon, lat, accuracy_m, fix_at, received_at, plane, cell, assignable)
        values (gen_random_uuid(), 7, '140403', $1, $2, 5, now(), now(), st_setsrid(st_point(0, 0), 4546), st_setsrid(st_point(0, 0), 4546), true)
        """;

    [Fact]
    public async Task Every_column_that_holds_a_place_refuses_what_is_none()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Case(LiveWorld.Luzhou);
        await world.Execute("insert into unit (id, code, county, kind, name) values (gen_random_uuid(), 'test', '140403', 'station', '某所')");
        foreach (var (column, sql) in _places)
        {
            foreach (var (lon, lat) in new[] { (181d, 36d), (-181d, 36d), (113d, 91d), (113d, -91d), (double.NaN, 36d), (113d, double.NaN), (double.PositiveInfinity, 36d) })
            {
                var refused = await Record.ExceptionAsync(() => world.Execute(sql, lon, lat));
                Assert.True(refused is PostgresException { SqlState: PostgresErrorCodes.CheckViolation }, $"{column} at {lon}, {lat}: {refused?.Message ?? "was taken"}");
            }

            await world.Execute(sql, 113d, 36d);
            if (sql == SquadPosition) await world.Execute("delete from squad_position");
        }
    }

    [Fact]
    public async Task No_column_that_holds_a_place_is_forgotten_here()
    {
        await using var world = await LiveWorld.In(backing);
        var columns = await world.Rows("""
            select c.relname || '.' || a.attname
            from   pg_class c join pg_attribute a on a.attrelid = c.oid
            where  c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and not a.attisdropped and a.attnum > 0
            and    (format_type(a.atttypid, a.atttypmod) like 'geography(Point%' or a.attname in ('lon', 'lat'))
            """, r => r.GetString(0));
        Assert.Equal(_places.Select(p => p.Column).Order(StringComparer.Ordinal), columns.Order(StringComparer.Ordinal));
    }
}
