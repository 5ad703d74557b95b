using OpsMap.Domain;

namespace OpsMap.Simulator.Ground;

/// <summary>Small steps over the ground, where the earth is flat.</summary>
public static class Bearings
{
    private const double MetresPerDegree = 111_195;

    extension(GeoPoint from)
    {
        public GeoPoint Towards(GeoPoint to, double share) =>
            new(from.Lon + ((to.Lon - from.Lon) * share), from.Lat + ((to.Lat - from.Lat) * share));

        public GeoPoint Offset(double metres, double bearing) =>
            from.Moved(metres * Math.Sin(double.DegreesToRadians(bearing)), metres * Math.Cos(double.DegreesToRadians(bearing)));

        public GeoPoint Moved(double east, double north) =>
            new(from.Lon + (east / MetresPerDegree / Math.Cos(double.DegreesToRadians(from.Lat))), from.Lat + (north / MetresPerDegree));

        /// <summary>Degrees from north.</summary>
        public double BearingTo(GeoPoint to)
        {
            var east = (to.Lon - from.Lon) * Math.Cos(double.DegreesToRadians(from.Lat));
            var degrees = double.RadiansToDegrees(Math.Atan2(east, to.Lat - from.Lat));
            return degrees < 0 ? degrees + 360 : degrees;
        }

        /// <summary>How far along the line from <paramref name="a"/> to <paramref name="b"/> the nearest point lies, 0 to 1.</summary>
        public double NearestOn(GeoPoint a, GeoPoint b)
        {
            var scale = Math.Cos(double.DegreesToRadians(from.Lat));
            var (dx, dy) = ((b.Lon - a.Lon) * scale, b.Lat - a.Lat);
            var share = ((((from.Lon - a.Lon) * scale) * dx) + ((from.Lat - a.Lat) * dy)) / ((dx * dx) + (dy * dy));
            return Math.Clamp(share, 0, 1);
        }
    }
}
