using System.Collections.Frozen;

namespace OpsMap.Domain;

/// <summary>Every code a refusal may carry.</summary>
public static class Refusals
{
    // who
    public const string WrongRole = "wrong-role";
    public const string OtherCounty = "other-county";
    public const string NotYourDirective = "not-your-directive";
    public const string NotYourSquad = "not-your-squad";
    public const string NotTakenOver = "not-taken-over";
    public const string HandledByYou = "handled-by-your-squad";
    public const string ClosedByYou = "closed-by-you";
    public const string NotYourUnit = "not-your-unit";
    public const string TakenOver = "taken-over";
    public const string NotYourVenue = "not-your-venue";
    public const string NotYourCase = "not-your-case";
    public const string SecondPersonNeeded = "second-person-needed";

    // when
    public const string NoSuchCase = "no-such-case";
    public const string AlreadyRegistered = "already-registered";
    public const string NotNow = "not-now";
    public const string WrongKind = "wrong-kind";
    public const string AlreadyDecided = "already-decided";
    public const string DeterminationMissing = "determination-missing";
    public const string DirectiveQueued = "directive-queued";
    public const string DirectiveOut = "directive-already-issued";
    public const string PlaceMissing = "place-missing";
    public const string OnlineShop = "online-shop";
    public const string NoActiveDirective = "no-active-directive";
    public const string NotYourRecall = "not-your-recall";
    public const string RecallTooLate = "recall-too-late";
    public const string SameSquad = "same-squad";
    public const string ModeIsRemote = "mode-is-remote";
    public const string AlreadyReplied = "already-replied";
    public const string FirstReplyMissing = "first-reply-missing";
    public const string SquadStillOut = "squad-still-out";
    public const string NotOnScene = "not-on-scene";
    public const string OutcomeDoesNotFit = "outcome-does-not-fit";
    public const string ClockStillRunning = "clock-still-running";
    public const string ClockNotRunning = "clock-not-running";
    public const string ClockNotDue = "clock-not-due";

    public const string PreComplaint = "pre-complaint";
    public const string ProposalPending = "proposal-pending";
    public const string NoProposal = "no-proposal";
    public const string ReturnLapsed = "return-lapsed";
    public const string CityMustDecide = "city-must-decide";
    public const string ReReplyNotDue = "re-reply-not-due";
    public const string ReReplyMissing = "re-reply-missing";
    public const string TooUrgent = "too-urgent";
    public const string ConsumerMustAgree = "consumer-must-agree";
    public const string AlreadyExtended = "already-extended";
    public const string TooLateToExtend = "too-late-to-extend";
    public const string ReviewOpen = "review-open";
    public const string HasChildren = "has-children";
    public const string NotPaused = "not-paused";
    public const string AlreadyPaused = "already-paused";
    public const string NotOwed = "not-owed";
    public const string ReviewMissing = "review-missing";
    public const string NoReviewOpen = "no-review-open";
    public const string SameCase = "same-case";
    public const string NotSameComplainant = "not-same-complainant";
    public const string OtherKind = "other-kind";
    public const string AlreadyInIncident = "already-in-incident";
    public const string NotInIncident = "not-in-incident";
    public const string AlreadyTakenOver = "already-taken-over";
    public const string NoSuchSupervision = "no-such-supervision";
    public const string AlreadyAnswered = "already-answered";
    public const string DisputePending = "dispute-pending";
    public const string NoDispute = "no-dispute";
    public const string NoSuchCard = "no-such-card";
    public const string NothingToReview = "nothing-to-review";
    public const string CountyWouldChange = "county-would-change";
    public const string EvidenceFull = "evidence-full";

    // incidents
    public const string NoSuchIncident = "no-such-incident";
    public const string IncidentExists = "incident-exists";
    public const string IncidentOver = "incident-over";
    public const string BurstMissing = "burst-missing";
    public const string CasesStillOpen = "cases-still-open";
    public const string DrillDiffers = "drill-differs";
    public const string TooManyRepresentatives = "too-many-representatives";
    public const string ExactOnlyInIncident = "exact-only-in-incident";
    public const string JointConsentMissing = "joint-consent-missing";

