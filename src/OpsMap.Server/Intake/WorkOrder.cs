using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;

namespace OpsMap.Server.Intake;

/// <summary>One good line of a work-order file (工单), ready to be registered like any other case.</summary>
public sealed record WorkOrder(int Line, string ExternalNo, Registration Case, Complainant? Complainant);

/// <summary>The words officials write in the coded columns.</summary>
internal static class WorkOrderWords
{
    private static readonly Dictionary<string, CaseKind> Kinds = new(StringComparer.Ordinal)
    {
        ["投诉"] = CaseKind.Complaint,
        ["消费投诉"] = CaseKind.Complaint,
        ["投诉类"] = CaseKind.Complaint,
        ["complaint"] = CaseKind.Complaint,
        ["举报"] = CaseKind.Report,
        ["举报类"] = CaseKind.Report,
        ["投诉举报"] = CaseKind.Report,
        ["report"] = CaseKind.Report,
        ["咨询"] = CaseKind.Consultation,
        ["咨询类"] = CaseKind.Consultation,
        ["consultation"] = CaseKind.Consultation,
    };

    private static readonly Dictionary<string, Channel> Channels = new(StringComparer.Ordinal)
    {
        ["12315热线"] = Channel.Hotline12315,
        ["12315电话"] = Channel.Hotline12315,
        ["12315"] = Channel.Hotline12315,
        ["电话"] = Channel.Hotline12315,
        ["12315平台"] = Channel.Platform12315,
        ["全国12315平台"] = Channel.Platform12315,
        ["互联网"] = Channel.Platform12315,
        ["12315小程序"] = Channel.Platform12315,
        ["12345"] = Channel.Hotline12345,
        ["12345热线"] = Channel.Hotline12345,
        ["12345政务热线"] = Channel.Hotline12345,
        ["政务热线"] = Channel.Hotline12345,
        ["维权码"] = Channel.MerchantQr,
        ["来人"] = Channel.StationWalkIn,
        ["上门"] = Channel.StationWalkIn,
        ["来信"] = Channel.Letter,
        ["信函"] = Channel.Letter,
        ["上级交办"] = Channel.Transfer,
        ["移送"] = Channel.Transfer,
        ["现场"] = Channel.Patrol,
        ["其他"] = Channel.Other,
    };

    private static readonly string[] Industries = ["食品", "药品", "医疗器械", "商超", "职业索赔", "一般消费纠纷", "汽车", "房地产", "价格", "产品质量"];

    private static readonly string[] Situations = ["消费现场", "固定证据", "外地消费者", "人身或财产", "群访", "其他"];

    public static CaseKind? KindOf(string text) => Kinds.TryGetValue(text.ToLowerInvariant(), out var kind) ? kind : null;

    public static Channel? ChannelOf(string text) => Channels.TryGetValue(text, out var channel) ? channel : null;

    public static Industry? IndustryOf(string text) =>
        (int.TryParse(text, System.Globalization.NumberStyles.None, null, out var number) ? number : Array.IndexOf(Industries, text) + 1) is var n and >= 1 and <= 10
            ? (Industry)n : null;

    /// <summary>Numbers or words, separated as people separate them; null when one of them is neither.</summary>
    public static IReadOnlyList<Situation>? SituationsOf(string text)
    {
        var found = new SortedSet<Situation>();
        foreach (var word in text.Split([',', '，', '、', ';', '；', ' ', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var number = word is [>= '1' and <= '6'] ? word[0] - '0' : Array.FindIndex(Situations, s => word.Contains(s, StringComparison.Ordinal)) + 1;
            if (number == 0) return null;
            found.Add((Situation)number);
        }
        return [.. found];
    }
}
