using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpsMap.AppHost.Services;
using OpsMap.Server.LiveMap;
using Xunit;
using static OpsMap.Server.Tests.LiveMap.Fixes;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class PositionExchangeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_squad_reports_to_one_node_is_seen_on_the_other_also_after_Redis_was_killed()
    {
        await using var redis = await LocalRedis.Start(Cancel);
        await using var one = await Node.Start(redis);
        await using var two = await Node.Start(redis);
        one.Board.Offer(Fix(1, 1));
        await Patience.Until(() => two.Board.TryRead(1, out _), "the other node sees it");
        Assert.Single(await one.Redis.HotCopy());

        await redis.Crash();
        one.Board.Offer(Fix(2, 2));
        await Patience.Until(() => one.Exchange.Failures > 0, "the failure is counted");
        await redis.Restart(Cancel);
        await Patience.Until(() =>
        {
            // a squad reports every few seconds; what was lost meanwhile goes with it
            one.Board.Offer(Fix(1, Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency));
            return two.Board.TryRead(2, out _) && two.Board.TryRead(1, out var fix) && fix.FixAt > Nine.AddSeconds(1);
        }, "both are there again", seconds: 40);
    }

    [Fact]
    public async Task A_frozen_Redis_holds_up_nothing_but_itself()
    {
        await using var redis = await LocalRedis.Start(Cancel);
        await using var one = await Node.Start(redis);
        await using var two = await Node.Start(redis);
        one.Board.Offer(Fix(1, 1));
        await Patience.Until(() => two.Board.TryRead(1, out _), "the nodes talk");

        await Signal("STOP", redis.Pid);
        var clock = Stopwatch.StartNew();
        for (var i = 2; i < 2_002; i++) one.Board.Offer(Fix(i, i));
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        var failures = one.Exchange.Failures;
        await Patience.Until(() => one.Exchange.Failures >= failures + 2, "each try gives up by itself");
        LiveFix[] moved = [];
        Assert.Equal(2_001, one.Board.DrainMoved(ref moved));

        await Signal("CONT", redis.Pid);
        await Patience.Until(() => Enumerable.Range(2, 2_000).All(slot => two.Board.TryRead(slot, out _)), "all of it arrives in the end");
    }

    [Fact]
    public async Task A_squad_off_duty_is_forgotten_by_the_hot_copy()
    {
        await using var redis = await LocalRedis.Start(Cancel);
        await using var one = await Node.Start(redis);
        one.Board.Offer(Fix(1, 1));
        one.Board.Offer(Fix(2, 1));
        await Patience.Until(() => one.Exchange.Sent == 2, "both are sent");
        one.Board.Remove(1, Nine.AddSeconds(5));
        await one.Exchange.Send();
        await Patience.Until(() => one.Redis.HotCopy().GetAwaiter().GetResult().Count == 1, "one is left");
    }

    private static async Task Signal(string name, int pid)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{pid}"]);
        await kill.WaitForExitAsync(Cancel);
        Assert.Equal(0, kill.ExitCode);
    }

    private sealed class Node(LocalRedis redis) : IAsyncDisposable
    {
        public PositionBoard Board { get; } = new();

        public PositionRedis Redis { get; } = new(redis.ConnectionString, "test");

        public PositionExchange Exchange => field ??= new(Board, Redis, Options.Create(new LiveMapOptions { Tick = TimeSpan.FromMilliseconds(50) }), NullLogger<PositionExchange>.Instance);

        public static async Task<Node> Start(LocalRedis redis)
        {
            var node = new Node(redis);
            await node.Exchange.StartAsync(Cancel);
            await Patience.Until(() => node.Exchange.Listening, "the node listens");
            return node;
        }

        public async ValueTask DisposeAsync()
        {
            await Exchange.StopAsync(CancellationToken.None);
            Exchange.Dispose();
            await Redis.DisposeAsync();
        }
    }
}
