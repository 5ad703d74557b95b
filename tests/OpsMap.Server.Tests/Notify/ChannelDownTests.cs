using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpsMap.Server.Notify;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Notify;

/// <summary>What becomes of notices when their channel does not take them.</summary>
public sealed class ChannelDownTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_broken_channel_gives_up_is_told_by_the_next_one_once_with_the_words_that_it_is_broken()
    {
        await using var world = await NotifyWorld.In(backing);
        var broken = await world.Channel(ChannelKind.DingTalk);
        await world.Channel(ChannelKind.Sms, phones: ["13900000001"], county: "140404");
        world.Receiver.Answer = context => context.Request.Path == "/DingTalk"
            ? context.Response.WriteAsJsonAsync(new { errcode = 310000, errmsg = "sign not match" })
            : context.Response.WriteAsJsonAsync(new { errcode = 0, errmsg = "ok" });
        await world.Passed((await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5), fast: "directiveReceived")).Id, "CZ20261124-000001", "C3", "breach");
        var node = world.Node();
        await node.Round(Cancel);
        // the next channel comes too late to have heard of it itself
        await world.Channel(ChannelKind.WeCom);
        for (var i = 0; i < 10; i++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(11));
            await node.Round(Cancel);
        }

        Assert.Equal("failed", await world.Live.Scalar<string>($"select state from notice where channel = '{broken}'"));
        // both in one minute are one digest: what was given up, and that the channel is broken
        var said = string.Join('\n', world.Said("/WeCom"));
        Assert.Single(said.Split("到场时限已届满"), part => part.Contains("超时", StringComparison.Ordinal));
        Assert.Contains("“值班群”多次发送未成（errcode-310000）", said, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Receiver.Heard, h => h.Path == "/Sms");
        Assert.Equal(0, await world.Waiting());
    }

    [Fact]
    public async Task Old_notices_and_deliveries_go_and_what_still_waits_stays()
    {
        await using var world = await NotifyWorld.In(backing);
        var channel = await world.Channel(ChannelKind.WeCom);
        foreach (var (state, ago) in new[] { ("sent", 181), ("failed", 181), ("waiting", 181), ("sent", 170) })
        {
            await world.Live.Execute("insert into notice (channel, county, key, kind, urgency, text, brief, created_at, due_at, state) values ($1, '1404', $2, 'half', 2, 't', 'b', $3, $3, $4)", channel, $"{state} {ago}", NotifyWorld.Nine.AddDays(-ago), state);
            await world.Live.Execute("insert into notify_delivery (channel, county, at, what, notices, text) values ($1, '1404', $2, 'notice', 1, 't')", channel, NotifyWorld.Nine.AddDays(-ago));
        }
        await using var background = new BackgroundDatabase(world.Live.Owner);
        using var days = new NoticeDays(background, Options.Create(new NotifyOptions()), world.Clock, NullLogger<NoticeDays>.Instance);
        Assert.Equal(3, await days.Tend(Cancel));
        Assert.Equal("sent 170,waiting 181", await world.Live.Scalar<string>("select string_agg(key, ',' order by key) from notice"));
        Assert.Equal(0, await days.Tend(Cancel));
    }
}
