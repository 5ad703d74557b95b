using System.Text.Json;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Geo;

namespace OpsMap.Server.Notify;

/// <summary>What a limit says when it is half over, nearly over, and over (时限文案): to the squad while it may still keep it, then to who answers for it.</summary>
internal static class ClockWords
{
    private static readonly TimeSpan _untilNextSquad = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan _untilBureauHead = TimeSpan.FromMinutes(10);

    /// <summary>What a clock that has passed a step tells, with the case as it stands; nothing for steps nobody need be rung for.</summary>
    public static IEnumerable<Notice> Of(JsonElement news, JsonElement card, SquadKnown? squad)
    {
        var (id, no, clock, step) = (card.GetProperty("id").GetGuid(), NoticeWords.Text(card, "no"), NoticeWords.Text(news, "clock"), NoticeWords.Text(news, "step"));
        var (who, key, directive) = (squad?.Code ?? "指挥中心", $"{id} {clock} {step} {NoticeWords.Text(news, "dueAt")}", NoticeWords.Text(card, "directiveNo"));
        Notice Say(NoticeKind kind, string text, string brief, string? about = null) =>
            new(kind, $"{kind} {key}", NoticeWords.CountyOf(card), NoticeWords.Sign + text, $"{NoticeWords.Short(no)} {about ?? who} {brief}") { SquadPhone = squad?.Phone };
        switch (clock, step)
        {
            case ("ack", ClockSteps.Breach):
                yield return Say(NoticeKind.Unacknowledged, $"{who}：指令 {directive} 下达 3 分钟仍未签收，请立即签收。工单 {no}。", "3分钟未签收") with { OnlyWhile = new Premise(Standing.Unacknowledged, id, directive) };
                yield return Say(NoticeKind.NextSquad, $"指令 {directive} 下达 6 分钟仍未签收（{who}），请改派次近分队。工单 {no}。", "6分钟未签收，请改派") with
                {
                    OnlyWhile = new Premise(Standing.Unacknowledged, id, directive),
                    After = _untilNextSquad,
                };
                break;
            case ("C2" or "C3", ClockSteps.Warn1):
                yield return Say(NoticeKind.Half, $"提醒：{who}，工单 {no} 的{NameOf(clock)}时限已过半。", $"{NameOf(clock)}过半");
                break;
            case ("C1" or "C2" or "C3", ClockSteps.Warn2):
                yield return Say(NoticeKind.Eighty, $"催办：{who}，工单 {no} 的{NameOf(clock)}时限即将届满，请立即处置。", $"{NameOf(clock)}将届满");
                break;
            case ("C1" or "C2" or "C3", ClockSteps.Breach):
                yield return Say(NoticeKind.Overdue, $"超时：{who}，工单 {no} 的{NameOf(clock)}时限已届满。{(clock == "C1" ? "请消保科值班负责人立即督促下达。" : "")}", $"{NameOf(clock)}超时");
                if (clock != "C2" || directive.Length == 0) yield break;
                yield return Say(NoticeKind.Unanswered, $"超时报告：工单 {no} 的回应时限届满 10 分钟，{who}仍未回应，请{Counties.BureauOf(NoticeWords.CountyOf(card))}局长督促处置。", "回应超时10分钟，报局长") with
                {
                    OnlyWhile = new Premise(Standing.Unanswered, id, directive),
                    After = _untilBureauHead,
                };
                break;
            case ("C4" or "C5" or "C6" or "C8", ClockSteps.Breach):
                var holder = HolderOf(card, clock, who);
                var (text, brief) = Owed(clock, no, holder);
                yield return Say(NoticeKind.Owed, text, brief, holder);
                break;
        }
    }

    /// <summary>Who is to see to what a unit owes (domain.md §3.1).</summary>
    private static (string Text, string Brief) Owed(string clock, string no, string holder) => clock switch
    {
        "C4" => ($"超时：工单 {no} 的首次回应时限已届满，当前责任单位：{holder}。请承办单位负责人立即安排回应。", "首次回应超时"),
        "C5" => ($"督办：工单 {no} 的现场争议 24 小时内未办结，督办已自动发起，当前责任单位：{holder}。请承办单位负责人限期办结并回复。", "现场争议超时，已督办"),
        "C6" => ($"超时：工单 {no} 办结后 24 小时内未反馈，当前责任单位：{holder}。请指令下达单位督促反馈。", "反馈超时"),
        _ => ($"超时：工单 {no} 退单接收后 2 小时内未再次回应，当前责任单位：{holder}。请12315中心负责人立即安排回应。", "再次回应超时"),
    };

    /// <summary>Whose turn it is by that clock; of a shop or a person only which side it is.</summary>
    private static string HolderOf(JsonElement card, string clock, string squad)
    {
        var turn = card.TryGetProperty("clocks", out var clocks) && clocks.ValueKind is JsonValueKind.Array
            ? clocks.EnumerateArray().Where(c => NoticeWords.Text(c, "kind") == clock && c.TryGetProperty("turn", out _)).Select(c => (JsonElement?)c.GetProperty("turn")).LastOrDefault()
            : null;
        if ((turn ?? (card.TryGetProperty("turn", out var now) ? now : null)) is not { } held) return Counties.BureauOf(NoticeWords.CountyOf(card));
        var unit = NoticeWords.Text(held, "unit");
        return NoticeWords.Text(held, "holder") switch
        {
            "centre" => unit.Length > 0 ? unit : "12315中心",
            "squad" => squad,
            "merchant" => "先行和解单位",
            "complainant" => "消费者",
            _ => unit.Length > 0 ? unit : Counties.BureauOf(NoticeWords.CountyOf(card)),
        };
    }

    private static string NameOf(string clock) => clock switch { "C1" => "下达指令", "C2" => "回应", _ => "到场" };
}
