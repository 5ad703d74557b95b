using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.AppHost.Services;
using OpsMap.Domain;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class FeedTailTests(Backing backing)
{
    private const int Writers = 16;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixteen_writers_and_a_killed_database_leave_no_gap_in_what_a_node_reads()
    {
        // its own server: this one is killed
        await using var services = await BackingServices.Start(cancel: Cancel);
        Assert.SkipWhen(services.LocalPostgres is null, "only a local server can be killed");
        Migrator.Run(services.Postgres);
        await using var world = new LiveWorld(services.Postgres);
        var ear = new Ear();
        using var tail = new Tail(world, ear);
        await tail.Start();

        var written = 0;
        var halfWay = new TaskCompletionSource();
        var writers = Enumerable.Range(0, Writers).Select(n => Task.Run(async () =>
        {
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            for (var i = 0; i < 30;)
            {
                try
                {
                    await world.News(new CountyCode((n + i) % 3 == 0 ? "140404" : "140403"), "case", $$"""{"writer":{{n}},"i":{{i}}}""");
                    i++;
                    if (Interlocked.Increment(ref written) == Writers * 10) halfWay.SetResult();
                }
                catch (LedgerUnavailableException)
                {
                    await pause.WaitForNextTickAsync(Cancel);
                }
            }
        }, Cancel)).ToArray();
        await halfWay.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await services.LocalPostgres.Crash();
        await services.LocalPostgres.Restart(Cancel);
        await Task.WhenAll(writers);

        var heads = await world.Rows("select county, seq from feed_head where seq > 0 order by county", r => (County: r.GetString(0), Seq: r.GetInt64(1)));
        Assert.True(heads.Sum(h => h.Seq) >= Writers * 30, "every acknowledged commit is in the feed");
        await Patience.Until(() => ear.Rows.Count >= heads.Sum(h => h.Seq), "the node has caught up");
        foreach (var (county, seq) in heads)
            Assert.Equal(Enumerable.Range(1, (int)seq).Select(s => (long)s), ear.Rows.Where(r => r.County == county).Select(r => r.Seq));
        Assert.Equal(0, ear.Resyncs);
        await tail.Stop();
    }

    [Fact]
    public async Task A_database_restored_from_an_older_copy_makes_everyone_start_over()
    {
        await using var world = await LiveWorld.In(backing);
        for (var i = 0; i < 3; i++) await world.News(LiveWorld.Luzhou, "case", "{}");
        var ear = new Ear();
        using var tail = new Tail(world, ear);
        await tail.Start();
        await world.News(LiveWorld.Luzhou, "case", "{}");
        await Patience.Until(() => ear.Rows.Count == 1, "the first row");

        await world.Execute("with gone as (delete from feed where county = '140403' and seq > 2) update feed_head set seq = 2 where county = '140403'");
        await using (var owner = NpgsqlDataSource.Create(world.Owner))
        await using (var cut = owner.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'opsmap-background' and datname = current_database()"))
            await cut.ExecuteNonQueryAsync(Cancel);
        await Patience.Until(() => ear.Resyncs == 1, "the viewers are told");
        await world.News(LiveWorld.Luzhou, "case", "{}");
        await Patience.Until(() => ear.Rows.Count == 2 && ear.Rows[1].Seq == 3, "the row that follows");
        await tail.Stop();
    }

    [Fact]
    public async Task A_squad_that_ends_its_shift_leaves_the_board_of_every_node()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Squad(LiveWorld.Luzhou, 7);
        using var tail = new Tail(world, new Ear());
        await tail.Start();
        tail.Board.Adopt(Fixes.Fix(7, 1) with { FixAt = TimeProvider.System.GetUtcNow().AddSeconds(-3) });
        await world.Squad(LiveWorld.Luzhou, 7, "offDuty");
        await Patience.Until(() => !tail.Board.TryRead(7, out _), "the marker is gone");
        await tail.Stop();
    }

    /// <summary>One node's tail with one viewer.</summary>
    private sealed class Tail : IDisposable
    {
        private readonly FeedTail _tail;
        private readonly LiveFeed _feed;
        private readonly CancellationTokenSource _closed = new();

        public Tail(LiveWorld world, Ear ear)
        {
            var viewers = new Viewers(Options.Create(new LiveMapOptions()), NullLogger<Viewer>.Instance);
            viewers.Admit("ear", Audience.City, ear).Open(_closed.Token);
            _feed = new LiveFeed(viewers, new ConnectedPhones((_, _) => Task.FromResult("{}"), NullLogger<ConnectedPhone>.Instance), Board, new IncidentSquads(Board), TimeProvider.System);
            _tail = new FeedTail(world.Background, _feed, NullLogger<FeedTail>.Instance);
        }

        public PositionBoard Board { get; } = new();

        public async Task Start()
        {
            await _tail.StartAsync(Cancel);
            await Patience.Until(() => _feed.ReadAt is not null, "the tail follows");
        }

        public async Task Stop()
        {
            await _tail.StopAsync(Cancel);
            await _closed.CancelAsync();
        }

        public void Dispose()
        {
            _tail.Dispose();
            _closed.Dispose();
        }
    }

    private sealed class Ear : IMapClient
    {
        private readonly List<(string County, long Seq)> _rows = [];

        public IReadOnlyList<(string County, long Seq)> Rows
        {
            get { lock (_rows) return [.. _rows]; }
        }

        public int Resyncs { get; private set; }

        public Task Feed(string json)
        {
            using var message = JsonDocument.Parse(json);
            lock (_rows)
                foreach (var row in message.RootElement.GetProperty("rows").EnumerateArray()) _rows.Add((row.GetProperty("county").GetString()!, row.GetProperty("seq").GetInt64()));
            return Task.CompletedTask;
        }

        public Task Frame(byte[] bytes) => Task.CompletedTask;

        public Task Resync()
        {
            Resyncs++;
            return Task.CompletedTask;
        }

        public Task Health(string json) => Task.CompletedTask;
    }
}
