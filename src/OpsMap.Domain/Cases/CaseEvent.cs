using System.Text.Json.Serialization;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Cases;

/// <summary>What has happened to a case. Who did it, in which role and where, is kept beside the event.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CaseReceived), "case-received")]
[JsonDerivedType(typeof(TriageStarted), "triage-started")]
[JsonDerivedType(typeof(OpinionGiven), "opinion-given")]
[JsonDerivedType(typeof(CaseClassified), "case-classified")]
[JsonDerivedType(typeof(FastDecided), "fast-decided")]
[JsonDerivedType(typeof(NormalDecided), "normal-decided")]
[JsonDerivedType(typeof(DirectiveIssued), "directive-issued")]
[JsonDerivedType(typeof(DirectiveActivated), "directive-activated")]
[JsonDerivedType(typeof(DirectivePreempted), "directive-preempted")]
[JsonDerivedType(typeof(DirectiveRecalled), "directive-recalled")]
[JsonDerivedType(typeof(DirectiveReceived), "directive-received")]
[JsonDerivedType(typeof(DirectiveDeclined), "directive-declined")]
[JsonDerivedType(typeof(SquadResponded), "squad-responded")]
[JsonDerivedType(typeof(SquadEnRoute), "squad-en-route")]
[JsonDerivedType(typeof(ArrivedOnScene), "arrived-on-scene")]
[JsonDerivedType(typeof(SceneFinished), "scene-finished")]
[JsonDerivedType(typeof(EvidenceAdded), "evidence-added")]
[JsonDerivedType(typeof(CaseRouted), "case-routed")]
[JsonDerivedType(typeof(HandlingUnitSigned), "handling-unit-signed")]
[JsonDerivedType(typeof(FirstReplySent), "first-reply-sent")]
[JsonDerivedType(typeof(ComplaintAccepted), "complaint-accepted")]
[JsonDerivedType(typeof(AcceptanceTold), "acceptance-told")]
[JsonDerivedType(typeof(MediationStarted), "mediation-started")]
[JsonDerivedType(typeof(MediationAgreed), "mediation-agreed")]
[JsonDerivedType(typeof(CaseClosed), "case-closed")]
[JsonDerivedType(typeof(FeedbackSent), "feedback-sent")]
[JsonDerivedType(typeof(ReturnVisited), "return-visited")]
[JsonDerivedType(typeof(CaseArchived), "case-archived")]
[JsonDerivedType(typeof(DirectiveReassigned), "directive-reassigned")]
[JsonDerivedType(typeof(DirectiveCancelled), "directive-cancelled")]
[JsonDerivedType(typeof(CaseSplit), "case-split")]
[JsonDerivedType(typeof(ConsultationAnswered), "consultation-answered")]
[JsonDerivedType(typeof(CaseLocated), "case-located")]
[JsonDerivedType(typeof(MaterialsRequested), "materials-requested")]
[JsonDerivedType(typeof(MaterialsReceived), "materials-received")]
[JsonDerivedType(typeof(ComplainantCorrected), "complainant-corrected")]
[JsonDerivedType(typeof(ComplainantUnreachable), "complainant-unreachable")]
[JsonDerivedType(typeof(PreSettlementStarted), "pre-settlement-started")]
[JsonDerivedType(typeof(SelfSettled), "self-settled")]
[JsonDerivedType(typeof(PreSettlementFailed), "pre-settlement-failed")]
[JsonDerivedType(typeof(ReturnedForJurisdiction), "returned-for-jurisdiction")]
[JsonDerivedType(typeof(ReturnTakenIn), "return-taken-in")]
[JsonDerivedType(typeof(ReReplySent), "re-reply-sent")]
[JsonDerivedType(typeof(RefusalProposed), "refusal-proposed")]
[JsonDerivedType(typeof(ComplaintNotAccepted), "complaint-not-accepted")]
[JsonDerivedType(typeof(ProposalSentBack), "proposal-sent-back")]
[JsonDerivedType(typeof(AppraisalStarted), "appraisal-started")]
[JsonDerivedType(typeof(AppraisalEnded), "appraisal-ended")]
[JsonDerivedType(typeof(RecusalRequested), "recusal-requested")]
[JsonDerivedType(typeof(RecusalDecided), "recusal-decided")]
[JsonDerivedType(typeof(EndingProposed), "ending-proposed")]
[JsonDerivedType(typeof(MediationEnded), "mediation-ended")]
[JsonDerivedType(typeof(EndedNotified), "ended-notified")]
[JsonDerivedType(typeof(ClueFound), "clue-found")]
[JsonDerivedType(typeof(ExtensionProposed), "extension-proposed")]
[JsonDerivedType(typeof(VerificationExtended), "verification-extended")]
[JsonDerivedType(typeof(VerificationPaused), "verification-paused")]
[JsonDerivedType(typeof(VerificationResumed), "verification-resumed")]
[JsonDerivedType(typeof(ReportFiled), "report-filed")]
[JsonDerivedType(typeof(ReportNotFiled), "report-not-filed")]
[JsonDerivedType(typeof(ReporterInformed), "reporter-informed")]
[JsonDerivedType(typeof(ReviewOpened), "review-opened")]
[JsonDerivedType(typeof(ReviewFinished), "review-finished")]
[JsonDerivedType(typeof(CaseReopened), "case-reopened")]
[JsonDerivedType(typeof(ComplaintWithdrawn), "complaint-withdrawn")]
[JsonDerivedType(typeof(TransferredOut), "transferred-out")]
[JsonDerivedType(typeof(PublicityProposed), "publicity-proposed")]
[JsonDerivedType(typeof(PublicityDecided), "publicity-decided")]
[JsonDerivedType(typeof(CaseMerged), "case-merged")]
[JsonDerivedType(typeof(ChildJoined), "child-joined")]
[JsonDerivedType(typeof(CaseLinked), "case-linked")]
[JsonDerivedType(typeof(CaseUnlinked), "case-unlinked")]
[JsonDerivedType(typeof(CaseTakenOver), "case-taken-over")]
[JsonDerivedType(typeof(SupervisionRequested), "supervision-requested")]
[JsonDerivedType(typeof(SupervisionDeclined), "supervision-declined")]
[JsonDerivedType(typeof(SupervisionOpened), "supervision-opened")]
[JsonDerivedType(typeof(SupervisionReplied), "supervision-replied")]
[JsonDerivedType(typeof(SupervisionClosed), "supervision-closed")]
[JsonDerivedType(typeof(JurisdictionDisputed), "jurisdiction-disputed")]
[JsonDerivedType(typeof(DisputeEscalated), "dispute-escalated")]
[JsonDerivedType(typeof(DisputeSettled), "dispute-settled")]
[JsonDerivedType(typeof(CardIssued), "card-issued")]
[JsonDerivedType(typeof(CardAcknowledged), "card-acknowledged")]
[JsonDerivedType(typeof(CardReplied), "card-replied")]
[JsonDerivedType(typeof(ClockSet), "clock-set")]
[JsonDerivedType(typeof(ClockPassed), "clock-passed")]
public abstract partial record CaseEvent
{
    private CaseEvent(DateTimeOffset at) => At = at;

