using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Distance;
using OpsMap.Domain;

namespace OpsMap.Server.Geodata;

/// <summary>
/// Whose place this is (属地): the county, how near its border runs, and whether that is too near to be sure.
/// Outside the city the county is the nearest one and <see cref="Outside"/> is set.
/// </summary>
public readonly record struct Place(CountyCode County, double BorderMetres, bool Pending, bool Outside);

/// <summary>Answers "which county" for any point: a drawn zone wins over the county it lies in. Immutable; replaced as a whole when a border changes.</summary>
public sealed class Borders
{
    /// <summary>Our border lines are within 500 m of the truth nine times in ten: nearer than that stays 属地待确认.</summary>
    public const double PendingMetres = 500;

    private sealed record Area(CountyCode County, bool Zone, Envelope Box, IndexedPointInAreaLocator Inside, Geometry Edge);

    private readonly Area[] _areas;

    public Borders(IEnumerable<District> districts)
    {
        _areas = [.. districts
            .Select(d => new Area(d.County, d.County.IsZone, d.Border.EnvelopeInternal, new IndexedPointInAreaLocator(d.Border), d.Border.Boundary))
            .OrderByDescending(a => a.Zone)];
        if (_areas.Length == 0) throw new ArgumentException("No district has a border", nameof(districts));
    }

    public Place Of(GeoPoint point)
    {
        var at = Plane.Of(point.Lon, point.Lat);
        foreach (var area in _areas)
        {
            if (!area.Box.Contains(at) || area.Inside.Locate(at) == Location.Exterior) continue;
            var border = Nearest(at, _areas).Metres;
            return new Place(area.County, border, border < PendingMetres, Outside: false);
        }
        var (nearest, metres) = Nearest(at, _areas.Where(a => !a.Zone));
        return new Place(nearest, metres, metres < PendingMetres, Outside: true);
    }

    private static (CountyCode County, double Metres) Nearest(Coordinate at, IEnumerable<Area> areas)
    {
        var point = new Point(at);
        (CountyCode County, double Metres) best = (default, double.PositiveInfinity);
        foreach (var area in areas)
        {
            if (area.Box.Distance(new Envelope(at)) >= best.Metres) continue;
            var metres = DistanceOp.Distance(area.Edge, point);
            if (metres < best.Metres) best = (area.County, metres);
        }
        return best;
    }
}
