using System.Text.Json;

namespace OpsMap.Domain.Cases;

public abstract partial record CaseEvent
{
    public sealed record DirectiveIssued(
        DateTimeOffset At,
        string No,
        int Round,
        SquadId Squad,
        PersonId IssuedBy,
        string? Note = null,
        Override? Override = null,
        JsonElement? Receipt = null,
        string? Issuer = null,
        WhenBusy? WhenBusy = null) : CaseEvent(At)
    {
        /// <summary>Where the squad belongs; another county's helps out (跨县支援).</summary>
        public CountyCode? SquadCounty { get; init; }
    }

    /// <summary>The squad has finished what it had before; this is its job now (排队指令转为在办).</summary>
    public sealed record DirectiveActivated(DateTimeOffset At) : CaseEvent(At);

    /// <summary>The squad was taken for a more urgent case (抢派); this one waits for another, and its clocks run on.</summary>
    public sealed record DirectivePreempted(DateTimeOffset At, SquadId Squad, CaseId For, string ForNo, string Reason) : CaseEvent(At);

    public sealed record DirectiveRecalled(DateTimeOffset At) : CaseEvent(At);

    public sealed record DirectiveReceived(DateTimeOffset At, DateTimeOffset OccurredAt) : FieldStep(At, OccurredAt);

    public sealed record DirectiveDeclined(DateTimeOffset At, DateTimeOffset OccurredAt, string Reason) : FieldStep(At, OccurredAt);

    public sealed record SquadResponded(
        DateTimeOffset At,
        DateTimeOffset OccurredAt,
        HandlingMode Mode,
        string Text,
        DateTimeOffset? ContactAt = null,
        int? Attempts = null,
        bool? Sms = null) : FieldStep(At, OccurredAt);

    public sealed record SquadEnRoute(DateTimeOffset At, DateTimeOffset OccurredAt) : FieldStep(At, OccurredAt);

    public sealed record ArrivedOnScene(
        DateTimeOffset At,
        DateTimeOffset OccurredAt,
        ArrivalProof How,
        GeoPoint? Point = null,
        double? Metres = null,
        double? AccuracyM = null,
        string? Remark = null,
        string? VenueCode = null,
        CaseId? With = null,
        string? WithNo = null) : FieldStep(At, OccurredAt);

    public sealed record SceneFinished(DateTimeOffset At, DateTimeOffset OccurredAt, string? Note = null) : FieldStep(At, OccurredAt);

    /// <summary>Disbelieved: what the device said of the time, when that cannot be. Late sync: believed though it came long after, because the device was silent then.</summary>
    public sealed record EvidenceAdded(
        DateTimeOffset At,
        EvidenceId Evidence,
        EvidenceKind Kind,
        string Sha256,
        DateTimeOffset TakenAt,
        bool? Alone = null,
        DateTimeOffset? Disbelieved = null,
        bool? LateSync = null) : CaseEvent(At);

    public sealed record DirectiveReassigned(
        DateTimeOffset At,
        string No,
        int Round,
        SquadId From,
        SquadId Squad,
        PersonId IssuedBy,
        string Reason,
        Override? Override = null,
        JsonElement? Receipt = null,
        string? Issuer = null,
        WhenBusy? WhenBusy = null) : CaseEvent(At)
    {
        /// <summary>Where the squad belongs; another county's helps out (跨县支援).</summary>
        public CountyCode? SquadCounty { get; init; }
    }

    public sealed record DirectiveCancelled(DateTimeOffset At, string Reason) : CaseEvent(At);
}
