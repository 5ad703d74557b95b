using System.Collections.Frozen;
using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Intake;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>One line of a squad list (分队名册表): 编号, 名称, 县区, 类别, 专业, 经度, 纬度, 坐标系, 车辆, 对讲机, 值班电话, 队员, 依托所, 上级分队. What cannot be read is named, never guessed.</summary>
internal sealed record SquadLine(int Line, SquadSaid Said, string? Station, string? Parent)
{
    private static readonly FrozenDictionary<string, string> _headings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["编号"] = "code",
        ["分队编号"] = "code",
        ["code"] = "code",
        ["名称"] = "name",
        ["分队名称"] = "name",
        ["name"] = "name",
        ["县区"] = "county",
        ["county"] = "county",
        ["类别"] = "kind",
        ["kind"] = "kind",
        ["专业"] = "capabilities",
        ["capabilities"] = "capabilities",
        ["经度"] = "lon",
        ["lon"] = "lon",
        ["纬度"] = "lat",
        ["lat"] = "lat",
        ["坐标系"] = "datum",
        ["datum"] = "datum",
        ["车辆"] = "vehicle",
        ["执法车辆"] = "vehicle",
        ["vehicle"] = "vehicle",
        ["对讲机"] = "radio",
        ["radio"] = "radio",
        ["值班电话"] = "dutyPhone",
        ["24小时电话"] = "dutyPhone",
        ["dutyphone"] = "dutyPhone",
        ["队员"] = "members",
        ["members"] = "members",
        ["依托所"] = "station",
        ["依托市场所"] = "station",
        ["station"] = "station",
        ["上级分队"] = "parent",
        ["parent"] = "parent",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, SquadKind> _kinds = new Dictionary<string, SquadKind>(StringComparer.OrdinalIgnoreCase)
    {
        [""] = SquadKind.Squad,
        ["分队"] = SquadKind.Squad,
        ["squad"] = SquadKind.Squad,
        ["小分队"] = SquadKind.SubSquad,
        ["subsquad"] = SquadKind.SubSquad,
        ["处置站"] = SquadKind.Post,
        ["post"] = SquadKind.Post,
        ["专业组"] = SquadKind.Specialist,
        ["specialist"] = SquadKind.Specialist,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Capability> _skills =
        Names.Capabilities.SelectMany(n => new[] { (n.Value.Zh, n.Key), (JsonNames.Of(n.Key), n.Key) }).ToFrozenDictionary(n => n.Item1, n => n.Key, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, CountyCode> _counties =
        Counties.All.SelectMany(c => new[] { c.Code.Value, c.Name, c.ShortName }.Distinct(StringComparer.Ordinal).Select(name => (name, c.Code))).ToFrozenDictionary(c => c.name, c => c.Code, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Datum> _datums = new Dictionary<string, Datum>(StringComparer.OrdinalIgnoreCase)
    {
        [""] = Datum.Wgs84,
        ["wgs84"] = Datum.Wgs84,
        ["wgs-84"] = Datum.Wgs84,
        ["gcj02"] = Datum.Gcj02,
        ["gcj-02"] = Datum.Gcj02,
        ["高德"] = Datum.Gcj02,
        ["腾讯"] = Datum.Gcj02,
        ["bd09"] = Datum.Bd09,
        ["bd-09"] = Datum.Bd09,
        ["百度"] = Datum.Bd09,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] _needed = ["code", "name", "lon", "lat"];
    private static readonly char[] _between = ['、', ',', '，', ';', '；', ' ', '/', '\n'];

    public static string Missing => "编号, 名称, 经度, 纬度";

    /// <summary>Column names to places, if this row is the heading.</summary>
    public static Dictionary<string, int>? Columns(SheetRow row)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < row.Cells.Count; i++)
            if (_headings.TryGetValue(CellReader.Clean(row.Cells[i]).Replace(" ", "", StringComparison.Ordinal).TrimEnd('*').ToLowerInvariant(), out var name)) columns.TryAdd(name, i);
        return _needed.All(columns.ContainsKey) ? columns : null;
    }

    /// <summary>What the line says, or what is wrong with it; neither for a blank line. Without a county it is <paramref name="own"/>.</summary>
    public static (SquadLine? Said, BadCell? Bad) Read(SheetRow row, Dictionary<string, int> columns, CountyCode own)
    {
        if (row.Fault is not null) return (null, new BadCell(row.Line, "", Codes.LineUnreadable));
        if (row.Cells.All(c => CellReader.Clean(c).Length == 0)) return (null, null);
        string Text(string field) => columns.TryGetValue(field, out var at) && at < row.Cells.Count ? CellReader.Clean(row.Cells[at]) : "";
        string? Maybe(string field) => Text(field) is { Length: > 0 } text ? text : null;
        (SquadLine?, BadCell?) Bad(string field, string reason) => (null, new BadCell(row.Line, field, reason, Maybe(field) is { } shown ? ShownValue.Harmless(shown.Length > 60 ? shown[..60] : shown) : null));
        string[] Several(string field) => Text(field).Split(_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        var county = own;
        if (Maybe("county") is { } named && !_counties.TryGetValue(named, out county)) return Bad("county", Codes.UnknownCode);
        if (!_kinds.TryGetValue(Text("kind"), out var kind)) return Bad("kind", Codes.UnknownCode);
        if (Several("capabilities").FirstOrDefault(skill => !_skills.ContainsKey(skill)) is not null) return Bad("capabilities", Codes.UnknownCode);
        if (!_datums.TryGetValue(Text("datum"), out var datum)) return Bad("datum", Codes.UnknownCode);
        if (Degrees(Text("lon")) is not { } lon) return Bad("lon", Maybe("lon") is null ? Refusals.Required : Refusals.PointInvalid);
        if (Degrees(Text("lat")) is not { } lat) return Bad("lat", Maybe("lat") is null ? Refusals.Required : Refusals.PointInvalid);
        if (Points.Check("lon", new GeoPoint(lon, lat), datum) is { } nowhere) return Bad("lon", nowhere.Code);
        return (new SquadLine(row.Line, new SquadSaid(
            Text("code"), county, Text("name"), kind, [.. Several("capabilities").Select(skill => _skills[skill]).Distinct()], Datums.ToWgs84(new GeoPoint(lon, lat), datum),
            Maybe("vehicle"), Maybe("radio"), Maybe("dutyPhone"), Several("members")), Maybe("station"), Maybe("parent")), null);
    }

    private static double? Degrees(string text) =>
        double.TryParse(text.TrimEnd('°', 'E', 'N'), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees) ? degrees : null;
}
