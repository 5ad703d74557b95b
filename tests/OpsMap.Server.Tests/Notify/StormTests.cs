using System.Text;
using Microsoft.AspNetCore.Http;
using OpsMap.Server.Notify;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Notify;

/// <summary>Many alarms at once, and nodes that die in the middle: nothing is lost, and no robot is talked to death.</summary>
public sealed class StormTests(Backing backing)
{
    private const int PerMinute = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_hundred_alarms_stay_inside_the_minute_of_the_robot_and_every_one_is_named()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom);
        var squad = await world.Live.Squad(LiveWorld.Luzhou, 5);
        var numbers = new List<string>();
        for (var i = 0; i < 500; i++) numbers.Add((await world.Ordered(squad)).No);

        var at = new List<double>();
        NotifyWatch[] nodes = [world.Node(), world.Node()];
        for (var second = 0; second < 180; second += 4)
        {
            var before = world.Receiver.Heard.Count;
            await Task.WhenAll(nodes.Select(n => n.Round(Cancel)));
            at.AddRange(Enumerable.Repeat((double)second, world.Receiver.Heard.Count - before));
            world.Clock.Advance(TimeSpan.FromSeconds(4));
        }
        Assert.All(at, first => Assert.InRange(at.Count(t => t >= first && t < first + 60), 1, PerMinute));
        Assert.InRange(at.Count, 2, 40);
        var said = string.Join('\n', world.Said("/WeCom"));
        Assert.All(numbers, no => Assert.Contains($"{no[^6..]} 潞州05", said, StringComparison.Ordinal));
        Assert.All(world.Said("/WeCom"), text => Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, 2048));
        Assert.Contains("件待响应：", world.Said("/WeCom")[0], StringComparison.Ordinal);
        Assert.Equal(500, await world.Live.Scalar<long>("select sum(notices)::bigint from notify_delivery"));
        Assert.Equal(0, await world.Waiting());
    }

    [Fact]
    public async Task A_call_for_help_finds_a_place_in_a_storm()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom);
        var squad = await world.Live.Squad(LiveWorld.Luzhou, 5);
        var node = world.Node();
        for (var wave = 0; wave < 30; wave++)
        {
            await world.Ordered(squad);
            await node.Round(Cancel);
        }
        Assert.Equal(PerMinute - 2, world.Receiver.Heard.Count);
        await world.Live.News(LiveWorld.Luzhou, "squad", $$$"""{"id":"{{{Guid.NewGuid()}}}","code":"潞州07","county":"140403","sos":{"at":"2026-11-24T01:00:00Z"}}""");
        await node.Round(Cancel);
        Assert.Contains("潞州07", world.Said("/WeCom")[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_dies_while_it_sends_leaves_nothing_unsaid()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom);
        var squad = await world.Live.Squad(LiveWorld.Luzhou, 5);
        var numbers = new List<string>();
        for (var i = 0; i < 5; i++) numbers.Add((await world.Ordered(squad)).No);

        // the receiver holds the third message until the node is gone
        using var dies = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var answered = 0;
        world.Receiver.Answer = async context =>
        {
            if (Interlocked.Increment(ref answered) == 3)
            {
                await dies.CancelAsync();
                await Receiver.Silence(context);
                return;
            }
            await context.Response.WriteAsJsonAsync(new { errcode = 0 });
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Node().Round(dies.Token));
        Assert.InRange(await world.Waiting(), 1, 3);

        for (var i = 0; i < 3; i++) numbers.Add((await world.Ordered(squad)).No);
        var next = world.Node();
        for (var i = 0; i < 3; i++)
        {
            await next.Round(Cancel);
            world.Clock.Advance(TimeSpan.FromSeconds(61));
        }
        var said = string.Join('\n', world.Said("/WeCom"));
        Assert.All(numbers, no => Assert.Contains(no[^6..], said, StringComparison.Ordinal));
        Assert.Equal(0, await world.Waiting());
        // what had been answered is not said again
        Assert.Equal(8L, await world.Live.Scalar<long>("select count(*) from notice where state = 'sent'"));
        Assert.Equal(8 + 1, world.Said("/WeCom").Sum(t => numbers.Count(no => t.Contains(no[^6..], StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Four_nodes_at_once_tell_each_thing_once()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom);
        await world.Channel(ChannelKind.DingTalk);
        var squad = await world.Live.Squad(LiveWorld.Luzhou, 5);
        for (var i = 0; i < 6; i++) await world.Ordered(squad);
        var nodes = Enumerable.Range(0, 4).Select(_ => world.Node()).ToArray();
        for (var i = 0; i < 3; i++) await Task.WhenAll(nodes.Select(n => n.Round(Cancel)));
        Assert.Equal(12, world.Receiver.Heard.Count);
    }

    [Fact]
    public async Task A_robot_that_has_had_too_much_is_left_alone_for_ten_minutes()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.DingTalk);
        var squad = await world.Live.Squad(LiveWorld.Luzhou, 5);
        world.Receiver.Answer = context => context.Response.WriteAsJsonAsync(new { errcode = 130101, errmsg = "send too fast" });
        await world.Ordered(squad);
        var node = world.Node();
        for (var minute = 0; minute < 9; minute++)
        {
            await node.Round(Cancel);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Single(world.Receiver.Heard);
        world.Receiver.Answer = context => context.Response.WriteAsJsonAsync(new { errcode = 0 });
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.Round(Cancel);
        Assert.Equal(2, world.Receiver.Heard.Count);
        Assert.Equal(0, await world.Waiting());
    }
}
