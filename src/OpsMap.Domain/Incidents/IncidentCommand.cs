using System.Text.Json.Serialization;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Units;

namespace OpsMap.Domain.Incidents;

/// <summary>What may be said to an incident, by a dispatcher of the city or of its county.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Open), "open-incident")]
[JsonDerivedType(typeof(LinkCase), "link-case")]
[JsonDerivedType(typeof(UnlinkCase), "unlink-case")]
[JsonDerivedType(typeof(NameCommander), "name-commander")]
[JsonDerivedType(typeof(SetSharedReply), "set-shared-reply")]
[JsonDerivedType(typeof(NameRepresentatives), "name-representatives")]
[JsonDerivedType(typeof(AlertDepartments), "alert-departments")]
[JsonDerivedType(typeof(AddNote), "add-note")]
[JsonDerivedType(typeof(Close), "close-incident")]
public abstract record IncidentCommand
{
    private IncidentCommand() { }

    /// <summary>The county is the server's finding from the position; it is never taken from a message.</summary>
    public sealed record Open(IncidentSaid Incident, CountyCode? County = null) : IncidentCommand;

    public sealed record LinkCase(CaseId Case) : IncidentCommand;

    public sealed record UnlinkCase(CaseId Case, string Reason) : IncidentCommand;

    public sealed record NameCommander(SquadId Squad) : IncidentCommand;

    public sealed record SetSharedReply(string Text) : IncidentCommand;

    /// <summary>Agreed: everybody who complains together has agreed to it and to these (art. 12).</summary>
    public sealed record NameRepresentatives(IReadOnlyList<CaseId> Cases, bool Agreed) : IncidentCommand;

    /// <summary>One task for each of them, in one act.</summary>
    public sealed record AlertDepartments(IReadOnlyList<DepartmentId> Departments, TaskMode Mode, string Text, DateTimeOffset Due) : IncidentCommand;

    public sealed record AddNote(string Text) : IncidentCommand;

    /// <summary>With cases still open it only ends the watch over them, and that must be said.</summary>
    public sealed record Close(string Summary, bool? MonitoringEnded = null) : IncidentCommand;
}

/// <summary>An incident as it is opened.</summary>
public sealed record IncidentSaid(
    int Level,
    string Title,
    string Reason,
    GeoPoint Point,
    int RadiusM,
    IReadOnlyList<CaseId> Cases,
    SquadId? Commander = null,
    Datum? Datum = null);
