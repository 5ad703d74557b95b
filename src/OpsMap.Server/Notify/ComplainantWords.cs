using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;

namespace OpsMap.Server.Notify;

/// <summary>What a complainant is told by text (告知短信): the case's number and what has happened to it. Who, about whom and what it is about stay out of it: a phone is read over a shoulder.</summary>
internal static class ComplainantWords
{
    // an imported case of last week was answered where it came from
    private static readonly TimeSpan _fresh = TimeSpan.FromDays(1);

    /// <summary>Nothing for what is nobody's message (domain.md §3.2), and for what is no news any more.</summary>
    /// <param name="e">What has happened.</param>
    /// <param name="no">The case's number.</param>
    /// <param name="kind">Its kind, as the read model has it.</param>
    /// <param name="arrival">When the squad that is late is expected; nothing when that is not known.</param>
    public static string? Of(CaseEvent e, string no, CaseKind kind, DateTimeOffset? arrival) => e switch
    {
        CaseEvent.CaseReceived r => r.Tie is null && r.At - (r.Registration.ReceivedAt ?? r.At) < _fresh ? Received(no, kind) : null,
        CaseEvent.FirstReplySent { Reply: var reply } => $"工单 {no}：您反映的诉求由{reply.HandlingUnit}承办，{Answer(reply.Accepted)}。",
        CaseEvent.ReReplySent { Refused: true } => $"工单 {no}：经核实管辖，您反映的诉求不予受理，理由和救济途径以书面告知为准。",
        CaseEvent.ReReplySent { Unit: { } unit } => $"工单 {no}：经核实管辖，您反映的诉求改由{unit}承办。",
        CaseEvent.ClockPassed { Clock: ClockKind.C3, Step: ClockSteps.Breach } => $"工单 {no}：执法人员未能在 90 分钟内到达现场，{Expected(arrival)}，敬请谅解。",
        CaseEvent.MaterialsRequested { By: var by } => string.Create(CultureInfo.InvariantCulture, $"工单 {no}：请于 {by.Month}月{by.Day}日前补正材料，具体要求以补正告知为准。"),
        CaseEvent.AppraisalStarted => $"工单 {no}：调解中的鉴定、检测已开始，所需时间不计入调解期限。",
        CaseEvent.AppraisalEnded => $"工单 {no}：鉴定、检测已结束，调解期限继续计算。",
        CaseEvent.CaseMerged => $"工单 {no}：您反映的诉求已与同一争议的诉求合并办理，处理结果另行告知。",
        _ => null,
    };

    /// <summary>The events that may have something to say, by their name in the ledger.</summary>
    public static string[] Events { get; } =
    [
        .. new[]
        {
            typeof(CaseEvent.CaseReceived), typeof(CaseEvent.FirstReplySent), typeof(CaseEvent.ReReplySent), typeof(CaseEvent.ClockPassed),
            typeof(CaseEvent.MaterialsRequested), typeof(CaseEvent.AppraisalStarted), typeof(CaseEvent.AppraisalEnded), typeof(CaseEvent.CaseMerged),
        }.Select(e => Wire.NameOf(typeof(CaseEvent), e)),
    ];

    private static string Received(string no, CaseKind kind) => kind is CaseKind.Consultation
        ? $"您的咨询已收到，工单编号 {no}，请妥善保存。"
        : $"您反映的诉求已收到，工单编号 {no}，请妥善保存。我们将在 24 小时内首次回应，咨询进度请拨打12315。";

    private static string Answer(AcceptanceAnswer accepted) => accepted switch
    {
        AcceptanceAnswer.Yes => "已受理",
        AcceptanceAnswer.No => "不予受理，理由和救济途径以书面告知为准",
        AcceptanceAnswer.Pending => "是否受理将在法定期限内告知您",
    };

    private static string Expected(DateTimeOffset? arrival) => arrival is { } at
        ? string.Create(CultureInfo.InvariantCulture, $"正在赶赴途中，预计 {at.ToOffset(CityTime.Offset):HH:mm} 前后到达")
        : "我们正在督促，请保持电话畅通";
}
