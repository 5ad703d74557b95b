namespace OpsMap.Domain.Tracks;

/// <summary>
/// Judges a position by its neighbours in one device's track (轨迹甄别). It knows nothing but the track in order of time:
/// in whatever order, pieces and repetitions the track came in, the judgement of the whole is the same.
/// </summary>
public static class TrackJudge
{
    /// <summary>A fix worse than this does not say who is nearest, and is no witness against others.</summary>
    public const double WorstAccuracyM = 200;

    /// <summary>
    /// 198 km/h. The procedure rejects more than 200 km/h; the roads here allow 120. A tighter gate would flag a fast car whose fixes come each second:
    /// a few metres of error are then already several metres a second.
    /// </summary>
    public const double FastestMps = 55;

    /// <summary>So many neighbours on either side are asked.</summary>
    public const int Witnesses = 5;

    /// <summary>Whether a fix is sure enough to be judged and to bear witness.</summary>
    public static bool IsWitness(in TrackPoint fix) => fix.AccuracyM <= WorstAccuracyM;

    /// <summary>The doubts about every fix of one device's track.</summary>
    public static FixDoubt[] Judge(IReadOnlyList<TrackPoint> track, GeoPoint? @base = null)
    {
        var doubts = new FixDoubt[track.Count];
        var witnesses = new List<TrackPoint>(track.Count);
        var places = new List<int>(track.Count);
        for (var i = 0; i < track.Count; i++)
        {
            doubts[i] = FixDoubt.Accuracy;
            if (!IsWitness(track[i])) continue;
            witnesses.Add(track[i]);
            places.Add(i);
        }

        for (var i = 0; i < witnesses.Count; i++) doubts[places[i]] = Doubt(witnesses, i, @base);
        return doubts;
    }

    /// <summary>The doubts about one witness among the witnesses of its device, in order of time.</summary>
    public static FixDoubt Doubt(IReadOnlyList<TrackPoint> witnesses, int at, GeoPoint? @base = null) =>
        (Teleported(witnesses, at) ? FixDoubt.Teleport : FixDoubt.None)
        | (DatumShift.Stands(witnesses, at, @base) ? FixDoubt.Datum : FixDoubt.None);

    /// <summary>
    /// Most of those before it deny it, and those after do not outvote them: a wild fix among good ones is alone,
    /// and a new place is believed from its fourth fix on. A first fix is denied only by two that agree.
    /// </summary>
    private static bool Teleported(IReadOnlyList<TrackPoint> witnesses, int at)
    {
        var (yes, no) = Ask(witnesses, at, -1);
        if (no == 0 && yes > 0) return false;
        var (yesAfter, noAfter) = Ask(witnesses, at, +1);
        return yes + no == 0
            ? noAfter >= 2 && noAfter > yesAfter
            : no > yes && no + noAfter >= yes + yesAfter;
    }

    private static (int Yes, int No) Ask(IReadOnlyList<TrackPoint> witnesses, int at, int step)
    {
        var (yes, no) = (0, 0);
        for (var i = at + step; i >= 0 && i < witnesses.Count && yes + no < Witnesses; i += step)
        {
            if (Reachable(witnesses[at], witnesses[i])) yes++;
            else no++;
        }

        return (yes, no);
    }

    private static bool Reachable(in TrackPoint a, in TrackPoint b)
    {
        var reach = a.AccuracyM + b.AccuracyM + (FastestMps * (a.TakenAt - b.TakenAt).Duration().TotalSeconds);
        // a hundredth of a degree is more than 800 m here: most pairs need no distance
        return reach > 100_000 || a.Point.MetresTo(b.Point) <= reach;
    }
}
