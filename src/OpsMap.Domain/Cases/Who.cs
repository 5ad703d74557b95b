using OpsMap.Domain.Access;

namespace OpsMap.Domain.Cases;

/// <summary>Who may take a step: by role, then by whose case or squad it is.</summary>
public sealed record Who(params IReadOnlyList<Role> Roles)
{
    public static Who Intake { get; } = new(
        Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader, Role.System);

    public static Who Dispatchers { get; } = new(Role.CityDispatcher, Role.CountyDispatcher);

    public static Who Heard { get; } = new(Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead);

    /// <summary>The squad itself, or the county's dispatcher on its behalf.</summary>
    public static Who Squad { get; } = new(Role.SquadMember, Role.SquadLeader, Role.CountyDispatcher);

    public static Who SquadOrFence { get; } = new(Role.SquadMember, Role.SquadLeader, Role.CountyDispatcher, Role.System);

    public static Who Leader { get; } = new(Role.SquadLeader);

    public static Who HandlingUnit { get; } = new(Role.CountyDispatcher, Role.StationHead);

    public static Who Everyone { get; } = new(
        Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader);

    /// <summary>In the county bureau's name; the city only for a case of its own.</summary>
    public static Who Bureau { get; } = new(Role.CountyDispatcher, Role.StationHead, Role.CityDispatcher) { CityOnlyItsOwn = true };

    public static Who Mediators { get; } = new(
        Role.SquadMember, Role.SquadLeader, Role.StationHead, Role.CountyDispatcher, Role.CityDispatcher)
    { CityOnlyItsOwn = true };

    public static Who Archivists { get; } = new(Role.CountyDispatcher, Role.System, Role.CityDispatcher) { CityOnlyItsOwn = true };

    public static Who Machine { get; } = new(Role.System);

    private bool CityOnlyItsOwn { get; init; }

    public Refusal? Refuse(Case state, Actor by)
    {
        if (!Roles.Contains(by.Role)) return new(Refusals.WrongRole, Facts: Facts.Of("role", by.Role));
        return by.Role switch
        {
            Role.CityDispatcher when CityOnlyItsOwn && !state.County.IsCity => new(Refusals.NotTakenOver),
            Role.CountyDispatcher or Role.StationHead when by.County != state.County => new(Refusals.OtherCounty),
            Role.SquadMember or Role.SquadLeader when by.Squad is null || by.Squad != state.Directive?.Squad =>
                new(Refusals.NotYourDirective),
            _ => null,
        };
    }
}
