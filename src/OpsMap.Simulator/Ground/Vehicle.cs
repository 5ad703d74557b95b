using OpsMap.Domain;
using OpsMap.Simulator.Chance;

namespace OpsMap.Simulator.Ground;

/// <summary>A squad's car: drives a route, faster and slower as traffic lets it.</summary>
public sealed class Vehicle(GeoPoint start, Dice dice)
{
    /// <summary>However fast the people are: a server sets a position aside that nothing on wheels could have reached.</summary>
    public const double FastestMps = 45;

    private readonly Queue<Leg> _ahead = new();
    private double _pace = 1;
    private TimeSpan _paceFor;

    public GeoPoint At { get; private set; } = start;

    public double Heading { get; private set; }

    public double Mps { get; private set; }

    public bool Driving => _ahead.Count > 0;

    public GeoPoint? Going { get; private set; }

    public void Drive(Route route)
    {
        _ahead.Clear();
        foreach (var leg in route.Legs) _ahead.Enqueue(leg);
        Going = route.Legs[^1].To;
    }

    public void Stop()
    {
        _ahead.Clear();
        (Going, Mps) = (null, 0);
    }

    /// <summary>Moves on by this much time.</summary>
    public void Advance(TimeSpan time, double haste = 1)
    {
        while (time > TimeSpan.Zero && _ahead.TryPeek(out var leg))
        {
            var step = time < TimeSpan.FromSeconds(5) ? time : TimeSpan.FromSeconds(5);
            Mps = Math.Min(leg.Mps * Pace(step) * haste, FastestMps);
            var left = At.MetresTo(leg.To);
            if (left > 1) Heading = At.BearingTo(leg.To);
            var metres = Mps * step.TotalSeconds;
            if (metres >= left)
            {
                At = leg.To;
                _ahead.Dequeue();
                step = Mps > 0 ? TimeSpan.FromSeconds(left / Mps) : step;
            }
            else
            {
                At = At.Towards(leg.To, metres / left);
            }

            time -= step;
        }

        if (_ahead.Count == 0) (Mps, Going) = (0, null);
    }

    private double Pace(TimeSpan step)
    {
        _paceFor -= step;
        if (_paceFor > TimeSpan.Zero) return _pace;
        _paceFor = dice.Seconds(15, 60);
        return _pace = dice.Chance(0.05) ? dice.Between(0.05, 0.3) : dice.Between(0.75, 1.15);
    }
}
