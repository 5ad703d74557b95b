namespace OpsMap.Domain.Cases;

/// <summary>What a picture shows (证据种类): the scene, or the signature of a party.</summary>
public enum EvidenceKind { Photo, SignatureConsumer, SignatureMerchant }

/// <summary>A picture on the case's file (证据). Alone: the crew was one officer, so it proves less than what two have secured.</summary>
public sealed record Evidence(EvidenceId Id, EvidenceKind Kind, string Sha256, DateTimeOffset TakenAt, DateTimeOffset At, bool? Alone = null);
