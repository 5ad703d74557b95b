using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Server.Documents.CellLook;

namespace OpsMap.Server.Documents.Forms;

/// <summary>The cards a clock sends to the handling unit (提醒卡、催办卡).</summary>
internal static class CardSheet
{
    public static IEnumerable<Block> Of(Draft d)
    {
        var card = d.Case.Cards.First(c => c.No == d.Fields["card"]);
        var unit = card.To ?? d.Case.HandlingUnit ?? d.Bureau;
        var r = d.Registration;
        yield return new Block.Addressee(unit);
        yield return new Block.Paragraph(card.Type is CardType.Reminder
            ? Line.Of($"你单位承办的{Say.Matter(r)}一案（登记编号：{d.Case.No}），{TermName(card.Clock)}期限已经过半，请抓紧办理。")
            : Line.Of($"你单位承办的{Say.Matter(r)}一案（登记编号：{d.Case.No}），{TermName(card.Clock)}期限将于{Say.Minute(card.DueAt)}届满，请立即办理，不得延期。"));
        yield return new Block.Table(
        [
            new([new("登记编号", 2, Look: Head), new(d.Case.No, 4), new("接收时间", 2, Look: Head), new(Say.Minute(d.Case.ReceivedAt), 4)]),
            new([new("法定期限", 2, Look: Head), new(TermName(card.Clock), 4), new("届满时间", 2, Look: Head), new(Say.Minute(card.DueAt), 4)]),
            new([new("被投诉（举报）人", 2, Look: Head), new(r.Respondent?.Name, 4), new("地点", 2, Look: Head), new(r.Place, 4)]),
            new([new("发卡时间", 2, Look: Head), new(Say.Minute(card.At), 4), new("签收时间", 2, Look: Head), new(card.AckAt is { } seen ? Say.Minute(seen) : "", 4)]),
            new([new("承办单位回复", 2, Look: Head), new(card.Reply, 10, Look: Roomy)]),
        ]);
        yield return new Block.Signatures(["签收人（签字）", "承办单位负责人（签字）"]);
        yield return d.Sealed();
    }

    private static string TermName(ClockKind clock) => clock switch
    {
        ClockKind.L1 => "投诉受理决定",
        ClockKind.L2 => "投诉调解",
        ClockKind.L3 => "终止调解告知",
        ClockKind.L4 => "举报核查",
        ClockKind.L5 => "举报立案告知",
        ClockKind.L6 => "管辖争议协商",
        ClockKind.L7 => "先行和解",
        _ => "办理",
    };
}
