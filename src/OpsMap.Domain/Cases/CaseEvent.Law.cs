using OpsMap.Domain.Clocks;

namespace OpsMap.Domain.Cases;

public abstract partial record CaseEvent
{
    public sealed record ReturnedForJurisdiction(DateTimeOffset At, ReturnReason Reason, string Text, int Hop) : CaseEvent(At);

    public sealed record ReturnTakenIn(DateTimeOffset At) : CaseEvent(At);

    public sealed record ReReplySent(DateTimeOffset At, string Text, string? Unit = null, bool? Refused = null) : CaseEvent(At);

    public sealed record RefusalProposed(DateTimeOffset At, PersonId By, RefusalGround Ground, string Reasons, string Remedies) : CaseEvent(At);

    /// <summary>Decided by the second person, and told with its reasons and remedies by this channel at that instant.</summary>
    public sealed record ComplaintNotAccepted(
        DateTimeOffset At,
        RefusalGround Ground,
        string Reasons,
        string Remedies,
        string? Channel = null,
        DateTimeOffset? ToldAt = null) : CaseEvent(At);

    public sealed record ProposalSentBack(DateTimeOffset At, ProposalKind Kind, string Reason) : CaseEvent(At);

    public sealed record AppraisalStarted(DateTimeOffset At, string Institution, string CostSplit) : CaseEvent(At);

    public sealed record AppraisalEnded(DateTimeOffset At, string Result) : CaseEvent(At);

    public sealed record RecusalRequested(DateTimeOffset At, string Reason) : CaseEvent(At);

    public sealed record RecusalDecided(DateTimeOffset At, bool Granted, string Text) : CaseEvent(At);

    /// <summary>The system's own proposal when the limit of mediation has passed.</summary>
    public sealed record EndingProposed(DateTimeOffset At, PersonId By, EndGround Ground, string Text) : CaseEvent(At);

    public sealed record MediationEnded(DateTimeOffset At, EndGround Ground, string Text) : CaseEvent(At);

    public sealed record EndedNotified(DateTimeOffset At, string Channel) : CaseEvent(At);

    public sealed record ClueFound(
        DateTimeOffset At,
        CaseId Report,
        string No,
        string Title,
        string Facts,
        string? SuspectedLaw = null) : CaseEvent(At);

    public sealed record ExtensionProposed(DateTimeOffset At, PersonId By, string Reason) : CaseEvent(At);

    public sealed record VerificationExtended(DateTimeOffset At) : CaseEvent(At);

    public sealed record VerificationPaused(DateTimeOffset At, VerificationPause Why) : CaseEvent(At);

    public sealed record VerificationResumed(DateTimeOffset At) : CaseEvent(At);

    public sealed record ReportFiled(DateTimeOffset At, string Text) : CaseEvent(At);

    public sealed record ReportNotFiled(DateTimeOffset At, string Reason) : CaseEvent(At);

    public sealed record ReporterInformed(DateTimeOffset At, string Channel) : CaseEvent(At);

    public sealed record JurisdictionDisputed(DateTimeOffset At, string With, string Text) : CaseEvent(At);

    /// <summary>Not agreed in time: the common superior designates (指定管辖).</summary>
    public sealed record DisputeEscalated(DateTimeOffset At) : CaseEvent(At);

    /// <summary>With a county the case has moved there (移送指定机关).</summary>
    public sealed record DisputeSettled(DateTimeOffset At, string Unit, string Text, CountyCode? County = null) : CaseEvent(At);

    public sealed record CardIssued(
        DateTimeOffset At,
        string No,
        CardType Card,
        ClockKind Clock,
        int Round,
        DateTimeOffset DueAt,
        string? To = null) : CaseEvent(At);

    public sealed record CardAcknowledged(DateTimeOffset At, string No) : CaseEvent(At);

    public sealed record CardReplied(DateTimeOffset At, string No, string Text) : CaseEvent(At);

    /// <summary>The dates of a legal clock, worked out once by the calendar of that day and stored.</summary>
    public sealed record ClockSet(
        DateTimeOffset At,
        ClockKind Clock,
        int Round,
        DateTimeOffset Start,
        DateTimeOffset Due,
        DateTimeOffset? Reminder = null,
        DateTimeOffset? Urging = null,
        bool? Provisional = null) : CaseEvent(At);
}
