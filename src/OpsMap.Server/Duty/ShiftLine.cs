using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Duty;
using OpsMap.Server.Intake;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>One line of a roster file (排班表): 分队, 日期, 上班, 下班, 队员, 队长, 车辆, 备勤. What cannot be read is named, never guessed.</summary>
internal static class ShiftLine
{
    private static readonly Dictionary<string, string> _headings = new(StringComparer.Ordinal)
    {
        ["分队"] = "squad",
        ["分队编号"] = "squad",
        ["分队名称"] = "squad",
        ["squad"] = "squad",
        ["日期"] = "day",
        ["值班日期"] = "day",
        ["date"] = "day",
        ["上班"] = "startsAt",
        ["上班时间"] = "startsAt",
        ["开始"] = "startsAt",
        ["开始时间"] = "startsAt",
        ["start"] = "startsAt",
        ["下班"] = "endsAt",
        ["下班时间"] = "endsAt",
        ["结束"] = "endsAt",
        ["结束时间"] = "endsAt",
        ["end"] = "endsAt",
        ["队员"] = "members",
        ["人员"] = "members",
        ["值班人员"] = "members",
        ["members"] = "members",
        ["队长"] = "leader",
        ["带班"] = "leader",
        ["带班人"] = "leader",
        ["leader"] = "leader",
        ["车辆"] = "vehicle",
        ["车牌"] = "vehicle",
        ["执法车辆"] = "vehicle",
        ["vehicle"] = "vehicle",
        ["备勤"] = "onCall",
        ["是否备勤"] = "onCall",
        ["oncall"] = "onCall",
    };

    private static readonly string[] _days = ["yyyy-M-d", "yyyy/M/d", "yyyy年M月d日", "yyyyMMdd", "yyyy.M.d"];
    private static readonly string[] _instants = ["yyyy-M-d H:m", "yyyy/M/d H:m", "yyyy-M-d H:m:s", "yyyy/M/d H:m:s", "yyyy年M月d日 H:m"];
    private static readonly string[] _needed = ["squad", "startsAt", "endsAt"];
    private static readonly char[] _between = ['、', ',', '，', ';', '；', ' ', '/', '\n'];

    /// <summary>Column names to places, if this row is the heading.</summary>
    public static Dictionary<string, int>? Columns(SheetRow row)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < row.Cells.Count; i++)
            if (_headings.TryGetValue(CellReader.Clean(row.Cells[i]).Replace(" ", "", StringComparison.Ordinal).TrimEnd('*').ToLowerInvariant(), out var name)) columns.TryAdd(name, i);
        return _needed.All(columns.ContainsKey) ? columns : null;
    }

    public static string Missing => "分队, 上班, 下班";

    /// <summary>What the line says, or what is wrong with it; neither for a blank line.</summary>
    public static (ShiftSaid? Said, BadCell? Bad) Read(SheetRow row, Dictionary<string, int> columns, Func<string, SquadId?> squadNamed)
    {
        if (row.Fault is not null) return (null, new BadCell(row.Line, "", Codes.LineUnreadable));
        if (row.Cells.All(c => CellReader.Clean(c).Length == 0)) return (null, null);
        BadCell Bad(string field, string reason) => new(row.Line, field, reason, Text(field) is { Length: > 0 } shown ? ShownValue.Harmless(shown.Length > 60 ? shown[..60] : shown) : null);
        object? Cell(string field) => columns.TryGetValue(field, out var at) && at < row.Cells.Count ? row.Cells[at] : null;
        string Text(string field) => CellReader.Clean(Cell(field));

        if (Text("squad").Length == 0) return (null, Bad("squad", Refusals.Required));
        if (squadNamed(Text("squad")) is not { } squad) return (null, Bad("squad", Refusals.NoSuchSquad));
        DateOnly? day = null;
        if (Text("day").Length > 0 && (day = DayOf(Cell("day"), Text("day"))) is null) return (null, Bad("day", Codes.DayUnreadable));
        if (At(Cell("startsAt"), Text("startsAt"), day) is not { } start) return (null, Bad("startsAt", Codes.TimeUnreadable));
        if (At(Cell("endsAt"), Text("endsAt"), CityTime.DayOf(start)) is not { } end) return (null, Bad("endsAt", Codes.TimeUnreadable));
        // a night: it ends on the next day
        if (end <= start && IsTimeOnly(Cell("endsAt"), Text("endsAt"))) end = end.AddDays(1);
        if (YesNo(Text("onCall")) is not { } onCall) return (null, Bad("onCall", Codes.YesOrNo));
        var members = Text("members").Split(_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (new ShiftSaid(squad, start.ToUniversalTime(), end.ToUniversalTime(), members, Text("leader") is { Length: > 0 } leader ? leader : null, Text("vehicle") is { Length: > 0 } vehicle ? vehicle : null, onCall), null);
    }

    private static DateTimeOffset? At(object? cell, string text, DateOnly? day)
    {
        if (TimeOf(cell, text) is { } time) return day is { } date ? CityTime.StartOf(date) + time : null;
        return DateTime.TryParseExact(text, _instants, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local) ? new DateTimeOffset(local, CityTime.Offset) : null;
    }

    private static bool IsTimeOnly(object? cell, string text) => TimeOf(cell, text) is not null;

    /// <summary>A time of day, as people type it and as a spreadsheet keeps it: a fraction of a day, or an hour of the last day of 1899.</summary>
    private static TimeSpan? TimeOf(object? cell, string text) => cell switch
    {
        TimeSpan time => time,
        DateTime { Year: < 1901 } moment => moment.TimeOfDay,
        double part and >= 0 and <= 1 => TimeSpan.FromMinutes(Math.Round(part * 24 * 60)),
        _ when text is "24:00" => TimeSpan.FromDays(1),
        _ => TimeOnly.TryParseExact(text.Replace('：', ':').Replace("时", ":", StringComparison.Ordinal).TrimEnd('分').TrimEnd(':'), ["H:m", "H:m:s", "%H"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read.ToTimeSpan() : null,
    };

    private static DateOnly? DayOf(object? cell, string text) =>
        cell is DateTime { Year: > 1901 } moment ? DateOnly.FromDateTime(moment)
        : DateOnly.TryParseExact(text.Split(' ')[0], _days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool? YesNo(string text) => text switch
    {
        "" or "否" or "在岗" or "0" or "no" or "No" => false,
        "是" or "备勤" or "1" or "√" or "yes" or "Yes" => true,
        _ => null,
    };
}
