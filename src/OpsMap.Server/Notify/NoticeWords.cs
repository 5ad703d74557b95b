using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;

namespace OpsMap.Server.Notify;

/// <summary>What the feed's rows say to people (通知文案). Titles, facts, places and names stay where they are: only numbers, squads, industries and limits go out.</summary>
internal static class NoticeWords
{
    public const string Sign = "【长治快响】";

    public static Notice Directive(JsonElement card, SquadKnown squad)
    {
        var (id, no, directive) = (card.GetProperty("id").GetGuid(), Text(card, "no"), Text(card, "directiveNo"));
        return new Notice(NoticeKind.Directive, $"directive {id} {directive} {squad.Code}", CountyOf(card),
            $"{Sign}{squad.Code}：指令 {directive} 已下达，请在 3 分钟内签收。工单 {no}（{IndustryOf(card)}）。", $"{Short(no)} {squad.Code} 待签收")
        {
            SquadPhone = squad.Phone,
            OnlyWhile = new Premise(Standing.Unacknowledged, id, directive),
        };
    }

    public static Notice Sos(JsonElement card, string at)
    {
        var code = Text(card, "code");
        return new Notice(NoticeKind.Sos, $"sos {Text(card, "id")} {at}", CountyOf(card), $"{Sign}紧急求助：{code} 于 {Local(at)} 求助，请立即联系并支援。", $"{code} 紧急求助");
    }

    public static Notice Incident(JsonElement card)
    {
        var cases = card.TryGetProperty("cases", out var listed) && listed.ValueKind is JsonValueKind.Array ? listed.GetArrayLength() : 0;
        return new Notice(NoticeKind.Incident, $"incident {Text(card, "id")}", CountyOf(card),
            $"{Sign}群体事件：{Counties.NameOf(CountyOf(card))}启动群体事件处置，涉及 {cases} 件工单，请立即上线查看。", $"{Counties.NameOf(CountyOf(card))} 群体事件");
    }

    public static string Digest(int count) => $"{Sign}{count} 件待响应：";

    /// <summary>A channel that takes nothing any more, told by another.</summary>
    public static (string Text, string Brief) ChannelDown(string name, int handedOver, int toComplainants, string why) =>
        ($"{Sign}通知渠道“{name}”{(handedOver > 0 ? "多次" : "")}发送未成（{why}）{(handedOver > 0 ? $"，{handedOver} 条通知已改由本渠道告知" : "")}{(toComplainants > 0 ? $"，{toComplainants} 条告知消费者的短信未能确认送达，请查发送记录并由承办人员另行告知" : "")}。请尽快检查该渠道。", $"渠道“{name}”失效");

    public const string Test = Sign + "测试消息，请勿处置。";

    public static string Text(JsonElement of, string member) => of.TryGetProperty(member, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString()! : "";

    public static CountyCode CountyOf(JsonElement card) => new(Text(card, "county"));

    private static string IndustryOf(JsonElement card) =>
        card.TryGetProperty("industry", out var number) && number.TryGetInt32(out var n) && Names.Industries.TryGetValue((Industry)n, out var name) ? name.Zh : "待定行业";

    /// <summary>A case's number ends with what people call it by.</summary>
    public static string Short(string no) => no.Length > 6 ? no[^6..] : no;

    private static string Local(string at) =>
        DateTimeOffset.TryParse(at, System.Globalization.CultureInfo.InvariantCulture, out var instant) ? instant.ToOffset(CityTime.Offset).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "刚才";
}

/// <summary>A squad as notices name it.</summary>
internal sealed record SquadKnown(string Code, string? Phone);
