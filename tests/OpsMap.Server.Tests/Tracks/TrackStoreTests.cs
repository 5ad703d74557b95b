using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Tracks;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using OpsMap.Server.Tracks;
using Xunit;

namespace OpsMap.Server.Tests.Tracks;

public sealed class TrackStoreTests(Backing backing)
{
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_reports_at_once_are_stored_in_few_commits_and_each_once()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        var writer = new TrackWriter(world.Database);
        await Task.WhenAll(Enumerable.Range(0, 1_000).SelectMany(i => new[] { writer.Append([Fix(i)]), writer.Append([Fix(i)]) }));
        Assert.Equal(1_000, await world.Scalar<long>("select count(*) from position_fix"));
        Assert.InRange(writer.Written.Commits, 1, 200);
    }

    [Fact]
    public async Task What_cannot_be_stored_is_not_acknowledged_and_may_be_sent_again()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        var writer = new TrackWriter(world.Database);
        await using (var owner = new NpgsqlConnection(world.Owner))
        {
            await owner.OpenAsync(Cancel);
            await using var transaction = await owner.BeginTransactionAsync(Cancel);
            await using var away = new NpgsqlCommand("lock table position_fix in access exclusive mode", owner, transaction);
            await away.ExecuteNonQueryAsync(Cancel);
            await Assert.ThrowsAsync<LedgerUnavailableException>(() => writer.Append([Fix(1)]));
        }
        await writer.Append([Fix(1)]);
        Assert.Equal(1, await world.Scalar<long>("select count(*) from position_fix"));
    }

    [Fact]
    public async Task One_that_the_database_refuses_takes_nobody_with_it()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        var writer = new TrackWriter(world.Database);
        var broken = Fix(0) with { Fix = Fix(0).Fix with { Point = new GeoPoint(400, 36) } };
        var all = Enumerable.Range(1, 50).Select(i => writer.Append([Fix(i)])).ToList();
        var bad = writer.Append([broken]);
        all.AddRange(Enumerable.Range(51, 50).Select(i => writer.Append([Fix(i)])));
        await Assert.ThrowsAsync<LedgerUnavailableException>(() => bad);
        await Task.WhenAll(all);
        Assert.Equal(100, await world.Scalar<long>("select count(*) from position_fix"));
    }

    [Fact]
    public async Task A_county_reads_the_tracks_of_its_squads_only_and_nobody_reads_a_day_beside_the_policy()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        await world.Squad(LiveWorld.Shangdang, 2);
        await new TrackWriter(world.Database).Append([Fix(1), Fix(2, slot: 2), Fix(3, slot: 2)]);
        Assert.Equal([1L], await Count(Scope.Of(LiveWorld.Luzhou)));
        Assert.Equal([2L], await Count(Scope.Of(LiveWorld.Shangdang)));
        var part = await world.Scalar<string>("select tableoid::regclass::text from position_fix limit 1");
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => world.Scalar<long>($"select count(*) from {part}"))).SqlState);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => world.Execute("update position_fix set lon = 0"))).SqlState);

        Task<IReadOnlyList<long>> Count(Scope scope) => world.Database.Rows(scope, Database.Sql("select count(*) from position_fix"), r => r.GetInt64(0), Cancel);
    }

    [Fact]
    public async Task Days_are_made_ahead_take_in_what_came_too_early_and_go_after_ninety()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 1);
        // a clock ten days ahead, and one of last spring
        await new TrackWriter(world.Database).Append([Fix(1), Fix(2, at: _now.AddDays(10)), Fix(3, at: _now.AddDays(-200))]);
        Assert.Equal(2, await Others(world));

        var clock = new FakeTimeProvider(_now.AddDays(9));
        using var days = new TrackDays(world.Background, Options.Create(new TrackOptions()), clock, NullLogger<TrackDays>.Instance);
        Assert.Equal(0, await days.Tend(Cancel));
        Assert.Equal(0, await Others(world));
        Assert.Equal(2, await world.Scalar<long>("select count(*) from position_fix"));

        clock.Advance(TimeSpan.FromDays(89.5));
        Assert.InRange(await days.Tend(Cancel), 1, 12);
        Assert.Equal([2L], await world.Rows("select seq from position_fix", r => r.GetInt64(0)));
        Assert.Equal(0, await days.Tend(Cancel));
    }

    [Fact]
    public async Task The_silences_of_a_device_go_with_the_tracks_they_explain()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Execute("""
            insert into account (id, login, name, role, county, squad) values ('00000000-0000-0000-0000-000000000001', 'zhang', '张队', 'SquadLeader', '140403', '00000000-0000-0000-0000-000000000002')
            """);
        await world.Execute("""
            insert into device (id, county, account, squad, key, registered_at, seen_at)
            values ('00000000-0000-0000-0000-000000000003', '140403', '00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000002', decode(repeat('00', 64), 'hex'), $1, $1)
            """, _now);
        foreach (var days in (int[])[89, 92])
            await world.Execute("insert into device_silence (device, county, since, until) values ('00000000-0000-0000-0000-000000000003', '140403', $1, $1 + interval '10 minutes')", _now.AddDays(-days));

        using var tended = new TrackDays(world.Background, Options.Create(new TrackOptions()), new FakeTimeProvider(_now), NullLogger<TrackDays>.Instance);
        await tended.Tend(Cancel);
        Assert.Equal([_now.AddDays(-89).Date], await world.Rows("select since from device_silence", r => r.GetFieldValue<DateTimeOffset>(0).UtcDateTime.Date));
    }

    private static Task<long> Others(LiveWorld world) => world.Scalar<long>("select count(*) from position_fix where tableoid = 'position_fix_other'::regclass");

    private static StoredFix Fix(long seq, DateTimeOffset? at = null, int slot = 1)
    {
        var taken = at ?? _now.AddSeconds(seq);
        return new StoredFix(new SquadId(Fixes.Squad(slot)), new TrackPoint(new Guid(1, 0, 0, new byte[8]), seq, taken, taken, new GeoPoint(113.1, 36.2), 8, 3, 90), _now);
    }
}
