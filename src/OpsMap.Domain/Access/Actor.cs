using System.Text.Json.Serialization;

namespace OpsMap.Domain.Access;

/// <summary>What a person may be (角色).</summary>
public enum Role
{
    CityDispatcher,
    CountyDispatcher,
    StationHead,
    SquadMember,
    SquadLeader,
    Leadership,
    Admin,
    System,
}

/// <summary>Who acts: taken from the session, never from a message.</summary>
public sealed record Actor(PersonId Id, string Name, Role Role, CountyCode County, SquadId? Squad = null)
{
    [JsonIgnore]
    public bool SeesAll => Role is Role.CityDispatcher or Role.System
        || (Role is Role.Leadership or Role.Admin && County.IsCity);

    /// <summary>The county whose rows this person may read, or <c>*</c>.</summary>
    [JsonIgnore]
    public string Scope => SeesAll ? "*" : County.Value;

    /// <summary>An administrator runs the system and reads no case.</summary>
    [JsonIgnore]
    public bool SeesCases => Role is not Role.Admin;

    public bool MaySee(CountyCode county) => SeesAll || County == county;

    public static Actor Machine { get; } = new(default, "系统", Role.System, CountyCode.City);
}
