using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Squads;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Ground;
using OpsMap.Simulator.Story;

namespace OpsMap.Simulator.Field;

/// <summary>A squad's day apart from its jobs (值班): who comes, breaks, dead spots, where it drives its rounds. All of it follows from seed, code and hour.</summary>
public sealed class Roster
{
    private static readonly TimeSpan _beat = TimeSpan.FromMinutes(12);

    private readonly int _seed;
    private readonly string _code;
    private readonly TimeSpan _phase;

    private Roster(int seed, string code)
    {
        (_seed, _code) = (seed, code);
        var dice = Dice.Of(seed, "roster", code);
        Absent = dice.Chance(0.04);
        ClocksOnAfter = dice.Seconds(1, 20);
        var crew = dice.Weighted<int>([(2, 55), (3, 35), (4, 10)]);
        ClockOn = new SquadCommand.ClockOn(
            crew, "2026-11", [.. Enumerable.Range(0, crew).Select(_ => Invented.Crew(dice))]);
        // not everybody sets out at the same minute
        _phase = dice.Minutes(0, 60);
    }

    /// <summary>Nobody of this squad is on today.</summary>
    public bool Absent { get; }

    public TimeSpan ClocksOnAfter { get; }

    public SquadCommand.ClockOn ClockOn { get; }

    public static Roster Of(int seed, string code) => new(seed, code);

    /// <summary>When the break that is on at this moment ends.</summary>
    public DateTimeOffset? BreakEnds(DateTimeOffset at) => Within(at, TimeSpan.FromHours(1), "break", 0.12, new Span(8, 15));

    /// <summary>When the signal that is gone at this moment comes back.</summary>
    public DateTimeOffset? SignalReturns(DateTimeOffset at) => Within(at, TimeSpan.FromMinutes(30), "signal", 0.1, new Span(2.5, 6.5));

    /// <summary>Where a free squad should be: often at its base, else a little way off.</summary>
    public GeoPoint Beat(GeoPoint home, DateTimeOffset at, Area city)
    {
        var dice = Slot(at, _beat, "beat", out _);
        if (dice.Chance(0.45)) return home;
        var to = home.Offset(dice.Between(300, 1_800), dice.Between(0, 360));
        return city.Contains(home, to) ? to : home;
    }

    private DateTimeOffset? Within(DateTimeOffset at, TimeSpan slot, string what, double chance, Span minutes)
    {
        var dice = Slot(at, slot, what, out var begin);
        if (!dice.Chance(chance)) return null;
        var length = dice.Minutes(minutes.Low, minutes.High);
        var from = begin + (slot - length) * dice.Next();
        return at >= from && at < from + length ? from + length : null;
    }

    private Dice Slot(DateTimeOffset at, TimeSpan length, string what, out DateTimeOffset begin)
    {
        var number = (at.UtcTicks + _phase.Ticks) / length.Ticks;
        begin = new DateTimeOffset(number * length.Ticks, TimeSpan.Zero) - _phase;
        return Dice.Of(_seed, what, _code, number.ToString(CultureInfo.InvariantCulture));
    }
}
