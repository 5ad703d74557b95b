using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Field;
using OpsMap.Simulator.Ground;

namespace OpsMap.Simulator.Play;

/// <summary>A squad's car on the map: goes where the squad's state says, and knows since when it stands there.</summary>
public sealed class Car(World world, SquadSeen squad, Roster roster)
{
    private const double There = 30;
    private static readonly TimeSpan _withoutAddress = TimeSpan.FromMinutes(12);

    private readonly Vehicle _vehicle = new(squad.Fix is { } fix ? new GeoPoint(fix.Lon, fix.Lat) : squad.Base, Dice.Of(world.Seed, "car", squad.Code));
    private readonly Gps _gps = new(Dice.Of(world.Seed, "gps", squad.Code));
    private readonly bool _mountains = Counties.TerrainOf(squad.County) is Terrain.Mountain;
    private DateTimeOffset? _moved;
    private (GeoPoint Place, DateTimeOffset Since)? _stands;

    public bool Driving => _vehicle.Driving;

    /// <summary>Drives on from the last time until now.</summary>
    public void Move(SquadNow now, DateTimeOffset at)
    {
        var goal = Goal(now, at);
        if (goal is null) _vehicle.Stop();
        else if (_vehicle.Going != goal && _vehicle.At.MetresTo(goal.Value) > There) _vehicle.Drive(world.Map.Roads.Plan(_vehicle.At, goal.Value));
        if (_moved is { } last && at > last) _vehicle.Advance(at - last, world.Pace.Speed);
        _moved = at;
        if (_vehicle.Driving) _stands = null;
        else if (_stands?.Place != _vehicle.At) _stands = (_vehicle.At, at);
    }

    public Standing Standing(SquadNow now) => new(_vehicle.At, AtScene(now), Near(squad.Base));

    public Reading Read() => _gps.Read(_vehicle, _mountains);

    private DateTimeOffset? AtScene(SquadNow now) => now.Job switch
    {
        { Card.Point: { } scene } => Near(scene),
        // nobody wrote down where it is: they ask their way
        { Directive.DepartedAt: { } departed } => departed + world.Pace.Of(_withoutAddress),
        _ => null,
    };

    private GeoPoint? Goal(SquadNow now, DateTimeOffset at) => now.Squad.State switch
    {
        SquadState.EnRoute => now.Job?.Card.Point,
        SquadState.Returning => squad.Base,
        SquadState.Available => roster.Beat(squad.Base, at, world.Map.City),
        _ => null,
    };

    private DateTimeOffset? Near(GeoPoint place) => _stands is { } s && s.Place.MetresTo(place) <= There ? s.Since : null;
}
