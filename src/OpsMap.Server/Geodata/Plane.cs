using NetTopologySuite.Geometries;

namespace OpsMap.Server.Geodata;

/// <summary>The metre plane of the database (平面坐标, EPSG:4546: CGCS2000, 3-degree Gauss-Krüger, 111° E), so that a query needs no ST_Transform.</summary>
public static class Plane
{
    public const int Srid = 4546;

    /// <summary>How much longer than the ground the plane may draw a line between 111° E and 114.5° E.</summary>
    public const double WorstScale = 1.0015;

    private const double SemiMajor = 6_378_137.0;
    private const double Flattening = 1 / 298.257222101;
    private const double N = Flattening / (2 - Flattening);
    private const double Meridian = 111.0;
    private const double FalseEasting = 500_000.0;

    private static readonly double Radius = SemiMajor / (1 + N) * (1 + N * N / 4 + N * N * N * N / 64);
    private static readonly double Conformal = 2 * Math.Sqrt(N) / (1 + N);

    // Krüger's series to the fourth order: well below a millimetre three degrees from the meridian
    private static readonly double[] Alpha =
    [
        N / 2 - 2 * N * N / 3 + 5 * N * N * N / 16 + 41 * N * N * N * N / 180,
        13 * N * N / 48 - 3 * N * N * N / 5 + 557 * N * N * N * N / 1440,
        61 * N * N * N / 240 - 103 * N * N * N * N / 140,
        49_561 * N * N * N * N / 161_280,
    ];

    /// <summary>Easting and northing in metres of a WGS-84 place.</summary>
    public static Coordinate Of(double lon, double lat)
    {
        var sine = Math.Sin(double.DegreesToRadians(lat));
        var east = double.DegreesToRadians(lon - Meridian);
        var t = Math.Sinh(Math.Atanh(sine) - Conformal * Math.Atanh(Conformal * sine));
        var xi0 = Math.Atan2(t, Math.Cos(east));
        var eta0 = Math.Atanh(Math.Sin(east) / Math.Sqrt(1 + t * t));
        double xi = xi0, eta = eta0;
        for (var j = 1; j <= Alpha.Length; j++)
        {
            xi += Alpha[j - 1] * Math.Sin(2 * j * xi0) * Math.Cosh(2 * j * eta0);
            eta += Alpha[j - 1] * Math.Cos(2 * j * xi0) * Math.Sinh(2 * j * eta0);
        }
        return new Coordinate(FalseEasting + Radius * eta, Radius * xi);
    }

    /// <summary>A whole shape, vertex by vertex, from WGS-84 to the plane.</summary>
    public static Geometry Of(Geometry wgs84)
    {
        var flat = wgs84.Copy();
        flat.Apply(new Projection());
        flat.GeometryChanged();
        flat.SRID = Srid;
        return flat;
    }

    private sealed class Projection : IEntireCoordinateSequenceFilter
    {
        public bool Done => false;
        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq)
        {
            for (var i = 0; i < seq.Count; i++)
            {
                var flat = Of(seq.GetX(i), seq.GetY(i));
                seq.SetX(i, flat.X);
                seq.SetY(i, flat.Y);
            }
        }
    }
}