    /// <summary>When the server decided it.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>A step taken in the field, which may reach the server later than it happened.</summary>
    public abstract record FieldStep : CaseEvent
    {
        private protected FieldStep(DateTimeOffset at, DateTimeOffset occurredAt)
            : base(at) => OccurredAt = occurredAt;

        /// <summary>The instant that counts for compliance.</summary>
        public DateTimeOffset OccurredAt { get; init; }

        /// <summary>What the device said, when it was not believed.</summary>
        public DateTimeOffset? Disbelieved { get; init; }

        /// <summary>Entered by a dispatcher for the squad, from radio or telephone (代录).</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        public bool OnBehalf { get; init; }
    }

    public sealed record CaseReceived(
        DateTimeOffset At,
        CaseId Id,
        string No,
        CountyCode County,
        Registration Registration,
        Industry Industry,
        IReadOnlyList<Capability> Capabilities,
        int Grade,
        RuleSet RuleSet,
        PersonId ReceivedBy,
        GeoPoint? Point = null,
        KinTie? Tie = null,
        Kinsman? From = null) : CaseEvent(At);

    public sealed record TriageStarted(DateTimeOffset At) : CaseEvent(At);

    public sealed record OpinionGiven(DateTimeOffset At, OpinionUnit Unit, string Text) : CaseEvent(At);

