using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;
using static OpsMap.Server.Tests.Clocks.ClockWorld;

namespace OpsMap.Server.Tests.Clocks;

public sealed class DeadlinePollerTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_hundred_deadlines_fire_once_each_and_in_order_with_two_nodes_polling()
    {
        await using var clocks = new ClockWorld(await LiveWorld.In(backing));
        for (var i = 0; i < 40; i++)
            await clocks.CaseWith(("C1", "warn1", 8), ("C1", "warn2", 12), ("C1", "breach", 15), ("C4", "warn1", 20), ("C4", "warn2", 25));

        var (one, two) = (clocks.Poller(), clocks.Poller());
        foreach (var minute in (int[])[9, 13, 30])
        {
            clocks.Clock.SetUtcNow(Nine.AddMinutes(minute));
            await Task.WhenAll(one.Round(clocks.Clock.GetUtcNow(), Cancel), two.Round(clocks.Clock.GetUtcNow(), Cancel));
        }
        // what one node let go because the other was at the same case is found by the next look
        for (var i = 0; i < 3; i++) await one.Round(clocks.Clock.GetUtcNow(), Cancel);

        var passed = await clocks.Passed();
        Assert.Equal(200, passed.Count);
        Assert.Equal(200, one.Fired + two.Fired);
        foreach (var steps in passed.GroupBy(p => p.Case))
        {
            Assert.Equal(["warn1", "warn2", "breach", "warn1", "warn2"], steps.Select(s => s.Step));
            Assert.Equal([2, 3, 4, 5, 6], steps.Select(s => s.Version));
        }
        Assert.Equal(0, await clocks.World.Scalar<long>("select count(*) from deadline where fired_at is null"));
    }

    [Fact]
    public async Task Firing_moves_the_case_on_and_tells_the_county()
    {
        await using var clocks = new ClockWorld(await LiveWorld.In(backing));
        var id = await clocks.CaseWith(("C1", "warn1", 8));
        var before = await clocks.World.Scalar<long>("select seq from feed_head where county = '140403'");
        clocks.Clock.SetUtcNow(Nine.AddMinutes(8));
        await clocks.Poller().Round(clocks.Clock.GetUtcNow(), Cancel);

        Assert.Equal(2, await clocks.World.Scalar<int>("select version from case_view where id = $1", id));
        var news = await clocks.World.Rows("select kind, body::text from feed where county = '140403' and seq > $1 order by seq", r => (Kind: r.GetString(0), Body: JsonDocument.Parse(r.GetString(1)).RootElement), before);
        Assert.Equal(["clock", "case"], news.Select(n => n.Kind));
        var warning = news[0].Body;
        Assert.Equal((id, "C1", "warn1", false), (warning.GetProperty("caseId").GetGuid(), warning.GetProperty("clock").GetString(), warning.GetProperty("step").GetString(), warning.GetProperty("late").GetBoolean()));
        Assert.Equal(2, news[1].Body.GetProperty("version").GetInt32());
        Assert.Equal("warn1", news[1].Body.GetProperty("clocks")[0].GetProperty("passed")[0].GetString());
        Assert.Equal([id], clocks.Woken);

        var stored = await clocks.World.Scalar<string>("select body::text from event where stream = $1 and version = 2", id);
        Assert.IsType<CaseEvent.ClockPassed>(JsonSerializer.Deserialize<CaseEvent>(stored, Wire.Options));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(2.001, true)]
    public async Task Edge35_A_step_is_late_when_it_fires_more_than_two_seconds_after_it_was_due(double seconds, bool late)
    {
        await using var clocks = new ClockWorld(await LiveWorld.In(backing));
        await clocks.CaseWith(("C1", "breach", 15));
        clocks.Clock.SetUtcNow(Nine.AddMinutes(15).AddSeconds(seconds));
        await clocks.Poller().Round(clocks.Clock.GetUtcNow(), Cancel);
        Assert.Equal([late], (await clocks.Passed()).Select(p => p.Late));
    }

    [Fact]
    public async Task Nothing_fires_before_its_time_nor_after_it_was_cancelled()
    {
        await using var clocks = new ClockWorld(await LiveWorld.In(backing));
        var id = await clocks.CaseWith(("C1", "breach", 15));
        clocks.Clock.SetUtcNow(Nine.AddMinutes(15).AddTicks(-10));
        await clocks.Poller().Round(clocks.Clock.GetUtcNow(), Cancel);
        await clocks.World.Case(LiveWorld.Luzhou, id, deadlines: [Due(id, "C1", "breach", 15) with { DueAt = null }]);
        clocks.Clock.SetUtcNow(Nine.AddMinutes(16));
        await clocks.Poller().Round(clocks.Clock.GetUtcNow(), Cancel);
        Assert.Empty(await clocks.Passed());
    }

    [Fact]
    public async Task A_row_that_cannot_be_fired_is_set_aside_and_the_others_go_on()
    {
        await using var clocks = new ClockWorld(await LiveWorld.In(backing));
        var sound = new List<Guid>();
        for (var i = 0; i < 20; i++) sound.Add(await clocks.CaseWith(("C1", "warn1", 8)));
        var poisoned = await clocks.CaseWith(("Z9", "warn1", 1), ("C1", "warn1", 8));
        clocks.Clock.SetUtcNow(Nine.AddMinutes(9));
        var poller = clocks.Poller();
        await poller.Round(clocks.Clock.GetUtcNow(), Cancel);
        Assert.Equal(sound.Order(), (await clocks.Passed()).Select(p => p.Case).Order());

        // the next look leaves it out, and its later steps wait for it
        await poller.Round(clocks.Clock.GetUtcNow(), Cancel);
        Assert.Equal(20, poller.Fired);

        await clocks.World.Execute("update deadline set clock = 'C2' where stream = $1 and clock = 'Z9'", poisoned);
        clocks.Clock.Advance(TimeSpan.FromMinutes(5));
        await poller.Round(clocks.Clock.GetUtcNow(), Cancel);
        Assert.Equal(22, poller.Fired);
    }

    [Fact]
    public async Task One_busy_case_does_not_hold_the_others()
    {
        await using var clocks = new ClockWorld(await LiveWorld.In(backing));
        for (var i = 0; i < 5; i++) await clocks.CaseWith(("C1", "warn1", 8));
        var busy = await clocks.CaseWith(("C1", "warn1", 7));
        clocks.Clock.SetUtcNow(Nine.AddMinutes(9));
        var poller = clocks.Poller();

        await using (var connection = await clocks.World.Database.App.OpenConnectionAsync(Cancel))
        await using (var commit = await connection.BeginTransactionAsync(Cancel))
        {
            // a command of this case is being committed: its version 2 is written but not yet visible
            await using var command = connection.CreateCommand();
            command.CommandText = $$"""
                select set_config('ops.county', '*', true);
                insert into event (stream, version, county, type, body, actor, at) values ('{{busy}}', 2, '140403', 'test', '{}', '{}', now())
                """;
            await command.ExecuteNonQueryAsync(Cancel);
            await poller.Round(clocks.Clock.GetUtcNow(), Cancel);
            Assert.Equal(5, (await clocks.Passed()).Count);
            await commit.CommitAsync(Cancel);
        }
        await poller.Round(clocks.Clock.GetUtcNow(), Cancel);
        Assert.Equal(3, (await clocks.Passed()).Single(p => p.Case == busy).Version);
    }

    [Fact]
    public async Task A_node_frozen_with_claimed_rows_gives_them_back_within_three_seconds()
    {
        await using var clocks = new ClockWorld(await LiveWorld.In(backing));
        await clocks.CaseWith(("C1", "warn1", 8));
        clocks.Clock.SetUtcNow(Nine.AddMinutes(8));
        var now = clocks.Clock.GetUtcNow();
        // it asks for the time when it claims and again, rows in hand, when it fires
        using var freezing = new FreezingClock(now, atQuestion: 2);
        var frozen = Task.Run(() => clocks.Poller(freezing).Round(now, Cancel), Cancel);
        await freezing.Frozen.WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        var since = System.Diagnostics.Stopwatch.StartNew();
        var other = clocks.Poller();
        await other.Round(now, Cancel);
        Assert.Equal(0, other.Fired);
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (other.Fired == 0 && since.Elapsed < TimeSpan.FromSeconds(8) && await every.WaitForNextTickAsync(Cancel)) await other.Round(now, Cancel);
        Assert.Equal(1, other.Fired);
        // 2.5 s by the server's clock, the rest is for a busy machine; without the timeout it would never be
        Assert.InRange(since.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

        // thawed, it finds its transaction gone and the row fired
        freezing.Thaw();
        await frozen;
        Assert.Single(await clocks.Passed());
    }

    [Fact]
    public async Task The_canary_is_armed_again_each_minute_and_its_silence_is_noticed()
    {
        await using var clocks = new ClockWorld(await LiveWorld.In(backing));
        await clocks.World.Execute("update canary set due_at = $1", Nine);
        Assert.False(clocks.Pulse.Alive(Nine));
        await clocks.Poller().Round(Nine, Cancel);
        Assert.Equal(Nine, clocks.Pulse.FiredAt);

        clocks.Clock.SetUtcNow(Nine.AddSeconds(59));
        await clocks.Poller().Round(clocks.Clock.GetUtcNow(), Cancel);
        Assert.Equal(Nine, clocks.Pulse.FiredAt);
        Assert.True(clocks.Pulse.Alive(Nine.AddSeconds(90)));
        Assert.False(clocks.Pulse.Alive(Nine.AddSeconds(90.1)));

        clocks.Clock.SetUtcNow(Nine.AddSeconds(61));
        await clocks.Poller().Round(clocks.Clock.GetUtcNow(), Cancel);
        Assert.Equal(Nine.AddSeconds(61), clocks.Pulse.FiredAt);
    }
}
