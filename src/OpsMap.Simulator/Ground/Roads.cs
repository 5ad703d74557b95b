using System.Text.Json;
using OpsMap.Domain;

namespace OpsMap.Simulator.Ground;

/// <summary>The schematic roads (示意道路) as a graph; off the road a squad goes straight, slowly.</summary>
public sealed class Roads
{
    /// <summary>Streets and lanes: the detour is already in the speed.</summary>
    private const double StreetMps = 26 / 3.6;

    private const double StraightUpTo = 6_000;

    private readonly Area _city;
    private readonly IReadOnlyList<GeoPoint> _nodes;
    private readonly double[,] _seconds;
    private readonly int[,] _next;
    private readonly Dictionary<(int, int), double> _speeds = [];

    private Roads(Area city, IReadOnlyList<GeoPoint> nodes, IReadOnlyList<Road> all)
    {
        (_city, _nodes, All) = (city, nodes, all);
        var n = nodes.Count;
        (_seconds, _next) = (new double[n, n], new int[n, n]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++) (_seconds[i, j], _next[i, j]) = (i == j ? 0 : double.PositiveInfinity, j);
        }

        foreach (var road in all)
        {
            if (road.Seconds >= _seconds[road.A, road.B]) continue;
            _seconds[road.A, road.B] = _seconds[road.B, road.A] = road.Seconds;
            _speeds[(road.A, road.B)] = _speeds[(road.B, road.A)] = road.Mps;
        }

        for (var k = 0; k < n; k++)
            for (var i = 0; i < n; i++)
                for (var j = 0; j < n; j++)
                {
                    if (_seconds[i, k] + _seconds[k, j] >= _seconds[i, j]) continue;
                    (_seconds[i, j], _next[i, j]) = (_seconds[i, k] + _seconds[k, j], _next[i, k]);
                }
    }

    public IReadOnlyList<Road> All { get; }

    internal static Roads Read(JsonDocument file, Area city)
    {
        var nodes = new List<GeoPoint>();
        var roads = new List<Road>();
        foreach (var feature in Geodata.Features(file))
        {
            var line = Geodata.Points(feature.GetProperty("geometry").GetProperty("coordinates"));
            var seconds = feature.GetProperty("properties").GetProperty("minutes").GetDouble() * 60;
            roads.Add(new Road(Node(line[0]), Node(line[^1]), line[0], line[^1], seconds));
        }

        return new Roads(city, nodes, roads);

        int Node(GeoPoint p)
        {
            if (!nodes.Contains(p)) nodes.Add(p);
            return nodes.IndexOf(p);
        }
    }

    /// <summary>The quickest way that stays inside the city.</summary>
    public Route Plan(GeoPoint start, GeoPoint goal)
    {
        var straight = new Route(start, [new Leg(goal, StreetMps)]);
        var open = _city.Contains(start, goal);
        if (open && start.MetresTo(goal) <= StraightUpTo) return straight;
        var best = (
            from onto in Ramps(start)
            from off in Ramps(goal)
            let route = new Route(start, [new Leg(onto.Point, StreetMps), .. Along(onto, off), new Leg(goal, StreetMps)])
            orderby route.Time
            select route).FirstOrDefault();
        return best is not null && (!open || best.Time < straight.Time) ? best : straight;
    }

    /// <summary>Where a road can be reached straight from here without leaving the city.</summary>
    private IEnumerable<Ramp> Ramps(GeoPoint p)
    {
        var near = All
            .Select(r => new Ramp(r, p.NearestOn(r.From, r.To)))
            .OrderBy(r => r.Point.MetresTo(p))
            .ToList();
        var reachable = near.Take(6).Where(r => _city.Contains(p, r.Point)).Take(3).ToList();
        return reachable.Count > 0 ? reachable : near.Where(r => _city.Contains(p, r.Point)).Take(1);
    }

    private List<Leg> Along(Ramp onto, Ramp off)
    {
        if (onto.Road == off.Road) return [new Leg(off.Point, onto.Road.Mps)];
        var (enter, leave, _) = (
            from a in onto.Ends
            from b in off.Ends
            orderby a.Seconds + _seconds[a.Node, b.Node] + b.Seconds
            select (a.Node, b.Node, 0)).First();
        var legs = new List<Leg> { new(_nodes[enter], onto.Road.Mps) };
        for (var at = enter; at != leave;)
        {
            var next = _next[at, leave];
            legs.Add(new Leg(_nodes[next], _speeds[(at, next)]));
            at = next;
        }

        legs.Add(new Leg(off.Point, off.Road.Mps));
        return legs;
    }

    private sealed record Ramp(Road Road, double Share)
    {
        public GeoPoint Point => Road.From.Towards(Road.To, Share);

        public IEnumerable<(int Node, double Seconds)> Ends => [(Road.A, Share * Road.Seconds), (Road.B, (1 - Share) * Road.Seconds)];
    }
}

/// <summary>One schematic road between two county seats; the speed is along the straight line, its bends taken off.</summary>
public sealed record Road(int A, int B, GeoPoint From, GeoPoint To, double Seconds)
{
    public double Mps => From.MetresTo(To) / Seconds;
}

/// <summary>A stretch of a way: where it ends and how fast it is usually driven.</summary>
public sealed record Leg(GeoPoint To, double Mps);

/// <summary>A way to drive.</summary>
public sealed record Route(GeoPoint From, IReadOnlyList<Leg> Legs)
{
    public TimeSpan Time => TimeSpan.FromSeconds(Stretches().Sum(s => s.From.MetresTo(s.Leg.To) / s.Leg.Mps));

    public IEnumerable<(GeoPoint From, Leg Leg)> Stretches()
    {
        var at = From;
        foreach (var leg in Legs)
        {
            yield return (at, leg);
            at = leg.To;
        }
    }
}
