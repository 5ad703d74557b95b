using OpsMap.Server.Notify;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Notify;

/// <summary>Who is told what, by which way and how loudly, against a real receiver.</summary>
public sealed class NotifyTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_directive_goes_to_the_groups_and_to_the_squads_duty_phone_and_names_nobody()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom);
        await world.Channel(ChannelKind.DingTalk, secret: "SEC5f0e1d2c3b4a");
        await world.Channel(ChannelKind.Sms, secret: "gateway-secret");
        await world.Channel(ChannelKind.Voice);
        var squad = await world.Live.Squad(LiveWorld.Luzhou, 5);
        var (_, no) = await world.Ordered(squad);
        await world.Node().Round(Cancel);
        await world.Node().Round(Cancel);

        var text = Assert.Single(world.Said("/WeCom"));
        Assert.Contains(no, text, StringComparison.Ordinal);
        Assert.Contains("潞州05", text, StringComparison.Ordinal);
        Assert.Contains("食品", text, StringComparison.Ordinal);
        Assert.All(world.Receiver.Heard, h => Assert.DoesNotContain("张", h.Body.ToString(), StringComparison.Ordinal));
        Assert.All(world.Receiver.Heard, h => Assert.DoesNotContain("英雄中路", h.Body.ToString(), StringComparison.Ordinal));
        var wecom = world.Receiver.Heard.Single(h => h.Path == "/WeCom");
        Assert.Equal(("?key=key-of-this-robot", "text", "13800000000"), (wecom.Query, wecom.Body.GetProperty("msgtype").GetString(), wecom.Body.GetProperty("text").GetProperty("mentioned_mobile_list")[0].GetString()));

        var ding = world.Receiver.Heard.Single(h => h.Path == "/DingTalk");
        var timestamp = NotifyWorld.Nine.ToUnixTimeMilliseconds();
        Assert.Equal($"?key=key-of-this-robot&timestamp={timestamp}&sign={DingTalkRobot.Sign("SEC5f0e1d2c3b4a", timestamp)}", ding.Query);
        Assert.Equal("13800000000", ding.Body.GetProperty("at").GetProperty("atMobiles")[0].GetString());

        var sms = world.Receiver.Heard.Single(h => h.Path == "/Sms");
        Assert.Equal(("gateway-secret", "sms", "13800000000"), (sms.Secret, sms.Body.GetProperty("kind").GetString(), sms.Body.GetProperty("phones")[0].GetString()));
        Assert.DoesNotContain(world.Receiver.Heard, h => h.Path == "/Voice");
    }

    /// <summary>Worked out apart, with Python's hmac, base64 and urllib.parse.quote_plus.</summary>
    [Fact]
    public void The_signature_is_what_the_robots_maker_says_it_is() =>
        Assert.Equal("NG%2F2amw524DE49zAaqipim%2Fjqkrejfmk9D44vARSCRE%3D", DingTalkRobot.Sign("SEC5f0e1d2c3b4a", 1_700_000_000_000));

    [Fact]
    public async Task Each_step_is_louder_and_an_acknowledgement_ends_it()
    {
        await using var world = await NotifyWorld.In(backing);
        foreach (var kind in Enum.GetValues<ChannelKind>()) await world.Channel(kind);
        var (one, two) = (await world.Live.Squad(LiveWorld.Luzhou, 5), await world.Live.Squad(LiveWorld.Luzhou, 6));
        var (silent, no) = await world.Ordered(one);
        var (answered, other) = await world.Ordered(two);
        var node = world.Node();
        await node.Round(Cancel);

        world.Clock.Advance(TimeSpan.FromMinutes(3));
        await world.Ordered(two, id: answered, no: other, version: 2, fast: "directiveReceived");
        await world.Passed(silent, no, "ack", "breach");
        await node.Round(Cancel);
        var call = Assert.Single(world.Receiver.Heard, h => h.Path == "/Voice").Body;
        Assert.Contains("仍未签收", call.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(2 + 1, world.Receiver.Heard.Count(h => h.Path == "/Sms"));

        // six minutes after the order the groups are told to send somebody else; that squad's phone is not rung again for it
        world.Clock.Advance(TimeSpan.FromMinutes(2.9));
        await node.Round(Cancel);
        Assert.DoesNotContain(world.Said("/WeCom"), t => t.Contains("改派", StringComparison.Ordinal));
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        await node.Round(Cancel);
        Assert.Contains(world.Said("/WeCom"), t => t.Contains("改派次近分队", StringComparison.Ordinal) && t.Contains(no, StringComparison.Ordinal));
        Assert.Single(world.Receiver.Heard, h => h.Path == "/Voice");

        await world.Passed(silent, no, "C2", "warn1");
        await world.Passed(silent, no, "C2", "warn2");
        await world.Passed(silent, no, "C4", "warn1");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await node.Round(Cancel);
        Assert.Single(world.Said("/WeCom"), t => t.Contains("回应时限已过半", StringComparison.Ordinal));
        Assert.Equal(2, world.Receiver.Heard.Count(h => h.Path == "/Voice"));
        Assert.DoesNotContain(world.Said("/WeCom"), t => t.Contains("首次回应", StringComparison.Ordinal));

        // acknowledged before anybody could be rung: what was to be said is no longer true
        var (late, third) = await world.Ordered(two);
        await world.Passed(late, third, "ack", "breach");
        await world.Ordered(two, id: late, no: third, version: 2, fast: "directiveReceived");
        var before = world.Receiver.Heard.Count;
        await node.Round(Cancel);
        world.Clock.Advance(TimeSpan.FromMinutes(3));
        await node.Round(Cancel);
        Assert.Equal(before, world.Receiver.Heard.Count);
        Assert.Equal(0, await world.Waiting());
    }

    [Fact]
    public async Task A_call_for_help_and_an_incident_go_out_by_every_way_at_once()
    {
        await using var world = await NotifyWorld.In(backing);
        foreach (var kind in Enum.GetValues<ChannelKind>()) await world.Channel(kind, phones: ["13900000001"]);
        await world.Live.News(LiveWorld.Luzhou, "squad", $$$"""{"id":"{{{Guid.NewGuid()}}}","code":"潞州05","county":"140403","state":"onScene","dutyPhone":"13800000000","sos":{"at":"2026-11-24T01:00:00Z","by":"王一"}}""");
        await world.Live.News(LiveWorld.Luzhou, "incident", $$$"""{"id":"{{{Guid.NewGuid()}}}","county":"140403","open":true,"title":"张建国等人聚集","cases":[{},{},{}]}""");
        await world.Node().Round(Cancel);
        foreach (var kind in Enum.GetValues<ChannelKind>()) Assert.Equal(2, world.Receiver.Heard.Count(h => h.Path == $"/{kind}"));
        // the duty office is rung, not the squad that calls for help
        Assert.All(world.Receiver.Heard.Where(h => h.Path is "/Voice" or "/Sms"), h => Assert.Equal("13900000001", h.Body.GetProperty("phones")[0].GetString()));
        Assert.Contains(world.Said("/WeCom"), t => t.Contains("潞州05 于 09:00 求助", StringComparison.Ordinal));
        Assert.Contains(world.Said("/WeCom"), t => t.Contains("3 件工单", StringComparison.Ordinal));
        Assert.All(world.Said("/WeCom"), t => Assert.DoesNotContain("张建国", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drills_ring_no_bell()
    {
        await using var world = await NotifyWorld.In(backing);
        foreach (var kind in Enum.GetValues<ChannelKind>()) await world.Channel(kind, phones: ["13900000001"]);
        var (id, no) = await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5), drill: true);
        await world.Passed(id, no, "ack", "breach");
        await world.Passed(id, no, "C2", "warn2");
        await world.Live.News(LiveWorld.Luzhou, "incident", $$$"""{"id":"{{{Guid.NewGuid()}}}","county":"140403","open":true,"drill":true,"cases":[]}""");
        await world.Node().Round(Cancel);
        Assert.Empty(world.Receiver.Heard);
        Assert.Equal(0L, await world.Live.Scalar<long>("select count(*) from notice"));
    }

    [Fact]
    public async Task Nothing_is_sent_by_a_channel_that_is_off_and_nothing_old_when_it_is_turned_on()
    {
        await using var world = await NotifyWorld.In(backing);
        var channel = await world.Channel(ChannelKind.WeCom, enabled: false);
        var squad = await world.Live.Squad(LiveWorld.Luzhou, 5);
        var node = world.Node();
        await world.Ordered(squad);
        await node.Round(Cancel);
        await world.Live.Execute("update notify_channel set enabled = true where id = $1", channel);
        await node.Round(Cancel);
        Assert.Empty(world.Receiver.Heard);
        var (_, no) = await world.Ordered(squad);
        await node.Round(Cancel);
        Assert.Contains(no, Assert.Single(world.Said("/WeCom")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_countys_group_hears_of_its_own_county_only()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom, county: "140404");
        await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5));
        await world.Node().Round(Cancel);
        Assert.Empty(world.Receiver.Heard);
    }

    [Fact]
    public async Task What_is_refused_is_tried_again_later_and_later_and_given_up_at_last()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.Sms);
        world.Receiver.Answer = context => { context.Response.StatusCode = 500; return Task.CompletedTask; };
        await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5));
        var node = world.Node();
        var at = new List<double>();
        for (var second = 0; second < 1_800; second += 5)
        {
            var before = world.Receiver.Heard.Count;
            await node.Round(Cancel);
            if (world.Receiver.Heard.Count > before) at.Add(second);
            world.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        Assert.Equal([0, 5, 25, 85, 265, 865], at);
        Assert.Equal("failed http-500", await world.Live.Scalar<string>("select n.state || ' ' || d.result from notice n join notify_delivery d on d.id = n.delivery"));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_neither_log_nor_record_tells_the_address()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom);
        await world.Channel(ChannelKind.DingTalk, url: "https://127.0.0.1:1/robot/send?access_token=key-of-this-robot");
        world.Receiver.Answer = context => { context.Response.Redirect(world.Receiver.Url("/elsewhere")); return Task.CompletedTask; };
        await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5));
        await world.Node().Round(Cancel);
        Assert.Equal("/WeCom", Assert.Single(world.Receiver.Heard).Path);
        Assert.Equal("connection-error http-302", await world.Live.Scalar<string>("select string_agg(result, ' ' order by result) from notify_delivery"));
        Assert.Contains("http-302", world.Log.Text, StringComparison.Ordinal);
        foreach (var told in new[] { world.Log.Text, await world.Live.Scalar<string>("select string_agg(d::text, ' ') || (select string_agg(c::text, ' ') from notify_channel c) from notify_delivery d") })
            Assert.DoesNotContain("key-of-this-robot", told, StringComparison.Ordinal);
    }
}
