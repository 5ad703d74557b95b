using System.Text.Json.Serialization;
using OpsMap.Domain.Geo;

namespace OpsMap.Domain.Cases;

public abstract partial record CaseCommand
{
    public sealed record Split(string Title, string Facts, string? SuspectedLaw = null) : CaseCommand;

    public sealed record Answer(string Text) : CaseCommand;

    /// <summary>The county is the server's finding from the position; it is never taken from a message.</summary>
    public sealed record Locate(
        GeoPoint Point,
        LocationSource Source,
        Datum? Datum = null,
        string? Note = null,
        CountyCode? County = null,
        bool? CountyPending = null) : CaseCommand;

    public sealed record AskMaterials(string What, DateOnly By) : CaseCommand;

    /// <summary>Identity: name, telephone and address are there now. What is on file is the server's finding; it is never taken from a message.</summary>
    public sealed record ReceiveMaterials(string Text, bool? Identity = null, ComplainantOnFile? OnFile = null) : CaseCommand;

    /// <summary>The complainant's own data travel apart; identity and what is on file are the server's findings from them.</summary>
    public sealed record CorrectComplainant(string Reason, bool? Identity = null, ComplainantOnFile? OnFile = null) : CaseCommand;

    public sealed record RecordUnreachable(string Text, int? Attempts = null, bool? Sms = null) : CaseCommand;

    public sealed record SendToPreSettlement(PreSettler To, string Name, bool ConsumerAgrees, VenueId? Venue = null) : CaseCommand;

    public sealed record SettleBefore(string Text, decimal? RecoveredAmount = null) : CaseCommand;

    public sealed record FailPreSettlement(string Text) : CaseCommand;

    public sealed record FinishReview(string Text, [property: JsonPropertyName("reopen")] bool Again) : CaseCommand;

    public sealed record Reopen(ReopenReason Reason, string Text) : CaseCommand;

    public sealed record Withdraw(string Text) : CaseCommand;

    public sealed record TransferOut(TransferTo To, string Name, string Text) : CaseCommand;

    public sealed record DecidePublicity(bool Publish, string? Reason = null) : CaseCommand;

    public sealed record Merge(CaseId Into, bool? Joint = null) : CaseCommand;

    /// <summary>Said by another case: it was split off from it, or found on the way.</summary>
    public sealed record RegisterKin(
        Registration Registration,
        string No,
        KinTie Tie,
        CaseId From,
        string FromNo,
        PersonId ReceivedBy) : CaseCommand;

    /// <summary>Said by the case that is merged into this one.</summary>
    public sealed record AdoptChild(
        CaseId Child,
        string No,
        CountyCode County,
        CaseKind Kind,
        bool Joint,
        ComplainantOnFile? OnFile = null) : CaseCommand;

    public sealed record JoinIncident(IncidentId Incident) : CaseCommand;

    /// <summary>Over: the incident itself has ended; the case remembers it.</summary>
    public sealed record LeaveIncident(IncidentId Incident, bool? Over = null) : CaseCommand;

    public sealed record TakeOver(string Reason) : CaseCommand;

    public sealed record Supervise(SupervisionMode Mode, string Reason, DateTimeOffset Due, string Unit) : CaseCommand;

    /// <summary>Taken up as it was asked for, with another date if that has passed; or declined, with the reason.</summary>
    public sealed record AnswerSupervisionRequest(int Id, bool TakenUp, string? Reason = null, DateTimeOffset? Due = null) : CaseCommand;

    public sealed record ReplySupervision(int Id, string Text) : CaseCommand;

    public sealed record CloseSupervision(int Id, string Result) : CaseCommand;
}
