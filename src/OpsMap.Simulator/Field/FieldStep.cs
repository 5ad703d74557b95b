using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;

namespace OpsMap.Simulator.Field;

/// <summary>What a squad does next on its phone, and when.</summary>
public abstract record FieldStep(DateTimeOffset Due)
{
    public sealed record OnJob(DateTimeOffset Due, CaseId Case, CaseCommand Command) : FieldStep(Due);

    public sealed record OnDuty(DateTimeOffset Due, SquadCommand Command) : FieldStep(Due);
}

/// <summary>Where the car stands: at its scene since, or back at base since.</summary>
public sealed record Standing(GeoPoint At, DateTimeOffset? AtScene = null, DateTimeOffset? AtBase = null);
