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

    /// <summary>科室: a business section, which gives its opinion.</summary>
    Section,

    /// <summary>维权站、商家: bound to one venue.</summary>
    MerchantStaff,

    /// <summary>联席部门联络员: bound to one department, sees its own joint tasks and no case.</summary>
    Liaison,

    /// <summary>投诉人: acts on the own case through the public page.</summary>
    Public,
}

/// <summary>Who acts: taken from the session, never from a message.</summary>
public sealed record Actor(PersonId Id, string Name, Role Role, CountyCode County, SquadId? Squad = null)
{
    /// <summary>The station or section the person belongs to.</summary>
    public UnitId? Unit { get; init; }

    /// <summary>What it is called: the name a case is routed by.</summary>
    public string? Office { get; init; }

    /// <summary>The department a liaison speaks for.</summary>
    public DepartmentId? Department { get; init; }

    /// <summary>The venue a rights station or a merchant's people belong to.</summary>
    public VenueId? Venue { get; init; }

    /// <summary>The one case of a complainant on the public page.</summary>
    public CaseId? Case { get; init; }

    [JsonIgnore]
    public bool SeesAll => Role is Role.CityDispatcher or Role.System
        || (Role is Role.Leadership or Role.Admin or Role.Section && County.IsCity);

    /// <summary>The county whose rows this person may read, or <c>*</c>.</summary>
    [JsonIgnore]
    public string Scope => SeesAll ? "*" : County.Value;

    /// <summary>
    /// Reads cases by county or squad. An administrator runs the system and reads none; a liaison, a venue's people and a complainant
    /// see only what is theirs, by ways of their own.
    /// </summary>
    [JsonIgnore]
    public bool SeesCases => Role is not (Role.Admin or Role.Liaison or Role.MerchantStaff or Role.Public);

    public bool MaySee(CountyCode county) => SeesAll || County == county;

    public static Actor Machine { get; } = new(default, "系统", Role.System, CountyCode.City);
}
