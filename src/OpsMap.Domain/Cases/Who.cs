using OpsMap.Domain.Access;

namespace OpsMap.Domain.Cases;

/// <summary>Who may take a step: by role, then by whose case or squad it is.</summary>
public sealed record Who(params IReadOnlyList<Role> Roles)
{
    public static Who Intake { get; } = new(
        Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader, Role.System,
        Role.MerchantStaff, Role.Public);

    public static Who Dispatchers { get; } = new(Role.CityDispatcher, Role.CountyDispatcher);

    public static Who City { get; } = new(Role.CityDispatcher);

    public static Who Heard { get; } = new(Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.Section);

    public static Who Offices { get; } = new(Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead);

    /// <summary>Whoever finds the place: by hand, by position, or the server by address.</summary>
    public static Who Locators { get; } = new(
        Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader, Role.System);

    /// <summary>The complainant brings it to an office or uploads it.</summary>
    public static Who MaterialReceivers { get; } = new(
        Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.Public, Role.System);

    public static Who PreSettlers { get; } = new(Role.CityDispatcher, Role.CountyDispatcher, Role.MerchantStaff);

    /// <summary>A party asks, or the office writes down that it asked.</summary>
    public static Who Parties { get; } = new(
        Role.Public, Role.MerchantStaff, Role.CountyDispatcher, Role.StationHead, Role.CityDispatcher)
    { OwnersOnly = true };

    public static Who Withdrawers { get; } = new(
        Role.Public, Role.CountyDispatcher, Role.StationHead, Role.CityDispatcher);

    public static Who CardHolders { get; } = new(
        Role.CountyDispatcher, Role.StationHead, Role.MerchantStaff, Role.CityDispatcher)
    { OwnersOnly = true };

    /// <summary>Leadership may ask for it.</summary>
    public static Who Supervisors { get; } = new(Role.CityDispatcher, Role.CountyDispatcher, Role.Leadership);

    /// <summary>The squad itself, or the county's dispatcher on its behalf.</summary>
    public static Who Squad { get; } = new(Role.SquadMember, Role.SquadLeader, Role.CountyDispatcher);

    public static Who SquadOrFence { get; } = new(Role.SquadMember, Role.SquadLeader, Role.CountyDispatcher, Role.System);

    public static Who Leader { get; } = new(Role.SquadLeader);

    public static Who HandlingUnit { get; } = new(Role.CountyDispatcher, Role.StationHead);

    public static Who Everyone { get; } = new(
        Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader);

    /// <summary>In the county bureau's name; the city only for a case of its own.</summary>
    public static Who Bureau { get; } = new(Role.CountyDispatcher, Role.StationHead, Role.CityDispatcher) { OwnersOnly = true };

    public static Who Mediators { get; } = new(
        Role.SquadMember, Role.SquadLeader, Role.StationHead, Role.CountyDispatcher, Role.CityDispatcher)
    { OwnersOnly = true };

    public static Who Archivists { get; } = new(Role.CountyDispatcher, Role.System, Role.CityDispatcher) { OwnersOnly = true };

    public static Who Machine { get; } = new(Role.System);

    /// <summary>Decided by whoever owns the case: the county, or the city for its own and for what it has taken over.</summary>
    private bool OwnersOnly { get; init; }

    public Refusal? Refuse(Case state, Actor by)
    {
        if (!Roles.Contains(by.Role)) return new(Refusals.WrongRole, Facts: Facts.Of("role", by.Role));
        return by.Role switch
        {
            Role.CityDispatcher when OwnersOnly && !state.CityOwns => new(Refusals.NotTakenOver),
            Role.CountyDispatcher or Role.StationHead when by.County != state.County => new(Refusals.OtherCounty),
            // 按单位办理: what is routed to one station is no business of the next
            Role.StationHead when state.HandlingUnit is { } unit && !string.Equals(unit, by.Office, StringComparison.Ordinal) =>
                new(Refusals.NotYourUnit, Facts: Facts.Of("unit", unit)),
            Role.Section when !by.MaySee(state.County) => new(Refusals.OtherCounty),
            Role.CountyDispatcher or Role.StationHead when OwnersOnly && state.TakenOver => new(Refusals.TakenOver),
            Role.SquadMember or Role.SquadLeader when by.Squad is null || by.Squad != state.Directive?.Squad =>
                new(Refusals.NotYourDirective),
            Role.MerchantStaff when by.Venue is null || by.Venue != state.Venue => new(Refusals.NotYourVenue),
            Role.Public when by.Case != state.Id => new(Refusals.NotYourCase),
            _ => null,
        };
    }
}