    /// <summary>An industry brings the skills its squad must have.</summary>
    public sealed record CaseClassified(
        DateTimeOffset At,
        Industry? Industry = null,
        IReadOnlyList<Capability>? Capabilities = null,
        int? Grade = null) : CaseEvent(At);

    public sealed record FastDecided(
        DateTimeOffset At,
        IReadOnlyList<Situation> Situations,
        Industry Industry,
        IReadOnlyList<Capability> Capabilities,
        int Grade,
        bool Quorum,
        string? Note = null) : CaseEvent(At);

    public sealed record NormalDecided(DateTimeOffset At, int Grade, string? Note = null) : CaseEvent(At);

    public sealed record CaseRouted(DateTimeOffset At, Industry Industry, string Unit) : CaseEvent(At);

    public sealed record HandlingUnitSigned(DateTimeOffset At, bool? Station = null) : CaseEvent(At);

    public sealed record FirstReplySent(
        DateTimeOffset At,
        DateTimeOffset OccurredAt,
        ReplyGiven Reply,
        string? Text = null,
        string? Channel = null) : FieldStep(At, OccurredAt);

    /// <summary>Decided; and told by this channel at that instant, unless it is told later.</summary>
    public sealed record ComplaintAccepted(
        DateTimeOffset At,
        string? Channel = null,
        DateTimeOffset? ToldAt = null,
        bool? TellLater = null) : CaseEvent(At);

    public sealed record AcceptanceTold(DateTimeOffset At, string Channel, DateTimeOffset ToldAt) : CaseEvent(At);

    public sealed record MediationStarted(
        DateTimeOffset At,
        bool? OnSite = null,
        string? Place = null,
        DateTimeOffset? MeetingAt = null,
        string? Reason = null) : CaseEvent(At);

    public sealed record MediationAgreed(
        DateTimeOffset At,
        DateTimeOffset OccurredAt,
        string Text,
        bool PerformedAtOnce,
        bool Letter,
        decimal? RecoveredAmount = null) : FieldStep(At, OccurredAt);

    public sealed record CaseClosed(
        DateTimeOffset At,
        DateTimeOffset OccurredAt,
        Outcome Outcome,
        string Text,
        decimal? RecoveredAmount = null,
        PersonId? By = null) : FieldStep(At, OccurredAt);

    public sealed record FeedbackSent(DateTimeOffset At, DateTimeOffset OccurredAt, string Text) : FieldStep(At, OccurredAt);

    public sealed record ReturnVisited(
        DateTimeOffset At,
        bool Reached,
        int? ProcessScore = null,
        int? ResultScore = null,
        string? Comment = null,
        int? Attempts = null) : CaseEvent(At);

    public sealed record CaseArchived(DateTimeOffset At) : CaseEvent(At);

    /// <summary>A warning or breach instant went by while the clock ran; a breach names whose turn it was.</summary>
    public sealed record ClockPassed(
        DateTimeOffset At,
        ClockKind Clock,
        int Round,
        string Step,
        DateTimeOffset DueAt,
        bool Late,
        Holder? Holder = null,
        string? Unit = null) : CaseEvent(At);
}
