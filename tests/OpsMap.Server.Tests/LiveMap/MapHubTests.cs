using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Domain.Access;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class MapHubTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_city_dispatcher_starts_from_everything_open_and_closed_today_and_the_last_positions()
    {
        await using var world = await LiveWorld.In(backing);
        var open = await world.Case(LiveWorld.Luzhou);
        var closedToday = await world.Case(LiveWorld.Shangdang, open: false, closedAt: TimeProvider.System.GetUtcNow());
        await world.Case(LiveWorld.Luzhou, open: false, closedAt: TimeProvider.System.GetUtcNow().AddDays(-2));
        await world.Squad(LiveWorld.Luzhou, 1);
        await world.Squad(LiveWorld.Luzhou, 2, "offDuty");
        await using var host = await LiveHost.Start(world, backing.Redis);
        host.The<PositionBoard>().Offer(Fixes.Fix(1, 5));

        await using var console = await new Board(host.Connection(Role.CityDispatcher)).Join();
        Assert.Equal(new[] { open, closedToday }.Order(), console.Snapshot.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetGuid()).Order());
        var squads = console.Snapshot.GetProperty("squads").EnumerateArray().ToArray();
        Assert.Equal(113.1, squads[0].GetProperty("fix").GetProperty("lon").GetDouble());
        Assert.False(squads[1].TryGetProperty("fix", out _));
        Assert.Equal(3, console.Heads["140403"] - 1);
    }

    [Fact]
    public async Task A_county_sees_its_own_cases_squads_and_rows_only()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Case(LiveWorld.Luzhou);
        var own = await world.Case(LiveWorld.Shangdang);
        await world.Squad(LiveWorld.Luzhou, 1);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var county = await new Board(host.Connection(Role.CountyDispatcher, LiveWorld.Shangdang)).Join();
        Assert.Equal([own.ToString()], county.Cards.Keys);
        Assert.Equal(["140404"], county.Heads.Keys);

        await world.Case(LiveWorld.Luzhou);
        var news = await world.Case(LiveWorld.Shangdang);
        await Patience.Until(() => county.Cards.ContainsKey(news.ToString()), "the county's own row");
        Assert.Equal(2, county.Cards.Count);
        var error = await Assert.ThrowsAsync<HubException>(() => county.Hub.InvokeAsync<string>("Since", "140403", 0L, Cancel));
        Assert.Contains("not-your-county", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Edge40_Leadership_sees_no_complainant_no_crew_and_coarse_places()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Case(LiveWorld.Luzhou);
        await world.Squad(LiveWorld.Luzhou, 1);
        await using var host = await LiveHost.Start(world, backing.Redis, ("LiveMap:CoarseTick", "00:00:00.5"));
        host.The<PositionBoard>().Offer(Fixes.Fix(1, 5, lon: 113.1234, lat: 36.4567));
        var frames = new TaskCompletionSource<byte[]>();
        var connection = host.Connection(Role.Leadership);
        connection.On<byte[]>("Frame", frame => frames.TrySetResult(frame));
        await using var screen = await new Board(connection).Join();

        var card = screen.Snapshot.GetProperty("cases")[0];
        Assert.False(card.TryGetProperty("complainant", out _));
        var squad = screen.Snapshot.GetProperty("squads")[0];
        Assert.False(squad.TryGetProperty("members", out _));
        Assert.False(squad.TryGetProperty("dutyPhone", out _));
        Assert.Equal(113.12, squad.GetProperty("fix").GetProperty("lon").GetDouble());
        Assert.Equal(1, (await frames.Task.WaitAsync(TimeSpan.FromSeconds(10), Cancel))[1]);

        var news = await world.Case(LiveWorld.Luzhou);
        await Patience.Until(() => screen.Cards.ContainsKey(news.ToString()), "the row");
        Assert.False(screen.Cards[news.ToString()].TryGetProperty("complainant", out _));
    }

    [Fact]
    public async Task After_a_gap_exactly_the_missing_rows_are_fetched()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Case(LiveWorld.Luzhou);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var console = await new Board(host.Connection(Role.CityDispatcher)).Join();
        await console.Hub.StopAsync(Cancel);
        for (var i = 0; i < 7; i++) await world.Case(LiveWorld.Luzhou);
        await world.Case(LiveWorld.Shangdang);
        await console.Hub.StartAsync(Cancel);
        await console.Fetch("140403");

        Assert.Equal(7, console.Fetched);
        Assert.Equal(Enumerable.Range(2, 7).Select(s => (long)s), console.Applied.Select(r => r.Seq));
    }

    [Fact]
    public async Task Far_behind_a_new_snapshot_is_asked_for_and_longer_gaps_come_in_parts()
    {
        await using var world = await LiveWorld.In(backing);
        await world.Execute("""
            with rows as (insert into feed (county, seq, kind, body) select '140403', n, 'case', jsonb_build_object('id', n, 'version', 1) from generate_series(1, 2600) n)
            update feed_head set seq = 2600 where county = '140403'
            """);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var console = await new Board(host.Connection(Role.CityDispatcher)).Join();

        Assert.True(await NeedsSnapshot(console, 599));
        Assert.True(await NeedsSnapshot(console, 2601));
        Assert.False(await NeedsSnapshot(console, 600));
        var part = JsonDocument.Parse(await console.Hub.InvokeAsync<string>("Since", "140403", 1000L, Cancel)).RootElement;
        Assert.True(part.GetProperty("more").GetBoolean());
        Assert.Equal(Enumerable.Range(1001, 500).Select(s => (long)s), part.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("seq").GetInt64()));
    }

    [Fact]
    public async Task Heads_tell_the_last_row_and_how_the_clocks_are()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        await using var console = await new Board(host.Connection(Role.CityDispatcher)).Join();
        await world.Case(LiveWorld.Luzhou);
        await Patience.Until(() => console.Heads["140403"] == 1, "the row");
        var heads = JsonDocument.Parse(await console.Hub.InvokeAsync<string>("Heads", Cancel)).RootElement;
        Assert.Equal(1, heads.GetProperty("heads").GetProperty("140403").GetInt64());
        Assert.False(heads.GetProperty("health").GetProperty("clocksAlive").GetBoolean());
        Assert.InRange(heads.GetProperty("health").GetProperty("feedAt").GetDateTimeOffset(), TimeProvider.System.GetUtcNow().AddSeconds(-10), TimeProvider.System.GetUtcNow());
    }

    private static async Task<bool> NeedsSnapshot(Board console, long seq) =>
        JsonDocument.Parse(await console.Hub.InvokeAsync<string>("Since", "140403", seq, Cancel)).RootElement.TryGetProperty("snapshotNeeded", out _);
}
