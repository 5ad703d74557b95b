using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OpsMap.Domain.Incidents;

/// <summary>A case of an incident: which one, and whose county's.</summary>
public sealed record IncidentCase(CaseId Id, string No, CountyCode County);

/// <summary>The squad that commands on the ground (现场指挥分队).</summary>
public sealed record Commander(SquadId Id, string Code);

/// <summary>A department that was called in (联动部门).</summary>
public sealed record CalledDepartment(DepartmentId Id, string Name);

/// <summary>
/// Many complaints about one thing at one place, or one that draws a crowd or the public's attention (群体/舆情事件).
/// It leads; the cases in it are each handled and closed for themselves.
/// </summary>
public sealed partial record Incident
{
    public static Incident Nothing { get; } = new();

    public IncidentId Id { get; init; }

    public CountyCode County { get; init; } = CountyCode.City;

    /// <summary>Ⅰ特别重大 to Ⅳ一般.</summary>
    public int Level { get; init; }

    public string Title { get; init; } = "";

    public string Reason { get; init; } = "";

    public GeoPoint Point { get; init; }

    public int RadiusM { get; init; }

    /// <summary>Made of exercises (演练).</summary>
    public bool Drill { get; init; }

    public string OpenedBy { get; init; } = "";

    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>In the order they were linked; once it is closed, those that were in it to the end.</summary>
    public ImmutableList<IncidentCase> Cases { get; init; } = [];

    public Commander? Commander { get; init; }

    /// <summary>What every complainant is told (统一答复口径).</summary>
    public string? SharedReply { get; init; }

    /// <summary>Who speaks for those who complain together (共同投诉代表), by their own cases.</summary>
    public IReadOnlyList<IncidentCase> Representatives { get; init; } = [];

    public ImmutableList<CalledDepartment> Departments { get; init; } = [];

    public DateTimeOffset? ClosedAt { get; init; }

    public string? Summary { get; init; }

    /// <summary>Cases that go on by themselves after the crowd has gone.</summary>
    public IReadOnlyList<IncidentCase> StillOpen { get; init; } = [];

    [JsonIgnore]
    public bool Exists => Id != default;

    [JsonIgnore]
    public bool Open => Exists && ClosedAt is null;

    /// <summary>Its own county, and every county that has a case in it.</summary>
    [JsonIgnore]
    public IReadOnlyList<CountyCode> Counties => [.. Cases.Select(c => c.County).Prepend(County).Distinct()];

    public bool Holds(CaseId id) => Cases.Exists(c => c.Id == id);
}
