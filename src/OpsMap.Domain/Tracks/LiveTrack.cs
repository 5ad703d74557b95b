namespace OpsMap.Domain.Tracks;

/// <summary>
/// The recent track of one squad (近期轨迹), over all its devices, and where it is now: the latest fix nobody doubts. The live map and a replay of the past both fold the
/// same fixes through it. What it shows goes forward in the fixes' time; only a position that turns out to be none is taken back.
/// </summary>
public sealed class LiveTrack(GeoPoint? @base = null)
{
    /// <summary>More than any judgement looks at, with room for a batch that comes late.</summary>
    private const int Remembered = 512;
    private const int Alarming = 3;
    private const int Calming = 10;

    private readonly Dictionary<Guid, List<TrackPoint>> _devices = [];

    /// <summary>Whether this one was new.</summary>
    public bool Add(in TrackPoint fix)
    {
        if (!TrackJudge.IsWitness(fix)) return false;
        if (!_devices.TryGetValue(fix.Device, out var track)) _devices[fix.Device] = track = [];
        var place = track.Count > 0 && TrackPoint.InTime.Compare(track[^1], fix) < 0 ? ~track.Count : track.BinarySearch(fix, TrackPoint.InTime);
        if (place >= 0) return false;
        track.Insert(~place, fix);
        if (track.Count > Remembered) track.RemoveRange(0, Remembered / 4);
        return true;
    }

    /// <summary>What there is against one fix, by all that is known now.</summary>
    public FixDoubt DoubtOf(in TrackPoint fix)
    {
        if (!TrackJudge.IsWitness(fix)) return FixDoubt.Accuracy;
        return _devices.TryGetValue(fix.Device, out var track) && track.BinarySearch(fix, TrackPoint.InTime) is >= 0 and var at
            ? TrackJudge.Doubt(track, at, @base)
            : FixDoubt.None;
    }

    /// <summary>The latest fix since then that nobody doubts.</summary>
    public TrackPoint? Current(DateTimeOffset since)
    {
        TrackPoint? current = null;
        foreach (var track in _devices.Values)
        {
            for (var i = track.Count - 1; i >= 0 && track[i].At >= since && !(current is { } known && known.IsLaterThan(track[i])); i--)
            {
                if (TrackJudge.Doubt(track, i, @base) != FixDoubt.None) continue;
                current = track[i];
                break;
            }
        }

        return current;
    }

    /// <summary>What is wrong with a device whose last three fixes are all doubted for the same reason.</summary>
    public FixDoubt Alarm(DateTimeOffset since)
    {
        var alarm = FixDoubt.None;
        foreach (var track in _devices.Values)
        {
            if (track.Count < Alarming || track[^1].At < since) continue;
            var doubts = FixDoubt.Teleport | FixDoubt.Datum;
            for (var i = track.Count - 1; doubts != FixDoubt.None && i >= track.Count - Alarming; i--) doubts &= TrackJudge.Doubt(track, i, @base);
            alarm |= doubts;
        }

        return alarm;
    }

    /// <summary>Whether nothing has been wrong for a while with any device that has reported since then.</summary>
    public bool Calm(DateTimeOffset since) => _devices.Values.All(track =>
    {
        for (var i = track.Count - 1; i >= 0 && i >= track.Count - Calming && track[i].At >= since; i--)
        {
            if (TrackJudge.Doubt(track, i, @base) != FixDoubt.None) return false;
        }

        return true;
    });

    /// <summary>The undoubted fixes since then, over all devices, in order of time.</summary>
    public IReadOnlyList<TrackPoint> Since(DateTimeOffset since)
    {
        var fixes = new List<TrackPoint>();
        foreach (var track in _devices.Values)
        {
            for (var i = track.Count - 1; i >= 0 && track[i].At >= since; i--)
            {
                if (TrackJudge.Doubt(track, i, @base) == FixDoubt.None) fixes.Add(track[i]);
            }
        }

        fixes.Sort((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Seq.CompareTo(b.Seq));
        return fixes;
    }
}
