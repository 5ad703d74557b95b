using System.Text.Json.Serialization;
using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Squads;

/// <summary>What has happened to a squad.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SquadRegistered), "squad-registered")]
[JsonDerivedType(typeof(SquadRevised), "squad-revised")]
[JsonDerivedType(typeof(SquadRetired), "squad-retired")]
[JsonDerivedType(typeof(SquadReinstated), "squad-reinstated")]
[JsonDerivedType(typeof(ClockedOn), "clocked-on")]
[JsonDerivedType(typeof(ClockedOff), "clocked-off")]
[JsonDerivedType(typeof(BreakStarted), "break-started")]
[JsonDerivedType(typeof(BreakEnded), "break-ended")]
[JsonDerivedType(typeof(BackReady), "back-ready")]
[JsonDerivedType(typeof(SosRaised), "sos-raised")]
[JsonDerivedType(typeof(SosCleared), "sos-cleared")]
[JsonDerivedType(typeof(PositionDoubted), "position-doubted")]
[JsonDerivedType(typeof(PositionTrusted), "position-trusted")]
[JsonDerivedType(typeof(PhoneReported), "phone-reported")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Queued), "queued")]
[JsonDerivedType(typeof(NextTaken), "next-taken")]
[JsonDerivedType(typeof(NextDropped), "next-dropped")]
[JsonDerivedType(typeof(GaveWay), "gave-way")]
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

    public sealed record SquadRevised(DateTimeOffset At, string By, SquadProfile Profile) : SquadEvent(At);

    public sealed record SquadRetired(DateTimeOffset At, string By, string Reason) : SquadEvent(At);

    public sealed record SquadReinstated(DateTimeOffset At, string By) : SquadEvent(At);

    /// <summary>A step of duty. It may reach the server later than it was taken; disbelieved is what the device said of the time when that cannot be.</summary>
    public abstract record DutyStep : SquadEvent
    {
        private protected DutyStep(DateTimeOffset at)
            : base(at)
        {
        }

        /// <summary>When it counts, if not when the server heard of it.</summary>
        public DateTimeOffset? OccurredAt { get; init; }

        public DateTimeOffset? Disbelieved { get; init; }

        [JsonIgnore]
        public DateTimeOffset Instant => OccurredAt ?? At;
    }

    public sealed record ClockedOn(
        DateTimeOffset At,
        int Crew,
        string NoticeVersion,
        IReadOnlyList<string>? Members = null,
        string? Vehicle = null) : SquadEvent(At);

    public sealed record ClockedOff(DateTimeOffset At) : DutyStep(At);

    public sealed record BreakStarted(DateTimeOffset At, DateTimeOffset Until, Override? Override = null) : DutyStep(At);

    public sealed record BreakEnded(DateTimeOffset At) : DutyStep(At);

    public sealed record BackReady(DateTimeOffset At) : DutyStep(At);

    /// <summary>It may reach the server later than it was called; disbelieved is what the device said of the time when that cannot be.</summary>
    public sealed record SosRaised(
        DateTimeOffset At,
        DateTimeOffset OccurredAt,
        string By,
        string? Note = null,
        GeoPoint? Point = null,
        DateTimeOffset? Disbelieved = null) : SquadEvent(At);

    public sealed record SosCleared(DateTimeOffset At, string By, string Note) : SquadEvent(At);

    public sealed record PositionDoubted(DateTimeOffset At, PositionDoubt Why) : SquadEvent(At);

    public sealed record PositionTrusted(DateTimeOffset At) : SquadEvent(At);

    public sealed record PhoneReported(DateTimeOffset At, PhoneReport Phone) : SquadEvent(At);

    public sealed record Assigned(
        DateTimeOffset At,
        CaseId CaseId,
        string CaseNo,
        string By,
        CountyCode CaseCounty,
        GeoPoint? Scene = null) : SquadEvent(At);

    /// <summary>Behind the job it has (排队), or together with it at one place.</summary>
    public sealed record Queued(
        DateTimeOffset At,
        CaseId CaseId,
        string CaseNo,
        string By,
        CountyCode CaseCounty,
        GeoPoint? Scene = null,
        CaseId? With = null) : SquadEvent(At);

    /// <summary>The first that waited is the job now.</summary>
    public sealed record NextTaken(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    /// <summary>It waits no longer: taken back, given to another, or settled by telephone.</summary>
    public sealed record NextDropped(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    /// <summary>Taken from this case for a more urgent one (抢派).</summary>
    public sealed record GaveWay(DateTimeOffset At, CaseId CaseId, CaseId For, string ForNo, string Reason) : SquadEvent(At);

    public sealed record Acknowledged(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    public sealed record RespondingRemotely(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    public sealed record Departed(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    public sealed record Arrived(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);

    /// <summary>Left the scene; the instant is the crew's if it reached the server later.</summary>
    public sealed record Finished(DateTimeOffset At, CaseId CaseId, DateTimeOffset? OccurredAt = null) : SquadEvent(At);

    public sealed record Released(DateTimeOffset At, CaseId CaseId) : SquadEvent(At);
}
