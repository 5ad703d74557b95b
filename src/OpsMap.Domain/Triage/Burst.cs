namespace OpsMap.Domain.Triage;

/// <summary>One case on the map at its instant.</summary>
public sealed record CaseAt(CaseId Id, string No, DateTimeOffset ReceivedAt, GeoPoint Point, double Metres);

/// <summary>Many cases at one place within a short time (聚集苗头): a suggestion to open an incident.</summary>
public sealed record Burst(IReadOnlyList<CaseAt> Cases, int Elsewhere, GeoPoint Centre, double RadiusM, BurstRules By)
{
    public TriageReason Reason => TriageReason.Of(TriageReasons.BurstNearby, ("cases", Cases.Count + Elsewhere), ("metres", By.Metres), ("minutes", By.Minutes))
        .On(Cases.Select(c => c.No));

    /// <summary>The fullest window that holds this case, if it holds enough. Cases of other counties count, without a name.</summary>
    public static Burst? Of(CaseAt self, IEnumerable<CaseAt> others, IEnumerable<DateTimeOffset> elsewhere, BurstRules rules)
    {
        var near = others.Where(o => o.Id != self.Id && o.Metres <= rules.Metres).Append(self).ToList();
        var instants = near.Select(c => c.ReceivedAt).Concat(elsewhere).Order().ToList();
        var window = TimeSpan.FromMinutes(rules.Minutes);
        var begin = instants.Where(t => t <= self.ReceivedAt && self.ReceivedAt - t <= window).MaxBy(t => instants.Count(i => i >= t && i - t <= window));
        bool Within(DateTimeOffset at) => at >= begin && at - begin <= window;

        var members = near.Where(c => Within(c.ReceivedAt)).OrderBy(c => c.ReceivedAt).ToList();
        var nameless = instants.Count(Within) - members.Count;
        if (members.Count + nameless < rules.Cases) return null;
        var centre = new GeoPoint(members.Average(c => c.Point.Lon), members.Average(c => c.Point.Lat));
        return new Burst(members, nameless, centre, members.Max(c => Metres(centre, c.Point)), rules);
    }

    // a few hundred metres: the plane is exact enough
    private static double Metres(GeoPoint a, GeoPoint b)
    {
        var (x, y) = ((b.Lon - a.Lon) * 111_320 * Math.Cos(a.Lat * Math.PI / 180), (b.Lat - a.Lat) * 111_320);
        return Math.Round(Math.Sqrt((x * x) + (y * y)));
    }
}
