using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>Suggests where a case should be routed (分流建议), and says why in words.</summary>
public sealed class CaseRoutes(Database database, UnitRegister units, ResponsibilityTable plots)
{
    // whoever had it when it came back
    private const string ReturnedSql = """
        select distinct routed.unit
        from   event e
        cross  join lateral (select r.body->>'unit' as unit from event r where r.stream = e.stream and r.version < e.version and r.type = 'case-routed' order by r.version desc limit 1) routed
        where  e.stream = $1 and e.type = 'returned-for-jurisdiction'
        """;

    public async Task<RoutesAnswer?> Of(CaseId id, Actor reader, CancellationToken ct)
    {
        var rows = await database.Rows(Scope.Of(reader), Database.Sql("select county, industry, st_x(point::geometry), st_y(point::geometry) from case_view where id = $1", id.Value),
            r => (County: new CountyCode(r.GetString(0)), Industry: (Industry)r.GetInt32(1), Point: r.IsDBNull(2) ? (GeoPoint?)null : new GeoPoint(r.GetDouble(2), r.GetDouble(3))), ct);
        if (rows is not [var found]) return null;
        var here = (await units.List(reader, found.County, ct)).ToDictionary(u => u.Id);
        var plot = await plots.PlotOf(found.County, found.Industry, ct);
        var returned = await database.Rows(Scope.Of(reader), Database.Sql(ReturnedSql, id.Value), r => r.GetString(0), ct);
        var suggestions = Routing.Suggest(found.Industry, found.Point, plot, [.. here.Values.Where(u => !returned.Contains(u.Name, StringComparer.Ordinal)).Select(u => u.Routable)]);
        return new RoutesAnswer(id, found.County, found.Industry, plot?.Squad, [.. suggestions.Select(s => Worded(s, here[s.Unit], found.Industry))]);
    }

    private static RouteItem Worded(RouteSuggestion s, UnitCard unit, Industry industry)
    {
        var trade = Names.Industries[industry];
        var km = s.Metres is { } metres ? (metres / 1000).ToString("0.0", CultureInfo.InvariantCulture) : "";
        var (zh, en) = s.Reason switch
        {
            RouteReason.Responsibility => ($"责任田：{trade.Zh}由{unit.Name}办理", $"Responsibility table: {trade.En} belongs to {unit.Name}"),
            RouteReason.Backup => ($"责任田：{trade.Zh}的后备单位", $"Responsibility table: stands in for {trade.En}"),
            RouteReason.Section => ($"该单位分管{trade.Zh}", $"This unit is in charge of {trade.En}"),
            RouteReason.NearestStation => ($"就近的市场监管所，直线 {km} 千米", $"Nearby station, {km} km in a straight line"),
            RouteReason.Centre => ("由本级投诉举报中心办理", "The complaint centre handles it itself"),
            RouteReason.Bureau => ("由本局办理", "The bureau handles it itself"),
        };
        return new RouteItem(unit.Id, unit.Code, unit.Name, unit.Kind, s.Reason, zh, en, s.Metres is { } m ? Math.Round(m) : null, unit.Squad);
    }
}

/// <summary>Where a case may go, best first; <c>Squad</c> is the specialist squad of the plot.</summary>
public sealed record RoutesAnswer(CaseId CaseId, CountyCode County, Industry Industry, SquadId? Squad, IReadOnlyList<RouteItem> Items);

/// <summary>One suggestion: <c>Name</c> is what the route command takes as its unit.</summary>
public sealed record RouteItem(UnitId Unit, string Code, string Name, UnitKind Kind, RouteReason Reason, string Text, string TextEn, double? Metres, SquadId? Squad);
