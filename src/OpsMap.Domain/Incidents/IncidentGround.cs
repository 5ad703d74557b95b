using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Incidents;

/// <summary>What a decision about an incident rests on besides the incident: the cases it names or holds, the rules of the day, the squad and the departments named.</summary>
public sealed record IncidentGround(IReadOnlyDictionary<CaseId, Case> Cases, BurstRules Rules)
{
    public static IncidentGround Of(BurstRules rules, params IEnumerable<Case> cases) => new(cases.ToDictionary(c => c.Id), rules);

    /// <summary>When other counties' cases came in from about the same place; a county is told no more of them.</summary>
    public IReadOnlyList<DateTimeOffset> Elsewhere { get; init; } = [];

    public NamedSquad? Squad { get; init; }

    public IReadOnlyList<CalledDepartment> Departments { get; init; } = [];

    /// <summary>As many as the rules ask, as near and as soon after each other (聚集).</summary>
    public bool IsBurst(IReadOnlyList<Case> cases)
    {
        var placed = cases.Where(c => c.Point is not null).ToList();
        return placed.Exists(self => Burst.Of(At(self, self), placed.Select(other => At(other, self)), Elsewhere, Rules) is not null);
    }

    private static CaseAt At(Case of, Case from) => new(of.Id, of.No, of.ReceivedAt, of.Point!.Value, from.Point!.Value.MetresTo(of.Point.Value));
}

/// <summary>A squad that is to command.</summary>
public sealed record NamedSquad(SquadId Id, string Code, CountyCode County, bool OnDuty);
