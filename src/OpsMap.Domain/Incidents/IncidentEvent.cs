using System.Text.Json.Serialization;
using OpsMap.Domain.Units;

namespace OpsMap.Domain.Incidents;

/// <summary>What has happened to an incident.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IncidentOpened), "incident-opened")]
[JsonDerivedType(typeof(CaseAdded), "incident-case-added")]
[JsonDerivedType(typeof(CaseRemoved), "incident-case-removed")]
[JsonDerivedType(typeof(CommanderNamed), "commander-named")]
[JsonDerivedType(typeof(SharedReplySet), "shared-reply-set")]
[JsonDerivedType(typeof(RepresentativesNamed), "representatives-named")]
[JsonDerivedType(typeof(DepartmentsAlerted), "departments-alerted")]
[JsonDerivedType(typeof(NoteAdded), "incident-noted")]
[JsonDerivedType(typeof(IncidentClosed), "incident-closed")]
public abstract record IncidentEvent
{
    private IncidentEvent(DateTimeOffset at) => At = at;

    public DateTimeOffset At { get; init; }

    public sealed record IncidentOpened(
        DateTimeOffset At,
        IncidentId Id,
        CountyCode County,
        int Level,
        string Title,
        string Reason,
        GeoPoint Point,
        int RadiusM,
        IReadOnlyList<IncidentCase> Cases,
        string By,
        bool? Drill = null) : IncidentEvent(At);

    public sealed record CaseAdded(DateTimeOffset At, IncidentCase Case) : IncidentEvent(At);

    public sealed record CaseRemoved(DateTimeOffset At, CaseId Case, string No, string Reason) : IncidentEvent(At);

    public sealed record CommanderNamed(DateTimeOffset At, Commander Squad) : IncidentEvent(At);

    public sealed record SharedReplySet(DateTimeOffset At, string Text) : IncidentEvent(At);

    public sealed record RepresentativesNamed(DateTimeOffset At, IReadOnlyList<IncidentCase> Cases) : IncidentEvent(At);

    public sealed record DepartmentsAlerted(
        DateTimeOffset At,
        IReadOnlyList<CalledDepartment> Departments,
        TaskMode Mode,
        string Text,
        DateTimeOffset Due) : IncidentEvent(At);

    public sealed record NoteAdded(DateTimeOffset At, string Text) : IncidentEvent(At);

    public sealed record IncidentClosed(DateTimeOffset At, string Summary, IReadOnlyList<IncidentCase> StillOpen) : IncidentEvent(At);
}
