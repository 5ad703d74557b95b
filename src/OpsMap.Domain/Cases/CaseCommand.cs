using System.Text.Json;
using System.Text.Json.Serialization;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Cases;

/// <summary>What a person may say to a case: only what is said, never who says it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Register), "register")]
[JsonDerivedType(typeof(StartTriage), "start-triage")]
[JsonDerivedType(typeof(AddOpinion), "add-opinion")]
[JsonDerivedType(typeof(Classify), "classify")]
[JsonDerivedType(typeof(DecideFast), "decide-fast")]
[JsonDerivedType(typeof(DecideNormal), "decide-normal")]
[JsonDerivedType(typeof(IssueDirective), "issue-directive")]
[JsonDerivedType(typeof(ActivateDirective), "activate-directive")]
[JsonDerivedType(typeof(GiveWay), "give-way")]
[JsonDerivedType(typeof(ArriveAlongside), "arrive-alongside")]
[JsonDerivedType(typeof(RecallDirective), "recall-directive")]
[JsonDerivedType(typeof(AckDirective), "ack-directive")]
[JsonDerivedType(typeof(DeclineDirective), "decline-directive")]
[JsonDerivedType(typeof(Respond), "respond")]
[JsonDerivedType(typeof(Depart), "depart")]
[JsonDerivedType(typeof(Arrive), "arrive")]
[JsonDerivedType(typeof(FinishScene), "finish-scene")]
[JsonDerivedType(typeof(AddEvidence), "add-evidence")]
[JsonDerivedType(typeof(Route), "route")]
[JsonDerivedType(typeof(Sign), "sign")]
[JsonDerivedType(typeof(SendFirstReply), "first-reply")]
[JsonDerivedType(typeof(Accept), "accept")]
[JsonDerivedType(typeof(TellAcceptance), "tell-acceptance")]
[JsonDerivedType(typeof(StartMediation), "start-mediation")]
[JsonDerivedType(typeof(Agree), "agree")]
[JsonDerivedType(typeof(Close), "close")]
[JsonDerivedType(typeof(Feedback), "feedback")]
[JsonDerivedType(typeof(ReturnVisit), "return-visit")]
[JsonDerivedType(typeof(Archive), "archive")]
[JsonDerivedType(typeof(Reassign), "reassign")]
[JsonDerivedType(typeof(CancelDirective), "cancel-directive")]
[JsonDerivedType(typeof(Split), "split")]
[JsonDerivedType(typeof(Answer), "answer")]
[JsonDerivedType(typeof(Locate), "locate")]
[JsonDerivedType(typeof(AskMaterials), "ask-materials")]
[JsonDerivedType(typeof(ReceiveMaterials), "receive-materials")]
[JsonDerivedType(typeof(CorrectComplainant), "correct-complainant")]
[JsonDerivedType(typeof(RecordUnreachable), "record-unreachable")]
[JsonDerivedType(typeof(SendToPreSettlement), "send-to-presettlement")]
[JsonDerivedType(typeof(SettleBefore), "settle-before")]
[JsonDerivedType(typeof(FailPreSettlement), "fail-presettlement")]
[JsonDerivedType(typeof(Return), "return")]
[JsonDerivedType(typeof(TakeInReturn), "take-in-return")]
[JsonDerivedType(typeof(ReReply), "re-reply")]
[JsonDerivedType(typeof(Refuse), "refuse")]
[JsonDerivedType(typeof(Approve), "approve")]
[JsonDerivedType(typeof(SendBack), "send-back")]
[JsonDerivedType(typeof(PauseForAppraisal), "pause-for-appraisal")]
[JsonDerivedType(typeof(ResumeMediation), "resume-mediation")]
[JsonDerivedType(typeof(RequestRecusal), "request-recusal")]
[JsonDerivedType(typeof(DecideRecusal), "decide-recusal")]
[JsonDerivedType(typeof(EndMediation), "end-mediation")]
[JsonDerivedType(typeof(NotifyEnded), "notify-ended")]
[JsonDerivedType(typeof(FindClue), "find-clue")]
[JsonDerivedType(typeof(ExtendVerification), "extend-verification")]
[JsonDerivedType(typeof(PauseVerification), "pause-verification")]
[JsonDerivedType(typeof(ResumeVerification), "resume-verification")]
[JsonDerivedType(typeof(FileReport), "file-report")]
[JsonDerivedType(typeof(NotFile), "not-file")]
[JsonDerivedType(typeof(InformReporter), "inform-reporter")]
[JsonDerivedType(typeof(FinishReview), "finish-review")]
[JsonDerivedType(typeof(Reopen), "reopen")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(TransferOut), "transfer-out")]
[JsonDerivedType(typeof(DecidePublicity), "decide-publicity")]
[JsonDerivedType(typeof(Merge), "merge")]
[JsonDerivedType(typeof(RegisterKin), "register-kin")]
[JsonDerivedType(typeof(AdoptChild), "adopt-child")]
[JsonDerivedType(typeof(JoinIncident), "join-incident")]
[JsonDerivedType(typeof(LeaveIncident), "leave-incident")]
[JsonDerivedType(typeof(TakeOver), "take-over")]
[JsonDerivedType(typeof(Supervise), "supervise")]
[JsonDerivedType(typeof(AnswerSupervisionRequest), "answer-supervision-request")]
[JsonDerivedType(typeof(ReplySupervision), "reply-supervision")]
[JsonDerivedType(typeof(CloseSupervision), "close-supervision")]
[JsonDerivedType(typeof(DisputeJurisdiction), "dispute-jurisdiction")]
[JsonDerivedType(typeof(SettleDispute), "settle-dispute")]
[JsonDerivedType(typeof(AckCard), "ack-card")]
[JsonDerivedType(typeof(ReplyCard), "reply-card")]
[JsonDerivedType(typeof(ReviewDates), "review-dates")]
[JsonDerivedType(typeof(PassClock), "pass-clock")]
public abstract partial record CaseCommand
{
    private CaseCommand() { }

