using OpsMap.Domain;

namespace OpsMap.Simulator.Ground;

/// <summary>A district or the whole city as rings of points; inside is decided by crossings.</summary>
public sealed class Area(IReadOnlyList<GeoPoint[]> rings)
{
    public bool Contains(GeoPoint p)
    {
        var inside = false;
        foreach (var ring in rings)
        {
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            {
                var (a, b) = (ring[i], ring[j]);
                if (a.Lat > p.Lat != b.Lat > p.Lat && p.Lon < ((b.Lon - a.Lon) * (p.Lat - a.Lat) / (b.Lat - a.Lat)) + a.Lon) inside = !inside;
            }
        }

        return inside;
    }

    /// <summary>The straight way between two points stays inside: it begins inside and crosses no border.</summary>
    public bool Contains(GeoPoint from, GeoPoint to)
    {
        if (!Contains(from) || !Contains(to)) return false;
        foreach (var ring in rings)
        {
            for (int i = 0, j = ring.Length - 1; i < ring.Length; j = i++)
            {
                if (Cross(from, to, ring[j], ring[i])) return false;
            }
        }

        return true;
    }

    private static bool Cross(GeoPoint a, GeoPoint b, GeoPoint c, GeoPoint d) =>
        Side(a, b, c) > 0 != Side(a, b, d) > 0 && Side(c, d, a) > 0 != Side(c, d, b) > 0;

    private static double Side(GeoPoint a, GeoPoint b, GeoPoint p) =>
        ((b.Lon - a.Lon) * (p.Lat - a.Lat)) - ((b.Lat - a.Lat) * (p.Lon - a.Lon));

    /// <summary>Inside, and so are eight points around it at this distance.</summary>
    public bool ContainsAround(GeoPoint p, double metres)
    {
        if (!Contains(p)) return false;
        for (var bearing = 0; bearing < 360; bearing += 45)
        {
            if (!Contains(p.Offset(metres, bearing))) return false;
        }

        return true;
    }
}
