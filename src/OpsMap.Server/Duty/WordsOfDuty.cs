using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>Words about rosters and shifts (值班提示).</summary>
internal static class WordsOfDuty
{
    public static readonly Dictionary<string, Wording> All = new(StringComparer.Ordinal)
    {
        [Refusals.ShiftOverlaps] = new("与该分队 {from} 至 {to} 的班次重叠", "The squad already has a shift from {from} to {to}"),
        [Refusals.ShiftLength] = new("班次时长应在 {min} 分钟至 {max} 小时之间", "A shift lasts from {min} minutes to {max} hours"),
        [Refusals.ShiftShortOfCrew] = new("在岗班次至少 {min} 人，一人只能备勤", "A shift needs {min} people; one alone can only be on call"),
        [Codes.DayUnreadable] = new("日期无法识别", "The date cannot be read"),
        [Codes.TimeUnreadable] = new("时间无法识别", "The time cannot be read"),
        [Codes.LineUnreadable] = new("该行无法读取", "The line cannot be read"),
        [Codes.YesOrNo] = new("应填“是”或“否”", "Say yes or no"),
    };
}
