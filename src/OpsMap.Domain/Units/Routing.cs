using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Units;

/// <summary>Why a unit is suggested for a case (分流依据), strongest first.</summary>
public enum RouteReason
{
    Responsibility,
    Backup,
    Section,
    NearestStation,
    Centre,
    Bureau,
}

/// <summary>A unit as routing looks at it.</summary>
public sealed record RoutableUnit(UnitId Id, UnitKind Kind, string Name, IReadOnlyList<Industry> Industries, bool Closed, GeoPoint? Point = null);

/// <summary>A unit a case may go to, and why.</summary>
public sealed record RouteSuggestion(UnitId Unit, RouteReason Reason, double? Metres = null);

/// <summary>即接即分: whom a case of this industry at this place goes to in this county, by the responsibility table first and by what the units are for after that.</summary>
public static class Routing
{
    private const int MostStations = 2;

    public static IReadOnlyList<RouteSuggestion> Suggest(Industry industry, GeoPoint? place, Plot? plot, IReadOnlyCollection<RoutableUnit> units)
    {
        var open = units.Where(u => !u.Closed).ToDictionary(u => u.Id);
        return [.. Candidates().Where(c => open.ContainsKey(c.Unit)).DistinctBy(c => c.Unit)];

        IEnumerable<RouteSuggestion> Candidates()
        {
            if (plot?.Unit is { } unit) yield return new(unit, RouteReason.Responsibility);
            if (plot?.Backup is { } backup) yield return new(backup, RouteReason.Backup);
            foreach (var section in open.Values.Where(u => u.Kind is UnitKind.Section or UnitKind.Team && u.Industries.Contains(industry))) yield return new(section.Id, RouteReason.Section);
            foreach (var (station, metres) in Stations().Take(MostStations)) yield return new(station, RouteReason.NearestStation, metres);
            foreach (var centre in open.Values.Where(u => u.Kind is UnitKind.Centre)) yield return new(centre.Id, RouteReason.Centre);
            foreach (var bureau in open.Values.Where(u => u.Kind is UnitKind.CityBureau or UnitKind.CountyBureau or UnitKind.ZoneBureau)) yield return new(bureau.Id, RouteReason.Bureau);
        }

        IEnumerable<(UnitId Id, double Metres)> Stations() => place is not { } here
            ? []
            : open.Values.Where(u => u is { Kind: UnitKind.Station, Point: not null })
                .Select(u => (u.Id, Metres: here.MetresTo(u.Point!.Value)))
                .OrderBy(s => s.Metres);
    }
}
