using System.Text.Json.Serialization;

namespace OpsMap.Domain.Squads;

/// <summary>What has happened to a squad.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SquadRegistered), "squad-registered")]
[JsonDerivedType(typeof(ClockedOn), "clocked-on")]
[JsonDerivedType(typeof(ClockedOff), "clocked-off")]
[JsonDerivedType(typeof(BreakStarted), "break-started")]
[JsonDerivedType(typeof(BreakEnded), "break-ended")]
[JsonDerivedType(typeof(BackReady), "back-ready")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(RespondingRemotely), "responding-remotely")]
[JsonDerivedType(typeof(Departed), "departed")]
[JsonDerivedType(typeof(Arrived), "arrived")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(Released), "released")]
public abstract record SquadEvent
{
    private SquadEvent(DateTimeOffset at) => At = at;

    public DateTimeOffset At { get; init; }

    public sealed record SquadRegistered(DateTimeOffset At, SquadId Id, SquadEntry Entry) : SquadEvent(At);

    public sealed record ClockedOn(
        DateTimeOffset At,
        int Crew,
        string NoticeVersion,
        IReadOnlyList<string>? Members = null,
        string? Vehicle = null) : SquadEvent(At);

    public sealed record ClockedOff(DateTimeOffset At) : SquadEvent(At);

    public sealed record BreakStarted(DateTimeOffset At, DateTimeOffset Until) : SquadEvent(At);

    public sealed record BreakEnded(DateTimeOffset At) : SquadEvent(At);

    public sealed record BackReady(DateTimeOffset At) : SquadEvent(At);

    public sealed record Assigned(
        DateTimeOffset At,
        CaseId CaseId,
        string CaseNo,
        string By,
        CountyCode CaseCounty,
        GeoPoint? Scene = null) : SquadEvent(At);

    public sealed record Acknowledged(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    public sealed record RespondingRemotely(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    public sealed record Departed(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    public sealed record Arrived(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    public sealed record Finished(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    public sealed record Released(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);
}
