using Microsoft.AspNetCore.Http;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;
using OpsMap.Server.Notify;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Notify;

/// <summary>Texts to complainants (告知短信, domain.md §3.2): each once, to nobody else, and the number nowhere but in the call.</summary>
public sealed class ComplainantTextTests(Backing backing)
{
    private const string Phone = "13834561234";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Nine => NotifyWorld.Nine;

    private static CaseEvent Received => new CaseEvent.CaseReceived(Nine, default, "", LiveWorld.Luzhou, new Registration(CaseKind.Complaint, Domain.Cases.Channel.Hotline12315, "张建国投诉", "事实", "英雄中路66号"), Industry.GeneralDispute, [], 3, RuleSet.R121, default);

    private static CaseEvent Replied => new CaseEvent.FirstReplySent(Nine, Nine, new ReplyGiven(true, "潞州区市场监管局", AcceptanceAnswer.Yes), "张先生您好", "telephone");

    private static CaseEvent Late => new CaseEvent.ClockPassed(Nine, ClockKind.C3, 1, ClockSteps.Breach, Nine, false);

    [Fact]
    public async Task Each_step_that_is_the_complainants_is_told_in_the_order_it_happened()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.Sms, complainants: true);
        var node = world.Node();
        CaseEvent[][] steps =
        [
            [Received],
            [new CaseEvent.TriageStarted(Nine), Replied],
            [new CaseEvent.MaterialsRequested(Nine, "张建国的身份证明", new DateOnly(2026, 12, 1))],
            [new CaseEvent.ReturnTakenIn(Nine)],
            [new CaseEvent.ReReplySent(Nine, "已改由上党区办理", "上党区市场监管局")],
            [new CaseEvent.AppraisalStarted(Nine, "省检测院", "各半")],
            [new CaseEvent.AppraisalEnded(Nine, "合格")],
            [new CaseEvent.ClockPassed(Nine, ClockKind.C4, 1, ClockSteps.Breach, Nine, false)],
            [new CaseEvent.CaseMerged(Nine, default)],
        ];
        (Guid, string No)? told = null;
        var version = 1;
        foreach (var step in steps)
        {
            told = await world.Told(Phone, step, told, version);
            version += step.Length;
            await node.Round(Cancel);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var no = told!.Value.No;
        Assert.Equal(
        [
            $"【长治快响】您反映的诉求已收到，工单编号 {no}，请妥善保存。我们将在 24 小时内首次回应，咨询进度请拨打12315。",
            $"【长治快响】工单 {no}：您反映的诉求由潞州区市场监管局承办，已受理。",
            $"【长治快响】工单 {no}：请于 12月1日前补正材料，具体要求以补正告知为准。",
            $"【长治快响】工单 {no}：经核实管辖，您反映的诉求改由上党区市场监管局承办。",
            $"【长治快响】工单 {no}：调解中的鉴定、检测已开始，所需时间不计入调解期限。",
            $"【长治快响】工单 {no}：鉴定、检测已结束，调解期限继续计算。",
            $"【长治快响】工单 {no}：您反映的诉求已与同一争议的诉求合并办理，处理结果另行告知。",
        ], world.Receiver.Heard.Select(h => h.Body.GetProperty("text").GetString()));
        Assert.All(world.Receiver.Heard, h => Assert.Equal(Phone, Assert.Single(h.Body.GetProperty("phones").EnumerateArray()).GetString()));

        // the number was in the calls and is nowhere else; every call has left its line in the audit trail
        foreach (var table in new[] { "notice", "notify_delivery", "notify_channel", "feed", "event", "audit" })
            Assert.Equal(0L, await world.Live.Scalar<long>($"select count(*) from {table} t where t::text like '%13834561234%'"));
        Assert.DoesNotContain(Phone, world.Log.Text, StringComparison.Ordinal);
        Assert.Equal(7L, await world.Live.Scalar<long>("select count(*) from audit where action = 'complainant-texted' and subject = $1", told.Value.Item1.ToString()));
        Assert.Equal(7L, await world.Live.Scalar<long>("select count(*) from notify_delivery where what = 'complainant' and ok"));
    }

    [Fact]
    public async Task Nobody_is_told_in_a_drill_without_a_number_by_a_landline_of_an_old_case_or_while_it_is_not_set()
    {
        await using var world = await NotifyWorld.In(backing);
        var channel = await world.Channel(ChannelKind.Sms, phones: ["13900000001"]);
        var node = world.Node();
        await world.Told(Phone, [Received]);
        await node.Round(Cancel);
        Assert.Equal(0L, await world.Live.Scalar<long>("select count(*) from notice"));

        await world.Live.Execute("update notify_channel set complainants = true where id = $1", channel);
        await world.Told(Phone, [Received], drill: true);
        await world.Told(null, [Received]);
        var old = (CaseEvent.CaseReceived)Received;
        await world.Told(Phone, [old with { Registration = old.Registration with { ReceivedAt = Nine.AddDays(-3) } }]);
        await world.Told(Phone, [old with { Tie = KinTie.Clue }]);
        await world.Told("0355-2026315", [Received]);
        await node.Round(Cancel);
        Assert.Empty(world.Receiver.Heard);
        Assert.Equal("void no-mobile", await world.Live.Scalar<string>("select n.state || ' ' || d.result from notice n join notify_delivery d on d.id = n.delivery"));

        // set and taken back while one waits
        await world.Told(Phone, [Received]);
        await world.Live.Execute("update notify_channel set per_minute = 1 where id = $1", channel);
        await node.Round(Cancel);
        Assert.Equal(1, await world.Waiting());
        await world.Live.Execute("update notify_channel set complainants = false, per_minute = 20 where id = $1", channel);
        await node.Round(Cancel);
        Assert.Empty(world.Receiver.Heard);
        Assert.Equal(0, await world.Waiting());
    }

    [Fact]
    public async Task The_countys_own_gateway_goes_before_the_citys_and_four_nodes_tell_it_once()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.Sms, complainants: true, url: world.Receiver.Url("/city"));
        await world.Channel(ChannelKind.Sms, complainants: true, url: world.Receiver.Url("/shangdang"), county: "140404");
        var nodes = Enumerable.Range(0, 4).Select(_ => world.Node()).ToArray();
        var told = await world.Told(Phone, [Received]);
        for (var i = 0; i < 3; i++) await Task.WhenAll(nodes.Select(n => n.Round(Cancel)));
        Assert.Equal("/city", Assert.Single(world.Receiver.Heard).Path);

        // the same event again, now that the county has one too: told is told
        await world.Channel(ChannelKind.Sms, complainants: true, url: world.Receiver.Url("/luzhou"), county: "140403");
        await world.Live.Execute("update notify_cursor set seq = 0 where county = '140403'");
        await world.Told(Phone, [Replied], told, from: 2);
        for (var i = 0; i < 3; i++) await Task.WhenAll(nodes.Select(n => n.Round(Cancel)));
        Assert.Equal(["/city", "/luzhou"], world.Receiver.Heard.Select(h => h.Path));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    public async Task What_may_have_arrived_is_never_sent_again_and_the_office_is_told_instead(int status)
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.Sms, complainants: true);
        await world.Channel(ChannelKind.WeCom);
        world.Receiver.Answer = context =>
        {
            context.Response.StatusCode = context.Request.Path == "/Sms" ? status : 200;
            return context.Request.Path == "/Sms" ? Task.CompletedTask : context.Response.WriteAsJsonAsync(new { errcode = 0 });
        };
        await world.Told(Phone, [Received]);
        var node = world.Node();
        for (var i = 0; i < 5; i++)
        {
            await node.Round(Cancel);
            world.Clock.Advance(TimeSpan.FromMinutes(11));
        }
        Assert.Single(world.Receiver.Heard, h => h.Path == "/Sms");
        var alarm = Assert.Single(world.Said("/WeCom"));
        Assert.Contains("1 条告知消费者的短信未能确认送达，请查发送记录并由承办人员另行告知", alarm, StringComparison.Ordinal);
        Assert.DoesNotContain("已改由本渠道告知", alarm, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_cannot_be_reached_or_has_had_too_much_is_tried_again()
    {
        await using var world = await NotifyWorld.In(backing);
        var channel = await world.Channel(ChannelKind.Sms, complainants: true);
        world.Receiver.Answer = context => { context.Response.StatusCode = 429; return Task.CompletedTask; };
        await world.Told(Phone, [Received]);
        var node = world.Node();
        await node.Round(Cancel);
        world.Receiver.Answer = context => context.Response.WriteAsJsonAsync(new { });
        world.Clock.Advance(TimeSpan.FromMinutes(11));
        await node.Round(Cancel);
        Assert.Equal(2, world.Receiver.Heard.Count);

        await world.Channel(ChannelKind.Sms, complainants: true, url: "http://127.0.0.1:1/sms", county: "140403");
        await world.Told(Phone, [Received]);
        await node.Round(Cancel);
        Assert.Equal("waiting connection-error", await world.Live.Scalar<string>("select n.state || ' ' || d.result from notice n join notify_delivery d on d.id = n.delivery where n.channel <> $1", channel));
    }

    [Fact]
    public async Task A_node_that_dies_while_it_sends_leaves_a_text_that_nobody_sends_again()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.Sms, complainants: true);
        using var dies = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        world.Receiver.Answer = async context =>
        {
            await dies.CancelAsync();
            await Receiver.Silence(context);
        };
        await world.Told(Phone, [Received]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => world.Node().Round(dies.Token));
        world.Receiver.Answer = context => context.Response.WriteAsJsonAsync(new { });
        var next = world.Node();
        for (var i = 0; i < 3; i++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(3));
            await next.Round(Cancel);
        }
        Assert.Single(world.Receiver.Heard);
        Assert.Equal("sending", await world.Live.Scalar<string>("select state from notice"));
    }

    [Fact]
    public async Task Who_waits_for_a_late_squad_is_told_when_it_is_expected_and_nothing_once_it_is_there()
    {
        await using var world = await NotifyWorld.In(backing);
        var channel = await world.Channel(ChannelKind.Sms, complainants: true);
        var squad = await world.Live.Squad(LiveWorld.Luzhou, 5, "enRoute");
        const string Running = """{"kind":"C3","round":1}""";
        // 8 km north of the place: 16 minutes by the city's rule, told in whole five minutes
        await world.Live.Execute("""
            insert into squad_position (squad, slot, county, lon, lat, accuracy_m, fix_at, received_at, plane, cell, assignable)
            select $1, 5, '140403', 113.1074, 36.2597, 10, $2, $2, st_transform(st_point(113.1074, 36.2597, 4326), 4546), st_transform(st_point(113.1074, 36.2597, 4326), 4546), false
            """, squad, Nine.AddSeconds(-20));
        var node = world.Node();
        var first = await world.Told(Phone, [Late], fast: "enRoute", squad: squad, clocks: Running);
        await node.Round(Cancel);
        Assert.Equal($"【长治快响】工单 {first.No}：执法人员未能在 90 分钟内到达现场，正在赶赴途中，预计 09:20 前后到达，敬请谅解。", Assert.Single(world.Receiver.Heard).Body.GetProperty("text").GetString());

        // nobody knows where it is: no time is named
        world.Clock.Advance(TimeSpan.FromMinutes(4));
        var second = await world.Told(Phone, [Late], fast: "enRoute", squad: squad, clocks: Running);
        await node.Round(Cancel);
        Assert.Equal($"【长治快响】工单 {second.No}：执法人员未能在 90 分钟内到达现场，我们正在督促，请保持电话畅通，敬请谅解。", world.Receiver.Heard.Last().Body.GetProperty("text").GetString());

        // the squad arrives while the text waits for its minute
        await world.Live.Execute("update notify_channel set per_minute = 1 where id = $1", channel);
        var third = await world.Told(Phone, [Late], fast: "enRoute", squad: squad, clocks: Running);
        await node.Round(Cancel);
        await world.Told(Phone, [new CaseEvent.TriageStarted(Nine)], third, from: 2, fast: "onScene", squad: squad, clocks: """{"kind":"C3","round":1,"stopped":"2026-11-24T01:05:00Z"}""");
        await world.Live.Execute("update notify_channel set per_minute = 20 where id = $1", channel);
        await node.Round(Cancel);
        Assert.Equal(2, world.Receiver.Heard.Count);
        Assert.Equal(0, await world.Waiting());
    }

    [Fact]
    public async Task The_offices_alarms_go_first_and_no_complainant_stands_in_a_list_with_another()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.Sms, complainants: true, phones: ["13900000001"]);
        var node = world.Node();
        for (var i = 0; i < 30; i++) await world.Told($"138345600{i:00}", [Received]);
        for (var i = 0; i < 3; i++) await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5));
        await node.Round(Cancel);
        var texts = world.Receiver.Heard.Select(h => (Text: h.Body.GetProperty("text").GetString()!, Phones: h.Body.GetProperty("phones").GetArrayLength())).ToArray();
        Assert.All(texts[..3], t => Assert.Contains("请在 3 分钟内签收", t.Text, StringComparison.Ordinal));
        Assert.All(texts[3..], t => Assert.Contains("您反映的诉求已收到", t.Text, StringComparison.Ordinal));
        // two are kept back for a call for help
        Assert.Equal(20 - 2, texts.Length);
        for (var i = 0; i < 2; i++)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(61));
            await node.Round(Cancel);
        }
        Assert.Equal(33, world.Receiver.Heard.Count);
        Assert.Equal(30, world.Receiver.Heard.Skip(3).Select(h => h.Body.GetProperty("phones")[0].GetString()).Distinct().Count());
    }
}
