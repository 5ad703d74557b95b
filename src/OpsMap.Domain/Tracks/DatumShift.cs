using OpsMap.Domain.Geo;

namespace OpsMap.Domain.Tracks;

/// <summary>
/// Notices a device that says WGS-84 and means GCJ-02 (坐标偏移): in Changzhi such a track lies some 570 m to the side, always to the same side,
/// and comes there and back in single steps.
/// </summary>
public static class DatumShift
{
    /// <summary>A shift is remembered for this many fixes; after that the new place has to count as the place.</summary>
    private const int Remembered = 40;

    private const int AtBase = 3;
    private const double LeastShiftM = 250;
    private const double MostShiftM = 850;
    private const double SureM = 30;
    private const double FarOffM = 150;
    private const double StandingMps = 1.5;
    private static readonly TimeSpan _blind = TimeSpan.FromSeconds(10);

    /// <summary>Whether this fix lies on the shifted side: a step led there and none has led back, or the squad seems to stand beside its base by just that much.</summary>
    public static bool Stands(IReadOnlyList<TrackPoint> witnesses, int at, GeoPoint? @base)
    {
        for (var i = at; i > 0 && at - i < Remembered; i--)
        {
            switch (Step(witnesses[i - 1], witnesses[i]))
            {
                case > 0: return true;
                case < 0: return false;
            }
        }

        return @base is { } home && BesideBase(witnesses, at, home);
    }

    /// <summary>1 when this step leads onto the shifted side, -1 when it leads back, 0 when it is a step like any other.</summary>
    private static int Step(in TrackPoint from, in TrackPoint to)
    {
        var degrees = Math.Abs(from.Point.Lon - to.Point.Lon) + Math.Abs(from.Point.Lat - to.Point.Lat);
        if (degrees is < 0.002 or > 0.02) return 0;
        if (Driven(from, to) is not { } driven || from.Point.MetresTo(to.Point) is < LeastShiftM or > MostShiftM) return 0;
        var near = driven + from.AccuracyM + to.AccuracyM + SureM;
        if (near >= LeastShiftM) return 0;
        if (Datums.ToWgs84(to.Point, Datum.Gcj02).MetresTo(from.Point) <= near) return 1;
        return Datums.ToWgs84(from.Point, Datum.Gcj02).MetresTo(to.Point) <= near ? -1 : 0;
    }

    /// <summary>How far it can have gone by its own word; nothing when it may have gone as far as the shift itself.</summary>
    private static double? Driven(in TrackPoint from, in TrackPoint to)
    {
        var time = to.TakenAt - from.TakenAt;
        if (from.SpeedMps is null && to.SpeedMps is null) return time <= _blind ? 0 : null;
        var metres = Math.Max(from.SpeedMps ?? 0, to.SpeedMps ?? 0) * time.TotalSeconds;
        return metres < FarOffM ? metres : null;
    }

    private static bool BesideBase(IReadOnlyList<TrackPoint> witnesses, int at, GeoPoint home)
    {
        if (at < AtBase - 1) return false;
        for (var i = at; i > at - AtBase; i--)
        {
            var fix = witnesses[i];
            if (fix.SpeedMps > StandingMps || Math.Abs(fix.Point.Lat - home.Lat) > 0.01 || Math.Abs(fix.Point.Lon - home.Lon) > 0.01) return false;
            if (Datums.ToWgs84(fix.Point, Datum.Gcj02).MetresTo(home) > SureM + fix.AccuracyM || fix.Point.MetresTo(home) < LeastShiftM) return false;
        }

        return true;
    }
}