    public sealed record Register(Registration Registration) : CaseCommand;

    public sealed record StartTriage : CaseCommand;

    public sealed record AddOpinion(OpinionUnit Unit, string Text) : CaseCommand;

    /// <summary>What a person made of the suggestions: the industry, the grade, or both.</summary>
    public sealed record Classify(Industry? Industry = null, int? Grade = null) : CaseCommand;

    public sealed record DecideFast(
        IReadOnlyList<Situation> Situations,
        string? Note = null,
        Industry? Industry = null,
        IReadOnlyList<Capability>? Capabilities = null) : CaseCommand;

    public sealed record DecideNormal(string? Note = null) : CaseCommand;

    /// <summary>The receipt is the server's record of why this squad; it is never taken from a message.</summary>
    public sealed record IssueDirective(
        SquadId Squad,
        string? Note = null,
        Override? Override = null,
        JsonElement? Receipt = null,
        WhenBusy? WhenBusy = null) : CaseCommand;

    /// <summary>Said when the squad turns to this case, in the commit that frees it of the one before.</summary>
    public sealed record ActivateDirective : CaseCommand;

    /// <summary>Said when the squad was taken for a more urgent case.</summary>
    public sealed record GiveWay(CaseId For, string ForNo, string Reason) : CaseCommand;

    /// <summary>Said when the squad has arrived for another case at the same place.</summary>
    public sealed record ArriveAlongside(
        CaseId With,
        string WithNo,
        DateTimeOffset OccurredAt,
        ArrivalProof How,
        GeoPoint? Point = null,
        double? AccuracyM = null) : CaseCommand;

    public sealed record RecallDirective : CaseCommand;

    public sealed record AckDirective : CaseCommand;

    public sealed record DeclineDirective(string Reason) : CaseCommand;

    /// <summary>With attempts it says that nobody answered: then a message with the way of handling must have gone out.</summary>
    public sealed record Respond(
        HandlingMode Mode,
        string Text,
        DateTimeOffset? ContactAt = null,
        ReplyGiven? FirstReply = null,
        int? Attempts = null,
        bool? Sms = null) : CaseCommand;

    public sealed record Depart : CaseCommand;

    public sealed record Arrive(
        ArrivalProof How,
        GeoPoint? Point = null,
        string? Remark = null,
        double? AccuracyM = null,
        string? VenueCode = null) : CaseCommand;

    public sealed record FinishScene(string? Note = null) : CaseCommand;

    /// <summary>Said by the server only, for a person whose picture it has looked at and stored; offline when it knows that the phone was silent as it was taken.</summary>
    public sealed record AddEvidence(EvidenceId Evidence, EvidenceKind Kind, string Sha256, DateTimeOffset TakenAt, bool? Alone = null, bool Offline = false) : CaseCommand;

    public sealed record Route(Industry Industry, string Unit) : CaseCommand;

    public sealed record Sign : CaseCommand;

    public sealed record SendFirstReply(
        bool Received,
        string HandlingUnit,
        AcceptanceAnswer Accepted,
        string? Text = null,
        string? Channel = null) : CaseCommand;

    /// <summary>Decided and told in one step, by telephone and now unless something else is said; or told later, and the limit runs until then.</summary>
    public sealed record Accept(string? Channel = null, DateTimeOffset? ToldAt = null, bool? TellLater = null) : CaseCommand;

    public sealed record TellAcceptance(string Channel, DateTimeOffset? ToldAt = null) : CaseCommand;

    /// <summary>With a reason, a dispute on the spot is turned to mediation by law: its day for handling is over (C5).</summary>
    public sealed record StartMediation(bool? OnSite = null, string? Place = null, DateTimeOffset? At = null, string? Reason = null) : CaseCommand;

    public sealed record Agree(string Text, bool PerformedAtOnce, bool Letter, decimal? RecoveredAmount = null) : CaseCommand;

    public sealed record Close(
        Outcome Outcome,
        string Text,
        ClosingChecklist Checklist,
        decimal? RecoveredAmount = null) : CaseCommand;

    public sealed record Feedback(string Text) : CaseCommand;

    public sealed record ReturnVisit(
        bool Reached,
        int? ProcessScore = null,
        int? ResultScore = null,
        string? Comment = null,
        int? Attempts = null) : CaseCommand;

    public sealed record Archive : CaseCommand;

    public sealed record Reassign(
        SquadId Squad,
        string Reason,
        Override? Override = null,
        JsonElement? Receipt = null,
        WhenBusy? WhenBusy = null) : CaseCommand;

    public sealed record CancelDirective(string Reason) : CaseCommand;

    /// <summary>Said by the deadline poller only.</summary>
    public sealed record PassClock(ClockKind Clock, int Round, string Step, DateTimeOffset DueAt) : CaseCommand;
}

/// <summary>A dispatcher takes a squad the rules would not offer, and says why.</summary>
public sealed record Override(string Reason);

/// <summary>What a directive asks of a squad that is out (分队在办时): wait its turn, go together with what it has at the same place, or go first.</summary>
public enum WhenBusy { Queue, Alongside, Preempt }

/// <summary>The three facts a first reply must carry (首次回应三要素).</summary>
public sealed record ReplyGiven(bool Received, string HandlingUnit, AcceptanceAnswer Accepted);

/// <summary>The closing checklist (四到位): explained, recorded, passed on, handled.</summary>
public sealed record ClosingChecklist(bool Explained, bool Recorded, bool PassedOn, bool Handled);
