using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Incidents;
using OpsMap.Server.Cases;

namespace OpsMap.Server.Incidents;

/// <summary>One incident (群体/舆情事件): the single writer of its stream. What it does to its cases is one commit with it.</summary>
public interface IIncidentGrain : IGrainWithGuidKey
{
    /// <summary>Decides one command and commits it, or answers why not. The same command id has one effect and one answer.</summary>
    Task<CommandAnswer> Handle(IncidentEnvelope envelope);
}

/// <summary>An incident command with who said it and what they were looking at.</summary>
[GenerateSerializer, Immutable]
public sealed record IncidentEnvelope
{
    [Id(0)] public required CommandId Id { get; init; }
    [Id(1)] public required IncidentCommand Command { get; init; }
    [Id(2)] public required Actor By { get; init; }
    [Id(3)] public int? ExpectedVersion { get; init; }
    [Id(4)] public byte[] ContentHash { get; init; } = [];
}