    // squads
    public const string NoSuchSquad = "no-such-squad";
    public const string SquadTaken = "squad-taken";
    public const string SquadFree = "squad-free";
    public const string SquadQueueFull = "squad-queue-full";
    public const string NotSameScene = "not-same-scene";
    public const string SquadOffDuty = "squad-off-duty";
    public const string SquadOnBreak = "squad-on-break";
    public const string SquadShortOfCrew = "squad-short-of-crew";
    public const string SquadOtherJob = "squad-other-job";
    public const string SquadNotNow = "squad-not-now";
    public const string SquadHasJob = "squad-has-job";
    public const string SquadOnDuty = "squad-on-duty";
    public const string SquadRetired = "squad-retired";
    public const string ParentDoesNotFit = "parent-does-not-fit";
    public const string SosRaised = "sos-raised";
    public const string NoSos = "no-sos";
    public const string LastSquad = "last-squad";
    public const string ShiftOverlaps = "shift-overlaps";
    public const string ShiftLength = "shift-length";
    public const string ShiftShortOfCrew = "shift-short-of-crew";

    // what was said
    public const string Required = "required";
    public const string TooLong = "too-long";
    public const string TextHasNul = "text-has-nul";
    public const string TextBroken = "text-broken";
    public const string OutOfRange = "out-of-range";
    public const string PointInvalid = "point-invalid";
    public const string PointOutsideCity = "point-outside-city";
    public const string SituationMissing = "situation-missing";
    public const string ArrivalProofMissing = "arrival-proof-missing";
    public const string ChecklistIncomplete = "checklist-incomplete";
    public const string AttemptsMissing = "attempts-missing";
    public const string NoticeNotRead = "notice-not-read";
    public const string NoSuchNotice = "no-such-notice";

    // the offices' registers
    public const string Repeated = "repeated";
    public const string NoSuchUnit = "no-such-unit";
    public const string NoSuchDepartment = "no-such-department";
    public const string NoSuchVenue = "no-such-venue";
    public const string BindingNotForRole = "binding-not-for-role";
    public const string CountyDoesNotFit = "county-does-not-fit";
    public const string TaskNotNow = "task-not-now";
    public const string CaseNotArchived = "case-not-archived";
    public const string DayRepeated = "day-repeated";
    public const string DayNotWeekend = "day-not-weekend";
    public const string DayOutsideYear = "day-outside-year";
    public const string RuleRepeated = "rule-repeated";
    public const string NothingSuggested = "nothing-suggested";
    public const string WordNotAllowed = "word-not-allowed";
    public const string InThePast = "in-the-past";
    public const string OneOfTwo = "one-of-two";
    public const string GroundDoesNotFit = "ground-does-not-fit";

    private static readonly FrozenSet<string> _badInput = FrozenSet.Create(StringComparer.Ordinal,
        Required, TooLong, TextHasNul, TextBroken, OutOfRange, PointInvalid, PointOutsideCity, SituationMissing,
        ArrivalProofMissing, ChecklistIncomplete, AttemptsMissing, NoticeNotRead, NoSuchNotice,
        Repeated, NoSuchUnit, NoSuchDepartment, NoSuchVenue, BindingNotForRole, CountyDoesNotFit,
        DayRepeated, DayNotWeekend, DayOutsideYear, RuleRepeated, WordNotAllowed, NothingSuggested,
        InThePast, OneOfTwo, ConsumerMustAgree, GroundDoesNotFit, SameCase, TooManyRepresentatives, JointConsentMissing,
        ShiftLength, ShiftShortOfCrew, ParentDoesNotFit);

    private static readonly FrozenSet<string> _wrongRole = FrozenSet.Create(StringComparer.Ordinal,
        WrongRole, NotYourDirective, NotYourSquad, NotTakenOver, HandledByYou, ClosedByYou, NotYourUnit, TakenOver, NotYourVenue, NotYourCase,
        SecondPersonNeeded, ExactOnlyInIncident);

    public static RefusalKind KindOf(string code) =>
        _badInput.Contains(code) ? RefusalKind.BadInput
        : _wrongRole.Contains(code) ? RefusalKind.WrongRole
        : string.Equals(code, OtherCounty, StringComparison.Ordinal) ? RefusalKind.OtherCounty
        : RefusalKind.NotNow;
}
