using System.Text.Json.Serialization;
using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Squads;

/// <summary>What may be said to a squad: by people, or by what happened to its case.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Register), "register-squad")]
[JsonDerivedType(typeof(Revise), "revise-squad")]
[JsonDerivedType(typeof(Retire), "retire-squad")]
[JsonDerivedType(typeof(Reinstate), "reinstate-squad")]
[JsonDerivedType(typeof(ClockOn), "clock-on")]
[JsonDerivedType(typeof(ClockOff), "clock-off")]
[JsonDerivedType(typeof(StartBreak), "start-break")]
[JsonDerivedType(typeof(EndBreak), "end-break")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(RaiseSos), "raise-sos")]
[JsonDerivedType(typeof(ClearSos), "clear-sos")]
[JsonDerivedType(typeof(DoubtPosition), "doubt-position")]
[JsonDerivedType(typeof(TrustPosition), "trust-position")]
[JsonDerivedType(typeof(ReportPhone), "report-phone")]
[JsonDerivedType(typeof(Assign), "assign")]
[JsonDerivedType(typeof(Acknowledge), "acknowledge")]
[JsonDerivedType(typeof(RespondRemote), "respond-remote")]
[JsonDerivedType(typeof(Depart), "depart")]
[JsonDerivedType(typeof(Arrive), "arrive")]
[JsonDerivedType(typeof(Finish), "finish")]
[JsonDerivedType(typeof(Release), "release")]
public abstract record SquadCommand
{
    private SquadCommand() { }

    /// <summary>May come over the wire; the others only follow from a case, or from the squad's track.</summary>
    [JsonIgnore]
    public bool FromPeople => this is not (FromCase or DoubtPosition or TrustPosition or ReportPhone);

    public sealed record Register(SquadId Id, SquadEntry Entry) : SquadCommand;

    /// <summary>Station and parent are looked up where the command is taken in.</summary>
    public sealed record Revise(SquadProfile Profile) : SquadCommand;

    public sealed record Retire(string Reason) : SquadCommand;

    public sealed record Reinstate : SquadCommand;

    public sealed record ClockOn(
        int Crew,
        string NoticeVersion,
        IReadOnlyList<string>? Members = null,
        string? Vehicle = null) : SquadCommand;

    public sealed record ClockOff : SquadCommand;

    /// <summary>Whether it is the county's last free squad is looked up where the command is taken in, never believed from a message.</summary>
    public sealed record StartBreak(Override? Override = null, bool LastOfCounty = false) : SquadCommand;

    public sealed record EndBreak : SquadCommand;

    public sealed record Ready : SquadCommand;

    /// <summary>The point is where the server has seen the squad last; it is never taken from a message.</summary>
    public sealed record RaiseSos(string? Note = null, GeoPoint? Point = null) : SquadCommand;

    public sealed record ClearSos(string Note) : SquadCommand;

    /// <summary>Its track has become implausible for this reason: what the map shows is the last position before.</summary>
    public sealed record DoubtPosition(PositionDoubt Why) : SquadCommand;

    /// <summary>Its track has been plausible again for a while.</summary>
    public sealed record TrustPosition : SquadCommand;

    /// <summary>Something is wrong with its phone now, or no longer.</summary>
    public sealed record ReportPhone(PhoneReport Phone) : SquadCommand;

    /// <summary>A reaction of the squad to its case.</summary>
    public abstract record FromCase : SquadCommand
    {
        private protected FromCase(CaseId caseId) => CaseId = caseId;

        public CaseId CaseId { get; init; }
    }

    public sealed record Assign(
        CaseId CaseId,
        string CaseNo,
        CountyCode CaseCounty,
        Override? Override = null,
        GeoPoint? Scene = null,
        WhenBusy? WhenBusy = null) : FromCase(CaseId);

    public sealed record Acknowledge(CaseId CaseId) : FromCase(CaseId);

    public sealed record RespondRemote(CaseId CaseId) : FromCase(CaseId);

    public sealed record Depart(CaseId CaseId) : FromCase(CaseId);

    public sealed record Arrive(CaseId CaseId) : FromCase(CaseId);

    public sealed record Finish(CaseId CaseId, DateTimeOffset? OccurredAt = null) : FromCase(CaseId);

    public sealed record Release(CaseId CaseId) : FromCase(CaseId);
}
