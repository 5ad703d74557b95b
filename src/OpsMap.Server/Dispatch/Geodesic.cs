namespace OpsMap.Server.Dispatch;

/// <summary>Exact metres over the WGS-84 ellipsoid (Vincenty's inverse): what "nearest" means when two squads are almost equally far.</summary>
public static class Geodesic
{
    private const double A = 6_378_137.0;
    private const double F = 1 / 298.257223563;
    private const double B = A * (1 - F);

    public static double Metres(double lon1, double lat1, double lon2, double lat2)
    {
        var difference = double.DegreesToRadians(lon2 - lon1);
        var (sinU1, cosU1) = Reduced(lat1);
        var (sinU2, cosU2) = Reduced(lat2);
        var lambda = difference;
        // converges in two or three rounds for places of one province; antipodes do not occur here
        for (var round = 0; round < 20; round++)
        {
            var (sinL, cosL) = Math.SinCos(lambda);
            var sinSigma = Math.Sqrt(Square(cosU2 * sinL) + Square(cosU1 * sinU2 - sinU1 * cosU2 * cosL));
            if (sinSigma == 0) return 0;
            var cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosL;
            var sigma = Math.Atan2(sinSigma, cosSigma);
            var sinAlpha = cosU1 * cosU2 * sinL / sinSigma;
            var cos2Alpha = 1 - sinAlpha * sinAlpha;
            var cos2M = cos2Alpha == 0 ? 0 : cosSigma - 2 * sinU1 * sinU2 / cos2Alpha;
            var c = F / 16 * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
            var next = difference + (1 - c) * F * sinAlpha *
                (sigma + c * sinSigma * (cos2M + c * cosSigma * (2 * cos2M * cos2M - 1)));
            if (Math.Abs(next - lambda) < 1e-12) return Length(sigma, sinSigma, cosSigma, cos2M, cos2Alpha);
            lambda = next;
        }
        throw new ArithmeticException($"No geodesic between {lon1},{lat1} and {lon2},{lat2}");
    }

    private static double Length(double sigma, double sinSigma, double cosSigma, double cos2M, double cos2Alpha)
    {
        var u2 = cos2Alpha * (A * A - B * B) / (B * B);
        var big = 1 + u2 / 16_384 * (4_096 + u2 * (-768 + u2 * (320 - 175 * u2)));
        var small = u2 / 1_024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
        var correction = small * sinSigma * (cos2M + small / 4 *
            (cosSigma * (2 * cos2M * cos2M - 1) - small / 6 * cos2M * (4 * sinSigma * sinSigma - 3) * (4 * cos2M * cos2M - 3)));
        return B * big * (sigma - correction);
    }

    private static (double Sin, double Cos) Reduced(double lat) =>
        Math.SinCos(Math.Atan((1 - F) * Math.Tan(double.DegreesToRadians(lat))));

    private static double Square(double x) => x * x;
}
