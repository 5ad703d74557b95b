using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Trackers;

/// <summary>What a tracking app or a box in a car says at once (终端报文): positions, and how full its battery is, 0 to 1.</summary>
public sealed record TrackerMessage(IReadOnlyList<TrackerFix> Fixes, double? Battery = null)
{
    /// <summary>Such apps say many things that are no position: a greeting, a waypoint, a last will.</summary>
    public static TrackerMessage Nothing { get; } = new([]);
}

/// <summary>One position: WGS-84, metres, metres per second, degrees from north.</summary>
public sealed record TrackerFix(DateTimeOffset At, GeoPoint Point, double AccuracyM, double? SpeedMps, double? Heading)
{
    /// <summary>A box that does not say how sure it is: as good as a street is wide.</summary>
    private const double UnsaidAccuracyM = 50;

    private const double FastestMps = 500;
    private const double WorstAccuracyM = 100_000;

    /// <summary>Speed and heading of which the app says that it does not know them are none.</summary>
    /// <exception cref="ProblemException">A value is no possible one; the field is the app's own name for it.</exception>
    public static TrackerFix Of(DateTimeOffset at, (string Field, double Value) lat, (string Field, double Value) lon, double? accuracyM, double? speedMps, double? heading)
    {
        if (!GeoPoint.TryCreate(lon.Value, lat.Value, out var point))
            throw new ProblemException(Problem.BadInput(Refusals.PointInvalid, Math.Abs(lat.Value) <= 90 ? lon.Field : lat.Field));
        return new TrackerFix(
            at,
            point,
            accuracyM is >= 0 and <= WorstAccuracyM and var accuracy ? accuracy : UnsaidAccuracyM,
            speedMps is >= 0 and <= FastestMps ? speedMps : null,
            heading is >= 0 and <= 360 ? heading : null);
    }
}
