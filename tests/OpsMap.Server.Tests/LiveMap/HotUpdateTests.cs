using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Tests.Fixtures;
using Xunit;
using static OpsMap.Server.Tests.LiveMap.Fixes;

namespace OpsMap.Server.Tests.LiveMap;

/// <summary>Alone on the server: an open transaction of any other test keeps PostgreSQL from tidying the pages.</summary>
[CollectionDefinition("alone on the server", DisableParallelization = true)]
[Collection("alone on the server")]
public sealed class HotUpdateTests(Backing backing)
{
    private const int Squads = 400;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Squads_on_the_move_update_in_place()
    {
        await using var world = await LiveWorld.In(backing);
        // forty seconds pass in two here: an ANALYZE that happens to run would hold back the tidying of pages for many of them
        await using (var owner = NpgsqlDataSource.Create(world.Owner))
        await using (var quiet = owner.CreateCommand("alter table squad_position set (autovacuum_enabled = false)"))
            await quiet.ExecuteNonQueryAsync(Cancel);
        await world.Execute("""
            insert into squad_view (id, slot, county, code, version, state, capabilities, crew, card)
            select id, slot, '140403', slot::text, 1, 'available', '{}', 2, '{}' from unnest($1::uuid[]) with ordinality as s (id, slot)
            """, Enumerable.Range(0, Squads).Select(Squad).ToArray());
        var board = new PositionBoard();
        using var store = new WriteBehind(board, world.Background, NullLogger<WriteBehind>.Instance);
        for (var second = 1; second <= 41; second++)
        {
            // some stand, some walk, some drive: up to 15 m a second, eastwards
            for (var slot = 0; slot < Squads; slot++) board.Offer(Fix(slot, second, lon: 113.0 + (slot * 0.001) + (second * 0.0000111 * (slot % 16))));
            await store.Flush(Cancel);
        }
        (long Updates, long Hot) counted = default;
        for (var look = 0; look < 100 && counted.Updates < Squads * 40; look++)
        {
            counted = (await world.Rows("select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relname = 'squad_position'", r => (r.GetInt64(0), r.GetInt64(1))))[0];
            // the server publishes its counts about once a second
            await world.Execute("select pg_sleep(0.2)");
        }
        Assert.Equal(Squads * 40, counted.Updates);
        Assert.InRange(counted.Hot / (double)counted.Updates, 0.95, 1);
    }
}
