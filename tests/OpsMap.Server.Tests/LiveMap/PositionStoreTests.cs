using Microsoft.Extensions.Logging.Abstractions;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Tests.Fixtures;
using Xunit;
using static OpsMap.Server.Tests.LiveMap.Fixes;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class PositionStoreTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edge09_A_newer_position_is_never_overwritten_by_an_older_one_of_another_node()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        await Store(world, Fix(1, 10, lon: 113.2));
        await Store(world, Fix(1, 5, lon: 113.9));
        Assert.Equal(113.2, await world.Scalar<double>("select lon from squad_position"));
        await Store(world, Fix(1, 11, lon: 113.3));
        Assert.Equal(113.3, await world.Scalar<double>("select lon from squad_position"));
    }

    [Fact]
    public async Task Positions_are_stored_in_metres_with_their_cell_and_whether_the_squad_is_free()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        await world.Squad(LiveWorld.Luzhou, 2, "enRoute");
        await world.Squad(LiveWorld.Luzhou, 3, "offDuty");
        await Store(world, Fix(1, 1), Fix(2, 1), Fix(3, 1), Fix(4, 1));

        Assert.Equal([(1, true), (2, false)], await world.Rows("select slot::int, assignable from squad_position order by slot", r => (r.GetInt32(0), r.GetBoolean(1))));
        Assert.True(await world.Scalar<bool>("""
            select bool_and(st_distance(st_transform(plane, 4326)::geography, st_point(lon, lat, 4326)::geography) < 0.01
                            and st_x(cell)::int % 500 = 0 and st_y(cell)::int % 500 = 0 and abs(st_x(cell) - st_x(plane)) <= 250)
            from squad_position
            """));
    }

    [Fact]
    public async Task A_starting_node_knows_the_stored_positions_and_not_those_who_went_off_duty()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        await world.Squad(LiveWorld.Luzhou, 2);
        await Store(world, Fix(1, 1), Fix(2, 1));
        await world.Squad(LiveWorld.Luzhou, 2, "offDuty");

        var board = new PositionBoard();
        await using var redis = new PositionRedis(backing.Redis, Guid.NewGuid().ToString());
        using var warm = new WarmStart(board, redis, world.Background, NullLogger<WarmStart>.Instance);
        await warm.Warm(Cancel);
        Assert.True(board.TryRead(1, out var fix));
        Assert.Equal(Fix(1, 1), fix);
        Assert.False(board.TryRead(2, out _));
    }

    [Fact]
    public async Task A_starting_node_prefers_the_hot_copy()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        await world.Squad(LiveWorld.Luzhou, 2, "break");
        await using var redis = new PositionRedis(backing.Redis, Guid.NewGuid().ToString());
        await redis.Send([], [new(1, FixWire.Record(Fix(1, 9))), new(2, FixWire.Record(Fix(2, 9)))], []);
        var board = new PositionBoard();
        using var warm = new WarmStart(board, redis, world.Background, NullLogger<WarmStart>.Instance);
        await warm.Warm(Cancel);
        Assert.True(board.TryRead(1, out var fix));
        Assert.Equal(Nine.AddSeconds(9), fix.FixAt);
        Assert.False(board.TryRead(2, out _));
    }

    private static WriteBehind Behind(LiveWorld world, PositionBoard board) => new(board, world.Background, NullLogger<WriteBehind>.Instance);

    private static async Task Store(LiveWorld world, params LiveFix[] fixes)
    {
        var board = new PositionBoard();
        foreach (var fix in fixes) board.Offer(fix);
        using var store = Behind(world, board);
        await store.Flush(Cancel);
        Assert.Equal(0, store.Failures);
    }
}
