namespace OpsMap.Domain.Cases;

public abstract partial record CaseEvent
{
    public sealed record CaseSplit(
        DateTimeOffset At,
        CaseId Sibling,
        string No,
        string Title,
        string Facts,
        string? SuspectedLaw = null) : CaseEvent(At);

    public sealed record ConsultationAnswered(DateTimeOffset At, string Text) : CaseEvent(At);

    public sealed record CaseLocated(
        DateTimeOffset At,
        GeoPoint Point,
        LocationSource Source,
        CountyCode County,
        bool? CountyPending = null,
        string? Note = null) : CaseEvent(At);

    public sealed record MaterialsRequested(DateTimeOffset At, string What, DateOnly By) : CaseEvent(At);

    public sealed record MaterialsReceived(DateTimeOffset At, string Text, bool? Identity = null, ComplainantOnFile? OnFile = null) : CaseEvent(At);

    /// <summary>Only that it was put right and why; the data themselves lie sealed elsewhere.</summary>
    public sealed record ComplainantCorrected(DateTimeOffset At, string Reason, ComplainantOnFile OnFile, bool? Identity = null) : CaseEvent(At);

    public sealed record ComplainantUnreachable(DateTimeOffset At, string Text, int Attempts, bool? Sms = null) : CaseEvent(At);

    public sealed record PreSettlementStarted(DateTimeOffset At, PreSettler To, string Name, VenueId? Venue = null) : CaseEvent(At);

    public sealed record SelfSettled(DateTimeOffset At, string Text, decimal? RecoveredAmount = null) : CaseEvent(At);

    public sealed record PreSettlementFailed(DateTimeOffset At, string Text) : CaseEvent(At);

    public sealed record ReviewOpened(DateTimeOffset At, string Reason) : CaseEvent(At);

    public sealed record ReviewFinished(DateTimeOffset At, string Text, bool Reopen) : CaseEvent(At);

    public sealed record CaseReopened(DateTimeOffset At, ReopenReason Reason, string Text, int Cycle) : CaseEvent(At);

    public sealed record ComplaintWithdrawn(DateTimeOffset At, string Text) : CaseEvent(At);

    public sealed record TransferredOut(DateTimeOffset At, TransferTo To, string Name, string Text) : CaseEvent(At);

    public sealed record PublicityProposed(DateTimeOffset At, PersonId By, bool Publish, string? Reason = null) : CaseEvent(At);

    public sealed record PublicityDecided(DateTimeOffset At, bool Publish, string? Reason = null) : CaseEvent(At);

    public sealed record CaseMerged(DateTimeOffset At, CaseId Into, bool? Joint = null) : CaseEvent(At);

    public sealed record ChildJoined(DateTimeOffset At, CaseId Child, string No) : CaseEvent(At);

    public sealed record CaseLinked(DateTimeOffset At, IncidentId Incident) : CaseEvent(At);

    public sealed record CaseUnlinked(DateTimeOffset At, IncidentId Incident, bool? Over = null) : CaseEvent(At);

    public sealed record CaseTakenOver(DateTimeOffset At, string Reason) : CaseEvent(At);

    /// <summary>Leadership asks for it; a dispatcher opens it.</summary>
    public sealed record SupervisionRequested(
        DateTimeOffset At,
        SupervisionMode Mode,
        string Reason,
        DateTimeOffset Due,
        string Unit) : CaseEvent(At);

    /// <summary>Why what leadership asked for is not opened.</summary>
    public sealed record SupervisionDeclined(DateTimeOffset At, int Request, string Reason) : CaseEvent(At);

    /// <summary>Request: which of leadership's it takes up.</summary>
    public sealed record SupervisionOpened(
        DateTimeOffset At,
        int Id,
        SupervisionMode Mode,
        string Reason,
        DateTimeOffset Due,
        string Unit,
        int? Request = null) : CaseEvent(At);

    public sealed record SupervisionReplied(DateTimeOffset At, int Id, string Text) : CaseEvent(At);

    public sealed record SupervisionClosed(DateTimeOffset At, int Id, string Result) : CaseEvent(At);
}
