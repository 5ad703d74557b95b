using System.Collections.Frozen;
using System.Text.Json.Serialization;
using OpsMap.Domain.Access;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.FastStage;
using static OpsMap.Domain.Cases.Guards;
using static OpsMap.Domain.Cases.LegalStage;
using static OpsMap.Domain.Cases.Row;
using static OpsMap.Domain.Cases.Workflow;

namespace OpsMap.Domain.Cases;

/// <summary>Whether a command is open to this person now, and if not why; the words are the server's.</summary>
public sealed record Allowance(string Command, bool Allowed, string? Code = null, string? Why = null)
{
    /// <summary>What the words need besides the code.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string>? Facts { get; init; }
}

/// <summary>The procedure (一条龙), one row per step, in the order a case lives it.</summary>
public static partial class CaseDecider
{
    public static IReadOnlyList<Row> Procedure { get; } =
    [
        // 受理 intake, 研判 determination
        On<Register>("T1", Who.Intake, [], Receive),
        On<RegisterKin>("T1a", Who.Machine, [], ReceiveKin),
        On<StartTriage>("T3", Who.Dispatchers, [W(Received)], BeginTriage),
        On<Split>("T2", Who.Dispatchers, [Complaint, W(Received, Triaging)], SplitOff),
        On<AddOpinion>("T4", Who.Heard, [W(Triaging)], Hear),
        On<Classify>("T4a", Who.Dispatchers, [Open], Sort),
        On<DecideFast>("T5", Who.Dispatchers,
            [NotConsultation, W(Triaging, Routed, Investigating, Handling, Reopened), F(FastStage.None, Candidate, SceneDone, Cancelled), NotFoundUrgentAlready], FindUrgent),
        On<DecideNormal>("T6", Who.Dispatchers,
            [W(Triaging, Routed, Investigating, Handling, Reopened), F(FastStage.None, Candidate), MayBeFoundNormal], FindNormal),
        On<Locate>("T1b", Who.Locators, [Open], Place),
        On<Answer>("T1c", Who.Offices, [Consultation, W(Received, Triaging, Reopened), NotReplied], AnswerAtOnce),

        // 补正 materials, 先行和解 settlement before the bureau
        On<AskMaterials>("T19", Who.Offices, [W(Triaging, Routed), NoSquadOut], Ask),
        On<ReceiveMaterials>("T19a", Who.MaterialReceivers, [W(AwaitingMaterials)], TakeMaterials),
        On<CorrectComplainant>("T19b", Who.Offices, [OnFile], PutRight),
        On<SendToPreSettlement>("T20", Who.PreSettlers,
            [Complaint, W(Received, Triaging), F(FastStage.None, Candidate), NotTooUrgent, G(Pending), NoProposal], LetThemSettle),
        On<SettleBefore>("T21", Who.PreSettlers, [W(PreSettlement)], SettledBefore),
        On<FailPreSettlement>("T21a", Who.PreSettlers, [W(PreSettlement)], NotSettledBefore),

        // 指令 directive
        On<IssueDirective>("T7", Who.Dispatchers,
            [Open, NoDirectiveYet, F(Candidate), Determined, W(Triaging, Routed, Investigating, Handling, Reopened), HasAScene, Placed], Issue),
        On<ActivateDirective>("T7a", Who.Machine, [DirectiveQueued], TurnTo),
        On<GiveWay>("T7b", Who.Machine, [SquadMayBeChanged], GiveWayTo),
        On<RecallDirective>("T42a", Who.Dispatchers, [F(DirectiveIssued, DirectiveReceived), WithinRecall], Recall),
        On<AckDirective>("T8", Who.Squad, [F(DirectiveIssued)], Acknowledge),
        On<DeclineDirective>("T9", Who.Leader, [F(DirectiveIssued, DirectiveReceived)], Decline),
        On<Reassign>("T41", Who.Dispatchers, [SquadMayBeChanged], GiveToAnother),
        On<CancelDirective>("T42", Who.Dispatchers, [FastMayBeCancelled], Cancel),

        // 回应 response, 到场 arrival
        On<Respond>("T10", Who.Squad, [F(DirectiveReceived, Responded, RemoteHandling)], Contact),
        On<Depart>("T11", Who.Squad, [GoingThere, F(Responded), NotQueued], SetOut),
        On<Arrive>("T12", Who.SquadOrFence, [GoingThere, F(Responded, EnRoute), NotQueuedElsewhere], Reach),
        On<ArriveAlongside>("T12c", Who.Machine, [F(DirectiveReceived, Responded, RemoteHandling), DirectiveAlongside], ReachTogether),
        On<FinishScene>("T12a", Who.Squad, [F(OnScene, RemoteHandling)], Leave),
        On<AddEvidence>("T12b", Who.Everyone, [OnFile, RoomForEvidence], Secure),

        // 分流 routing, 退单 return, 首次回应 first reply
        On<Route>("T13", Who.Dispatchers, [Routable, NoSquadOut], PassOn),
        On<Sign>("T14", Who.HandlingUnit, [W(Routed)], TakeCharge),
        On<Return>("T15", Who.HandlingUnit, [W(Routed, Investigating), G(Pending, Verifying), NotReturnedBefore, ReturnStillOpen, NoSquadOut, NoProposal], HandBack),
        On<TakeInReturn>("T16", Who.Dispatchers, [W(Returned)], TakeBack),
        On<ReReply>("T17", Who.Dispatchers, [ReReplyOwed], ReplyAgain),
        On<SendFirstReply>("T18", Who.Everyone, [OpenOrMerged, NotReplied], Reply),
        On<RecordUnreachable>("T18a", Who.Everyone, [OpenOrMerged, NotReplied, NotFoundUnreachable], GiveUpReaching),
        On<DisputeJurisdiction>("L6", Who.HandlingUnit, [NotConsultation, Open, G(Pending, Verifying), NoDispute], Contest),
        On<SettleDispute>("L6a", Who.Dispatchers, [Open, MaySettleDispute], EndContest),

        // 受理决定 acceptance
        On<Accept>("T22", Who.Bureau, [Complaint, W(Triaging, Routed, Investigating, Handling), G(Pending), NotPreComplaint, NoProposal], TakeOn),
        On<TellAcceptance>("T22a", Who.Bureau, [Complaint, AcceptanceOwed], TellAccepted),
        On<Refuse>("T23", Who.Bureau, [Complaint, W(Triaging, AwaitingMaterials, Routed, Investigating, Handling), G(Pending), NoProposal, NoSquadOut], ProposeRefusal),
        On<Approve>("T23a", Who.Dispatchers, [MayDecideProposal], Confirm),
        On<SendBack>("T23b", Who.Dispatchers, [MayDecideProposal], Reject),

        // 调解 mediation
        On<StartMediation>("T24", Who.Mediators, [Complaint, W(Routed, Investigating, Handling), G(Accepted)], Mediate),
        On<PauseForAppraisal>("T25", Who.Bureau, [Open, G(Mediating)], HaveAppraised),
        On<ResumeMediation>("T25a", Who.Bureau, [Open, G(Appraisal)], GoOn),
        On<RequestRecusal>("T26", Who.Parties, [Open, G(Mediating)], AskRecusal),
        On<DecideRecusal>("T26a", Who.Bureau, [Open, G(RecusalReview)], AnswerRecusal),
        On<Agree>("T27", Who.Mediators, [Complaint, Open, NotPreComplaint, G(Pending, Accepted, Mediating), MediatingOrOnScene, NoProposalButEnding], Settle),
        On<EndMediation>("T28", Who.Bureau, [Open, G(Accepted, Mediating, RecusalReview)], EndIt),
        On<NotifyEnded>("T28a", Who.Bureau, [Owed(ClockKind.L3)], TellEnded),

        // 举报核查 verification of reports
        On<FindClue>("T29", Who.Mediators, [NotConsultation], Discover),
        On<ExtendVerification>("L4", Who.Bureau, [Report, Open, G(Verifying), Counting, NotExtended, NoProposal], AskForMoreTime),
        On<PauseVerification>("L4a", Who.Bureau, [Report, Open, G(Verifying), Counting], HaveTested),
        On<ResumeVerification>("L4b", Who.Bureau, [Open, G(Verifying), Paused], VerifyOn),
        On<FileReport>("L4c", Who.Bureau, [Report, W(Routed, Investigating, Handling), G(Verifying)], FileIt),
        On<NotFile>("L4d", Who.Bureau, [Report, W(Routed, Investigating, Handling), G(Verifying)], LeaveUnfiled),
        On<InformReporter>("L5", Who.Bureau, [Owed(ClockKind.L5)], Inform),

        // 办结 closing, 反馈 feedback, 回访 return visit, 公示 publicity, 归档 archive
        On<Close>("T30", Who.Everyone, [Open, Replied, NoSquadUnderway, HasAFittingOutcome], Finish),
        On<Feedback>("T31", Who.Everyone, [NotConsultation, W(Closed)], ReportBack),
        On<ReturnVisit>("T32", Who.Dispatchers, [W(FedBack), NotTheirOwnWork], AskAgain),
        On<FinishReview>("T32a", Who.Dispatchers, [UnderReview], EndReview),
        On<DecidePublicity>("L8", Who.Offices, [Owed(ClockKind.L8), NoProposal], ProposePublicity),
        On<Archive>("T33", Who.Archivists, [VisitedOrAnswered, ReviewDone, NoProposal, NothingRuns], PutAway),
        On<Reopen>("T34", Who.Dispatchers, [W(Closed, FedBack, ReturnVisited, Archived), ReviewDone, NoProposal], OpenAgain),

        // 合并 merging, 撤回 withdrawal, 移送 transfer
        On<Merge>("T35", Who.Dispatchers,
            [NotConsultation, W(Received, Triaging, AwaitingMaterials, Routed, Investigating), NoSquadOut, G(Pending, Verifying), Childless, NoProposal], JoinTo),
        On<AdoptChild>("T35a", Who.Machine, [Open], TakeChild),
        On<JoinIncident>("T36", Who.Machine, [], LinkTo),
        On<LeaveIncident>("T36a", Who.Machine, [], Unlink),
        On<Withdraw>("T37", Who.Withdrawers, [Complaint, Open, G(Pending, Accepted, Mediating, Appraisal, RecusalReview)], TakeItBack),
        On<TransferOut>("T38", Who.Dispatchers,
            [W(Triaging, AwaitingMaterials, Routed, Investigating, Handling), Replied, NoSquadOut, G(Pending, Accepted, Mediating, Appraisal, RecusalReview, Verifying)], SendAway),

        // 督办 supervision from above
        On<TakeOver>("T39", Who.City, [Open, NotCitys], TakeFromCounty),
        On<Supervise>("T40", Who.Supervisors, [Open], LookAfter),
        On<AnswerSupervisionRequest>("T40c", Who.Dispatchers, [Open, SupervisionAskedFor], AnswerRequest),
        On<ReplySupervision>("T40a", Who.HandlingUnit, [SupervisedUnanswered], AnswerSupervision),
        On<CloseSupervision>("T40b", Who.Dispatchers, [Supervised], EndSupervision),

        // 时限 clocks
        On<AckCard>("C9", Who.CardHolders, [CardUnread], ReadCard),
        On<ReplyCard>("C10", Who.CardHolders, [CardUnanswered], AnswerCard),
        On<ReviewDates>("Cb", Who.Machine, [], Recount),
        On<PassClock>("C", Who.Machine, [], Pass),
    ];

