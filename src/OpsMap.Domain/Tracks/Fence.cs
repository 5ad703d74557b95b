namespace OpsMap.Domain.Tracks;

/// <summary>The ground around a scene (到场围栏), and what a track says about being there.</summary>
public sealed record Fence(GeoPoint Scene, double RadiusM, TimeSpan Dwell)
{
    /// <summary>Faster than this (36 km/h) it only drives through: a town's fence is 300 m across, which takes as long as the dwell.</summary>
    public const double WalkingPaceMps = 10;

    /// <summary>Left is farther out than arrived, or a pin beside the fence would come and go.</summary>
    private const double Outside = 1.5;

    private static readonly TimeSpan _longestSilence = TimeSpan.FromMinutes(5);

    /// <summary>A stay: since when, and the fix that completed the dwell.</summary>
    public sealed record Stay(DateTimeOffset Since, TrackPoint At);

    public bool Holds(in TrackPoint fix) =>
        fix.AccuracyM <= RadiusM && !(fix.SpeedMps > WalkingPaceMps) && fix.Point.MetresTo(Scene) <= RadiusM;

    /// <summary>The first stay long enough, in fixes in order of time.</summary>
    public Stay? Arrival(IEnumerable<TrackPoint> track)
    {
        DateTimeOffset? since = null;
        DateTimeOffset last = default;
        foreach (var fix in track)
        {
            // a fix too poor to tell says neither in nor out
            if (fix.AccuracyM > RadiusM) continue;
            if (!Holds(fix))
            {
                since = null;
                continue;
            }

            if (since is null || fix.At - last > _longestSilence) since = fix.At;
            last = fix.At;
            if (fix.At - since >= Dwell) return new Stay(since.Value, fix);
        }

        return null;
    }

    /// <summary>The last instant inside before the track stays outside for the dwell; nothing while it has not.</summary>
    public DateTimeOffset? Leaving(IEnumerable<TrackPoint> track)
    {
        DateTimeOffset? inside = null, outside = null;
        foreach (var fix in track)
        {
            if (fix.AccuracyM > RadiusM) continue;
            if (fix.Point.MetresTo(Scene) <= RadiusM * Outside) (inside, outside) = (fix.At, null);
            else if (inside is not null) outside ??= fix.At;
            if (outside is { } from && fix.At - from >= Dwell) return inside;
        }

        return null;
    }
}
