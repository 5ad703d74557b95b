namespace OpsMap.Domain.Geo;

/// <summary>Conversion between the coordinate systems in use in China; inverses by iterating the forward formula.</summary>
public static class Datums
{
    private const double SemiMajor = 6_378_245.0;
    private const double Eccentricity2 = 0.006_693_421_622_965_943_23;
    private const double BaiduAngle = Math.PI * 3000.0 / 180.0;

    public static GeoPoint ToWgs84(GeoPoint point, Datum from) => from switch
    {
        Datum.Wgs84 => point,
        Datum.Gcj02 => Invert(point, Shift),
        Datum.Bd09 => Invert(Invert(point, ToBaidu), Shift),
    };

    public static GeoPoint FromWgs84(GeoPoint point, Datum to) => to switch
    {
        Datum.Wgs84 => point,
        Datum.Gcj02 => Shift(point),
        Datum.Bd09 => ToBaidu(Shift(point)),
    };

    /// <summary>The fixed point of the forward formula; it moves slowly, so a few rounds reach a millimetre.</summary>
    private static GeoPoint Invert(GeoPoint target, Func<GeoPoint, GeoPoint> forward)
    {
        var guess = target;
        for (var round = 0; round < 10; round++)
        {
            var there = forward(guess);
            guess = new GeoPoint(guess.Lon + (target.Lon - there.Lon), guess.Lat + (target.Lat - there.Lat));
        }

        return guess;
    }

    private static GeoPoint Shift(GeoPoint wgs)
    {
        var (x, y) = (wgs.Lon - 105.0, wgs.Lat - 35.0);
        var common = ((20.0 * Math.Sin(6.0 * x * Math.PI)) + (20.0 * Math.Sin(2.0 * x * Math.PI))) * 2.0 / 3.0;
        var dLat = -100.0 + (2.0 * x) + (3.0 * y) + (0.2 * y * y) + (0.1 * x * y) + (0.2 * Math.Sqrt(Math.Abs(x)))
            + common
            + (((20.0 * Math.Sin(y * Math.PI)) + (40.0 * Math.Sin(y / 3.0 * Math.PI))) * 2.0 / 3.0)
            + (((160.0 * Math.Sin(y / 12.0 * Math.PI)) + (320.0 * Math.Sin(y * Math.PI / 30.0))) * 2.0 / 3.0);
        var dLon = 300.0 + x + (2.0 * y) + (0.1 * x * x) + (0.1 * x * y) + (0.1 * Math.Sqrt(Math.Abs(x)))
            + common
            + (((20.0 * Math.Sin(x * Math.PI)) + (40.0 * Math.Sin(x / 3.0 * Math.PI))) * 2.0 / 3.0)
            + (((150.0 * Math.Sin(x / 12.0 * Math.PI)) + (300.0 * Math.Sin(x / 30.0 * Math.PI))) * 2.0 / 3.0);
        var radLat = double.DegreesToRadians(wgs.Lat);
        var magic = 1 - (Eccentricity2 * Math.Sin(radLat) * Math.Sin(radLat));
        var root = Math.Sqrt(magic);
        return new GeoPoint(
            wgs.Lon + (dLon * 180.0 / (SemiMajor / root * Math.Cos(radLat) * Math.PI)),
            wgs.Lat + (dLat * 180.0 / (SemiMajor * (1 - Eccentricity2) / (magic * root) * Math.PI)));
    }

    private static GeoPoint ToBaidu(GeoPoint gcj)
    {
        var z = Math.Sqrt((gcj.Lon * gcj.Lon) + (gcj.Lat * gcj.Lat)) + (0.00002 * Math.Sin(gcj.Lat * BaiduAngle));
        var theta = Math.Atan2(gcj.Lat, gcj.Lon) + (0.000003 * Math.Cos(gcj.Lon * BaiduAngle));
        return new GeoPoint((z * Math.Cos(theta)) + 0.0065, (z * Math.Sin(theta)) + 0.006);
    }
}
