using OpsMap.Domain.Squads;
using OpsMap.Simulator.Ground;

namespace OpsMap.Simulator.Field;

/// <summary>How often a phone takes a position (采样间隔): the squad's state decides.</summary>
public static class Rhythm
{
    public static Span Of(SquadState state, Profile profile) => state switch
    {
        SquadState.EnRoute or SquadState.Returning => profile.Driving,
        SquadState.OnScene => profile.OnScene,
        _ => profile.Standby,
    };
}

/// <summary>What a phone keeps of what its receiver says (定位过滤), by the same rules as the squad's page.</summary>
public sealed class PhoneFilter(TimeSpan still)
{
    private const double WorstAccuracy = 200;
    private const double Fastest = 60;
    private static readonly TimeSpan _moving = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _soonest = TimeSpan.FromSeconds(1.4);

    private (Reading Reading, DateTimeOffset At)? _kept;

    public static PhoneFilter For(Profile profile) => new(TimeSpan.FromSeconds(Math.Min(120, profile.Standby.Low)));

    public bool Keeps(Reading reading, DateTimeOffset at)
    {
        if (reading.Accuracy > WorstAccuracy) return false;
        if (_kept is { } last)
        {
            var waited = at - last.At;
            var metres = last.Reading.Point.MetresTo(reading.Point);
            if (waited < _soonest || (metres > reading.Accuracy && metres / waited.TotalSeconds > Fastest)) return false;
            var least = reading.Speed > 0.5 && _moving < still ? _moving : still;
            if (metres < Math.Max(15, reading.Accuracy / 2) && waited < least) return false;
        }

        _kept = (reading, at);
        return true;
    }
}
