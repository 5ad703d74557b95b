using OpsMap.Domain.Clocks;
using OpsMap.Domain.Geo;

namespace OpsMap.Server.Dispatch;

/// <summary>
/// Puts free squads in the order they should go: the time on the road, jobs today among equals. The estimate grows with the straight line,
/// so it is ordered by exact metres; a road graph will be ordered by its minutes. Both are counted to the far side of where the squad can be by now, so that an older fix counts worse.
/// A squad nobody has heard of for three minutes goes only if there is no other, one not heard of for five only if there is none of those either.
/// </summary>
public sealed class Ranking(ITravelTime travel, DispatchOptions options)
{
    // half the diagonal of a cell: a squad is nowhere else than this far from the point it is indexed by
    private const double CellRadius = 500 * 0.708;

    public static TimeSpan Arrival { get; } = Promise.Of(ClockKind.C3).Limit;

    /// <summary>A squad with its exact distance.</summary>
    public readonly record struct Ranked(NearSquad Squad, double Metres, Travel Travel, TimeSpan Age, Freshness Freshness, double DiscM)
    {
        /// <summary>A fix of the last half minute is where the squad is; an older one is somewhere in its disc.</summary>
        public double FarMetres => Metres + Farther(Freshness, DiscM);

        public double Order => Travel.Estimated ? FarMetres : Travel.Time.TotalSeconds;
    }

    public IReadOnlyList<Ranked> Of(Surroundings around, DateTimeOffset now, int limit)
    {
        if (around.Scene.Point is not { } scene) return [];
        var all = around.Squads.Select(s => Measured(s, scene, around.Scene, now)).ToList();
        var ranked = all.FindAll(r => r.Freshness is Freshness.Live or Freshness.Ageing);
        if (ranked.Count == 0) ranked = all.FindAll(r => r.Freshness is Freshness.Stale);
        if (ranked.Count == 0) ranked = all;
        ranked.Sort((a, b) => a.Order.CompareTo(b.Order));
        BreakTies(ranked);
        return ranked.Count <= limit ? ranked : ranked[..limit];
    }

    /// <summary>
    /// No squad beyond those read could belong among the first: the last cell lies farther than the last named squad, the radius of a cell,
    /// a tie and the stretch of the plane together. When not everything was read and this fails, more must be read.
    /// </summary>
    public bool IsExact(Surroundings around, IReadOnlyList<Ranked> ranked, int read, int limit)
    {
        if (around.Squads.Count < read) return true;
        if (ranked.Count < limit || ranked[0].Freshness >= Freshness.Stale) return false;
        var beyond = (around.Squads[^1].CellMetres - CellRadius) / Geodata.Plane.WorstScale;
        return beyond > ranked.Max(r => r.FarMetres) + options.TieMetres;
    }

    private Ranked Measured(NearSquad squad, OpsMap.Domain.GeoPoint scene, Scene at, DateTimeOffset now)
    {
        var age = now > squad.FixAt ? now - squad.FixAt : TimeSpan.Zero;
        var (freshness, disc) = (FixAge.Of(age), Reach.Metres(squad.AccuracyM, age, squad.State));
        return new Ranked(squad, Geodesic.Metres(squad.At.Lon, squad.At.Lat, scene.Lon, scene.Lat), travel.Between(squad.At, scene, at.County, Farther(freshness, disc)), age, freshness, disc);
    }

    private static double Farther(Freshness freshness, double disc) => freshness is Freshness.Live ? 0 : disc;

    // groups, not pairs: "about as far" is not transitive
    private void BreakTies(List<Ranked> ranked)
    {
        for (var start = 0; start < ranked.Count;)
        {
            var end = start + 1;
            while (end < ranked.Count && ranked[end].FarMetres - ranked[start].FarMetres <= options.TieMetres) end++;
            if (end - start > 1) ranked.Sort(start, end - start, FewerJobs);
            start = end;
        }
    }

    private static readonly Comparer<Ranked> FewerJobs = Comparer<Ranked>.Create((a, b) =>
        a.Squad.JobsToday != b.Squad.JobsToday ? a.Squad.JobsToday.CompareTo(b.Squad.JobsToday)
        : a.Order != b.Order ? a.Order.CompareTo(b.Order)
        : string.CompareOrdinal(a.Squad.Code, b.Squad.Code));
}
