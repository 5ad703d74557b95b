using OpsMap.Server.Notify;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Notify;

/// <summary>Who answers for a limit that is over (domain.md §3.1, "on breach"), by every way that is there.</summary>
public sealed class OverdueTests(Backing backing)
{
    private const string Office = "13900000001";
    private const string Running = """{"kind":"C2","round":1,"turn":{"holder":"squad","unit":"9d1c"}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_minutes_after_a_missed_response_the_bureau_head_is_told_by_every_way()
    {
        await using var world = await NotifyWorld.In(backing);
        foreach (var kind in Enum.GetValues<ChannelKind>()) await world.Channel(kind, phones: [Office], county: "140403");
        var (silent, no) = await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5), fast: "directiveReceived", clocks: Running);
        await world.Passed(silent, no, "C2", "breach");
        var node = world.Node();
        await node.Round(Cancel);
        Assert.Single(world.Said("/WeCom"), t => t.Contains("回应时限已届满", StringComparison.Ordinal));

        world.Clock.Advance(TimeSpan.FromMinutes(9.9));
        await node.Round(Cancel);
        Assert.DoesNotContain(world.Said("/WeCom"), t => t.Contains("局长", StringComparison.Ordinal));
        world.Clock.Advance(TimeSpan.FromSeconds(10));
        await node.Round(Cancel);
        await node.Round(Cancel);
        var text = Assert.Single(world.Said("/WeCom"), t => t.Contains("局长", StringComparison.Ordinal));
        Assert.Equal($"【长治快响】超时报告：工单 {no} 的回应时限届满 10 分钟，潞州05仍未回应，请潞州区市场监督管理局局长督促处置。", text);
        Assert.Single(world.Said("/DingTalk"), t => t == text);
        // the office is rung, and not the squad that does not answer
        foreach (var way in new[] { "/Sms", "/Voice" })
        {
            var call = Assert.Single(world.Receiver.Heard, h => h.Path == way && h.Body.GetProperty("text").GetString() == text).Body;
            Assert.Equal([Office], call.GetProperty("phones").EnumerateArray().Select(p => p.GetString()));
        }
    }

    [Fact]
    public async Task The_bureau_head_is_left_alone_when_the_squad_has_answered_or_another_squad_has_the_order()
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom);
        var (one, two) = (await world.Live.Squad(LiveWorld.Luzhou, 5), await world.Live.Squad(LiveWorld.Luzhou, 6));
        var node = world.Node();
        var late = new List<(Guid Id, string No)>();
        for (var i = 0; i < 4; i++) late.Add(await world.Ordered(one, fast: "directiveReceived", clocks: Running));
        foreach (var (id, no) in late) await world.Passed(id, no, "C2", "breach");
        await node.Round(Cancel);

        await world.Ordered(one, id: late[0].Id, no: late[0].No, version: 2, fast: "responded", clocks: Running.Replace("\"turn\"", "\"stopped\":\"2026-11-24T01:05:00Z\",\"turn\"", StringComparison.Ordinal));
        await world.Ordered(one, id: late[1].Id, no: late[1].No, version: 2, fast: "cancelled", clocks: Running.Replace("\"turn\"", "\"cancelled\":true,\"turn\"", StringComparison.Ordinal));
        await world.Ordered(two, id: late[2].Id, no: late[2].No, version: 2, clocks: Running, directive: "长市监快响〔2026〕第0099号");
        world.Clock.Advance(TimeSpan.FromMinutes(10.5));
        await node.Round(Cancel);
        Assert.Contains(late[3].No, Assert.Single(world.Said("/WeCom"), t => t.Contains("局长", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(3L, await world.Live.Scalar<long>("select count(*) from notice where kind = 'unanswered' and state = 'void'"));
        Assert.Equal(0, await world.Waiting());
    }

    [Theory]
    [InlineData("C4", "station", "潞州区市场监督管理局英雄中路所", "超时：工单 {0} 的首次回应时限已届满，当前责任单位：潞州区市场监督管理局英雄中路所。请承办单位负责人立即安排回应。")]
    [InlineData("C4", "county", null, "超时：工单 {0} 的首次回应时限已届满，当前责任单位：潞州区市场监督管理局。请承办单位负责人立即安排回应。")]
    [InlineData("C5", "squad", "0f8b6c1e-2a5d-4a57-9c55-0c4f7f3f3a11", "督办：工单 {0} 的现场争议 24 小时内未办结，督办已自动发起，当前责任单位：潞州05。请承办单位负责人限期办结并回复。")]
    [InlineData("C6", "county", "潞州区市场监督管理局", "超时：工单 {0} 办结后 24 小时内未反馈，当前责任单位：潞州区市场监督管理局。请指令下达单位督促反馈。")]
    [InlineData("C8", "centre", null, "超时：工单 {0} 退单接收后 2 小时内未再次回应，当前责任单位：12315中心。请12315中心负责人立即安排回应。")]
    [InlineData("C4", "merchant", "老李饭店", "超时：工单 {0} 的首次回应时限已届满，当前责任单位：先行和解单位。请承办单位负责人立即安排回应。")]
    public async Task A_missed_limit_of_a_unit_is_told_to_its_head_in_writing_and_names_the_holder(string clock, string holder, string? unit, string words)
    {
        await using var world = await NotifyWorld.In(backing);
        foreach (var kind in new[] { ChannelKind.DingTalk, ChannelKind.Sms, ChannelKind.Voice }) await world.Channel(kind, phones: [Office], county: "140403");
        await world.Channel(ChannelKind.WeCom, county: "140404");
        var turn = unit is null ? $$"""{"holder":"{{holder}}"}""" : $$"""{"holder":"{{holder}}","unit":"{{unit}}"}""";
        var (id, no) = await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5), fast: "onScene", clocks: $$"""{"kind":"{{clock}}","round":1,"turn":{{turn}}}""");
        await world.Passed(id, no, clock, "breach");
        var node = world.Node();
        await node.Round(Cancel);
        var text = "【长治快响】" + string.Format(System.Globalization.CultureInfo.InvariantCulture, words, no);
        Assert.Equal(text, Assert.Single(world.Said("/DingTalk")));
        var sms = Assert.Single(world.Receiver.Heard, h => h.Path == "/Sms").Body;
        Assert.Equal((text, Office), (sms.GetProperty("text").GetString(), Assert.Single(sms.GetProperty("phones").EnumerateArray()).GetString()));
        Assert.DoesNotContain(world.Receiver.Heard, h => h.Path is "/Voice" or "/WeCom");
    }

    [Theory]
    [InlineData("C1", "下达指令")]
    [InlineData("C3", "到场")]
    public async Task The_city_hears_of_a_missed_directive_and_a_missed_arrival_in_any_county(string clock, string limit)
    {
        await using var world = await NotifyWorld.In(backing);
        await world.Channel(ChannelKind.WeCom);
        await world.Channel(ChannelKind.Sms, phones: [Office]);
        await world.Channel(ChannelKind.DingTalk, county: "140404");
        var (id, no) = await world.Ordered(await world.Live.Squad(LiveWorld.Luzhou, 5), fast: "enRoute");
        await world.Passed(id, no, clock, "breach");
        await world.Node().Round(Cancel);
        var text = Assert.Single(world.Said("/WeCom"));
        Assert.Contains($"{limit}时限已届满", text, StringComparison.Ordinal);
        Assert.Contains(no, text, StringComparison.Ordinal);
        var sms = Assert.Single(world.Receiver.Heard, h => h.Path == "/Sms").Body;
        Assert.Equal(["13800000000", Office], sms.GetProperty("phones").EnumerateArray().Select(p => p.GetString()));
        Assert.DoesNotContain(world.Receiver.Heard, h => h.Path == "/DingTalk");
    }
}
