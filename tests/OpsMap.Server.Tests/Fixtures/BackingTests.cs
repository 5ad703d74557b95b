using Npgsql;
using StackExchange.Redis;
using Xunit;

namespace OpsMap.Server.Tests.Fixtures;

public sealed class BackingTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_tests_have_two_databases_with_postgis_and_do_not_see_each_other()
    {
        await using var one = await backing.Database();
        await using var two = await backing.Database();
        await Scalar(one, "create table mine(n int)");

        Assert.Equal(true, await Scalar(one, "select to_regclass('mine') is not null"));
        Assert.Equal(true, await Scalar(two, "select to_regclass('mine') is null"));
        // Changzhi in metres of EPSG:4546: the grid the nearest squads are ordered by.
        var metres = Assert.IsType<double>(await Scalar(two,
            "select ST_Distance(ST_Transform(ST_SetSRID(ST_Point(113.12, 36.19), 4326), 4546), ST_Transform(ST_SetSRID(ST_Point(113.12, 36.20), 4326), 4546))"));
        Assert.InRange(metres, 1100, 1115);
    }

    [Fact]
    public async Task The_owner_is_no_superuser_so_row_level_security_binds_it()
    {
        Assert.SkipWhen(backing.Services.Kind == OpsMap.AppHost.Services.BackingKind.Given, "the owner is given from outside");
        await using var database = await backing.Database();
        Assert.Equal(false, await Scalar(database, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"));
    }

    [Fact]
    public async Task Redis_answers()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(backing.Redis);
        var key = Guid.NewGuid().ToString();
        await redis.GetDatabase().StringSetAsync(key, "here", TimeSpan.FromMinutes(1));
        Assert.Equal("here", await redis.GetDatabase().StringGetAsync(key));
    }

    private static async Task<object?> Scalar(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