    private static readonly FrozenDictionary<Type, Row> _rows = Procedure.ToFrozenDictionary(r => r.Command);

    public static Decision<CaseEvent> Decide(Case state, CaseCommand command, Actor by, Moment when) =>
        _rows[command.GetType()].Decide(state, command, by, when) is var decision && decision is Decision<CaseEvent>.Accepted accepted
            ? All(LegalClocks.Dated(state, accepted.Events, when))
            : decision;

    /// <summary>Whether people say it: neither the system's own words nor a registration or a picture, which have ways of their own.</summary>
    public static bool FromPeople(Type command) =>
        command != typeof(Register) && command != typeof(AddEvidence) && _rows[command].Who != Who.Machine;

    /// <summary>What this person may do to this case now; the words of the command may still be refused.</summary>
    public static IReadOnlyList<Allowance> Allowed(Case state, Actor by, Moment when) =>
    [
        .. Procedure
            .Where(row => row.Who != Who.Machine && (row.Command == typeof(Register)) != state.Exists)
            .Select(row => row.Refuse(state, by, when) is { } refusal
                ? new Allowance(row.Name, Allowed: false, refusal.Code) { Facts = refusal.Facts }
                : new Allowance(row.Name, Allowed: true)),
    ];

    private static Decision<CaseEvent> All(params IReadOnlyList<CaseEvent> events) => new Decision<CaseEvent>.Accepted(events);

    private static bool OnBehalf(Actor by) => by.Role is Role.CountyDispatcher;
}
