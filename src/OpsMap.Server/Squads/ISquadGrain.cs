using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Server.Cases;
using OpsMap.Server.Devices;

namespace OpsMap.Server.Squads;

/// <summary>One field squad (快反分队): its duty, its job and its position. It never calls a case, so that a case may call it.</summary>
public interface ISquadGrain : IGrainWithGuidKey
{
    /// <summary>A command of the squad's own: duty, break, ready.</summary>
    Task<CommandAnswer> Handle(SquadEnvelope envelope);

    /// <summary>
    /// What the squad would answer to a step a case asks of it; nothing is changed until the case commits both streams.
    /// A caller that has just lost a race asks it to look <c>fresh</c> at its stream first.
    /// </summary>
    Task<PreparedStep> Prepare(SquadCommand step, Actor by, DateTimeOffset now, bool fresh);

    /// <summary>The case has committed: the squad's stream now stands at this version.</summary>
    Task Adopt(int version);

    /// <summary>Positions from the squad's phone, any order, any number of times.</summary>
    Task<FixReceipt> Report(FixBatch batch);
}

/// <summary>A squad command with who and when.</summary>
[GenerateSerializer, Immutable]
public sealed record SquadEnvelope
{
    [Id(0)] public required CommandId Id { get; init; }
    [Id(1)] public required SquadCommand Command { get; init; }
    [Id(2)] public required Actor By { get; init; }
    [Id(3)] public int? ExpectedVersion { get; init; }
    [Id(4)] public byte[] ContentHash { get; init; } = [];
    [Id(5)] public DateTimeOffset? OccurredAt { get; init; }
    [Id(6)] public DeviceProof? Device { get; init; }
}

/// <summary>Either the refusal, or the events to append after <see cref="Version"/> and the squad as it will be.</summary>
[GenerateSerializer, Immutable]
public sealed record PreparedStep
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public int Version { get; init; }
    [Id(2)] public SquadEvent[] Events { get; init; } = [];
    [Id(3)] public Squad? After { get; init; }
}

/// <summary>A batch of fixes from one device. Instants are the device's; <see cref="SentAt"/> tells its clock error.</summary>
[GenerateSerializer, Immutable]
public sealed record FixBatch([property: Id(0)] string Device, [property: Id(1)] DateTimeOffset? SentAt, [property: Id(2)] DateTimeOffset ReceivedAt, [property: Id(3)] Fix[] Fixes)
{
    /// <summary>What the squad's phone says of itself; nothing from a tracker.</summary>
    [Id(4)] public PhoneWord? Phone { get; init; }
}

/// <summary>How full a phone is, 0 to 1, and whether it gets no positions, denied or switched off.</summary>
[GenerateSerializer, Immutable]
public readonly record struct PhoneWord([property: Id(0)] double? Battery, [property: Id(1)] bool? NoGps);

/// <summary>One position (定位): WGS-84 degrees, metres, metres per second, degrees from north.</summary>
[GenerateSerializer, Immutable]
public readonly record struct Fix(
    [property: Id(0)] long Seq, [property: Id(1)] DateTimeOffset At, [property: Id(2)] double Lon, [property: Id(3)] double Lat,
    [property: Id(4)] float AccuracyM, [property: Id(5)] float? SpeedMps, [property: Id(6)] float? Heading);

/// <summary>What became of a batch: the highest sequence taken, what was set aside and why, and the case whose scene was reached.</summary>
[GenerateSerializer, Immutable]
public sealed record FixReceipt
{
    [Id(0)] public long Ack { get; init; }
    [Id(1)] public DroppedFix[] Dropped { get; init; } = [];
    [Id(2)] public SceneReached? Reached { get; init; }
    /// <summary>What the track makes the system say of the squad's positions and its phone, if it is news.</summary>
    [Id(3)] public SquadCommand[] News { get; init; } = [];
    /// <summary>Since when a squad on its way back has been at its base, if it is there.</summary>
    [Id(4)] public DateTimeOffset? HomeSince { get; init; }
}

/// <summary>A fix that does not count for the live position, and why.</summary>
[GenerateSerializer, Immutable]
public readonly record struct DroppedFix([property: Id(0)] long Seq, [property: Id(1)] string Why);

/// <summary>The squad has dwelt inside the fence of its case since <see cref="Since"/>.</summary>
[GenerateSerializer, Immutable]
public sealed record SceneReached([property: Id(0)] CaseId Case, [property: Id(1)] DateTimeOffset Since, [property: Id(2)] double Lon, [property: Id(3)] double Lat, [property: Id(4)] float AccuracyM);
