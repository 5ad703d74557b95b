namespace OpsMap.Domain.Geo;

/// <summary>How far a squad has to go and how long it takes (预计到达), and whether that is only an estimate (估算).</summary>
public sealed record Travel(double Metres, TimeSpan Time, bool Estimated);

/// <summary>Where travel times come from: an estimate until a road graph is loaded.</summary>
public interface ITravelTime
{
    /// <summary>From a point that is not quite certain: it may be so many metres farther away.</summary>
    Travel Between(GeoPoint from, GeoPoint to, CountyCode county, double farther = 0);
}

/// <summary>Straight line times a terrain factor; the county of the scene sets the terrain.</summary>
public sealed class TravelTime : ITravelTime
{
    public Travel Between(GeoPoint from, GeoPoint to, CountyCode county, double farther = 0)
    {
        var (detour, kmh) = Counties.TerrainOf(county) is Terrain.Mountain ? (1.7, 30.0) : (1.35, 40.0);
        var metres = (from.MetresTo(to) + farther) * detour;
        return new Travel(metres, TimeSpan.FromHours(metres / 1000 / kmh), Estimated: true);
    }
}
