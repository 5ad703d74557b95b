using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace OpsMap.Domain;

/// <summary>A place on the ground in WGS-84 degrees.</summary>
[StructLayout(LayoutKind.Auto)]
[method: JsonConstructor]
public readonly record struct GeoPoint(double Lon, double Lat)
{
    private const double EarthRadiusMetres = 6_371_008.8;

    [JsonIgnore]
    public bool IsOnEarth =>
        double.IsFinite(Lon) && double.IsFinite(Lat) && Math.Abs(Lon) <= 180 && Math.Abs(Lat) <= 90;

    public static bool TryCreate(double lon, double lat, out GeoPoint point)
    {
        point = new GeoPoint(lon, lat);
        if (point.IsOnEarth) return true;
        point = default;
        return false;
    }

    /// <summary>Metres along the great circle; the one distance function of the domain.</summary>
    public double MetresTo(GeoPoint other)
    {
        var (lat1, lat2) = (double.DegreesToRadians(Lat), double.DegreesToRadians(other.Lat));
        var dLat = lat2 - lat1;
        var dLon = double.DegreesToRadians(other.Lon - Lon);
        var h = Square(Math.Sin(dLat / 2)) + (Math.Cos(lat1) * Math.Cos(lat2) * Square(Math.Sin(dLon / 2)));
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    private static double Square(double x) => x * x;
}
