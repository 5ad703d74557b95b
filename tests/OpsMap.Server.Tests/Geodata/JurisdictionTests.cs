using Microsoft.Extensions.Configuration;
using OpsMap.Domain;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Geodata;

public sealed class JurisdictionTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_borders_are_stored_once_in_metres_and_a_second_start_writes_nothing()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);

        using (var first = Jurisdiction(database)) await first.Load(Cancel);
        var stored = await Stored(database);
        using (var second = Jurisdiction(database)) await second.Load(Cancel);

        Assert.Equal(stored, await Stored(database));
        Assert.Equal(12, stored.Count);
        Assert.All(stored, d => Assert.EndsWith(" 4546 true", d, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Our_plane_is_the_plane_of_postgis()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        var random = new Random(4546);
        for (var i = 0; i < 200; i++)
        {
            var (lon, lat) = (111.5 + random.NextDouble() * 3, 35.3 + random.NextDouble() * 2.3);
            var ours = Plane.Of(lon, lat);
            var theirs = (await database.Rows(Scope.Everything, Database.Sql("select st_x(p), st_y(p) from (select st_transform(st_point($1, $2, 4326), 4546) as p) t", lon, lat),
                r => (X: r.GetDouble(0), Y: r.GetDouble(1)), Cancel)).Single();
            Assert.Equal(theirs.X, ours.X, 0.000_1);
            Assert.Equal(theirs.Y, ours.Y, 0.000_1);
        }
    }

    [Fact]
    public async Task A_zone_drawn_in_the_database_wins_and_a_new_start_leaves_it()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        using var jurisdiction = Jurisdiction(database);
        var heart = new GeoPoint(113.11, 36.22);
        Assert.Equal("140403", (await jurisdiction.Of(heart, Cancel)).County.Value);

        await database.Execute(Scope.Everything, Database.Sql("""
            insert into district (code, border) values ('14040G', st_multi(st_buffer(st_transform(st_point($1, $2, 4326), 4546), 2000)))
            """, heart.Lon, heart.Lat), Cancel);
        await jurisdiction.Load(Cancel);

        Assert.Equal(new CountyCode("14040G"), (await jurisdiction.Of(heart, Cancel)).County);
    }

    private static Jurisdiction Jurisdiction(Database database) =>
        new(database, new ConfigurationBuilder().AddInMemoryCollection([new("Geodata", GeodataFolder.Path)]).Build());

    private static Task<IReadOnlyList<string>> Stored(Database database) => database.Rows(Scope.Everything,
        Database.Sql("select code || ' ' || xmin || ' ' || st_srid(border) || ' ' || st_isvalid(border) from district order by code"), r => r.GetString(0), Cancel);
}
