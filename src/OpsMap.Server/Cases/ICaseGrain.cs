using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Devices;
using OpsMap.Server.Evidence;
using Orleans.Concurrency;

namespace OpsMap.Server.Cases;

/// <summary>One case (工单): a complaint, a report or a consultation. The single writer of its stream.</summary>
public interface ICaseGrain : IGrainWithGuidKey
{
    /// <summary>Decides one command and commits it, or answers why not. The same command id has one effect and one answer.</summary>
    Task<CommandAnswer> Handle(CaseEnvelope envelope);

    /// <summary>Somebody else (a clock) wrote to this stream: read what is new before the next command.</summary>
    [OneWay]
    Task Refresh();
}

/// <summary>A case command with everything the person did not say: who, when, and what the server adds.</summary>
[GenerateSerializer, Immutable]
public sealed record CaseEnvelope
{
    [Id(0)] public required CommandId Id { get; init; }
    [Id(1)] public required CaseCommand Command { get; init; }
    [Id(2)] public required Actor By { get; init; }
    [Id(3)] public DateTimeOffset? OccurredAt { get; init; }
    [Id(4)] public int? ExpectedVersion { get; init; }
    [Id(5)] public byte[] ContentHash { get; init; } = [];
    [Id(6)] public SealedComplainant? Complainant { get; init; }
    [Id(7)] public DeviceProof? Device { get; init; }
    [Id(8)] public SealedPicture? Picture { get; init; }
}

/// <summary>The complainant's data as they leave the edge: encrypted, so that no log, queue or event ever holds them in clear.</summary>
[GenerateSerializer, Immutable]
public sealed record SealedComplainant([property: Id(0)] byte[]? Name, [property: Id(1)] byte[]? Phone, [property: Id(2)] byte[]? Address, [property: Id(3)] byte[]? IdNo, [property: Id(4)] byte[]? PhoneHash, [property: Id(5)] byte[]? AddressHash);

/// <summary>The answer to a command: the version and card after it, or the refusal.</summary>
[GenerateSerializer, Immutable]
public sealed record CommandAnswer
{
    [Id(0)] public int Version { get; init; }
    [Id(1)] public string? Card { get; init; }
    [Id(2)] public Refusal? Refusal { get; init; }

    public static CommandAnswer Done(int version, string card) => new() { Version = version, Card = card };

    public static CommandAnswer Refused(Refusal refusal) => new() { Refusal = refusal };
}
