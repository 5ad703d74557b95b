using System.Runtime.InteropServices;
using OpsMap.Domain;
using OpsMap.Simulator.Chance;

namespace OpsMap.Simulator.Ground;

/// <summary>What a phone makes of a place: near it, and how sure it is.</summary>
public sealed class Gps(Dice dice)
{
    private double _east;
    private double _north;

    public Reading Read(Vehicle car, bool mountains)
    {
        var usual = (mountains ? 11 : 7) * Math.Exp(dice.Normal() * 0.45);
        var accuracy = dice.Next() switch
        {
            < 0.004 => dice.Between(250, 900), // a wall, a tunnel: the phone drops these itself
            < 0.03 => dice.Between(50, 160),
            _ => Math.Clamp(usual, 3, 60),
        };
        // errors linger: the next fix is off in much the same direction
        _east = (_east * 0.8) + (dice.Normal() * accuracy * 0.25);
        _north = (_north * 0.8) + (dice.Normal() * accuracy * 0.25);
        var moving = car.Mps > 0.5;
        return new Reading(
            car.At.Moved(_east, _north),
            Math.Round(accuracy, 1),
            moving ? Math.Round(Math.Max(0, car.Mps + (dice.Normal() * 0.4)), 1) : 0,
            moving ? Math.Round((car.Heading + (dice.Normal() * 4) + 360) % 360, 1) : null);
    }
}

/// <summary>One reading of a phone's receiver.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Reading(GeoPoint Point, double Accuracy, double Speed, double? Heading);
