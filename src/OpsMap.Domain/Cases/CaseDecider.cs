using System.Collections.Frozen;
using OpsMap.Domain.Access;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.FastStage;
using static OpsMap.Domain.Cases.Guards;
using static OpsMap.Domain.Cases.LegalStage;
using static OpsMap.Domain.Cases.Row;
using static OpsMap.Domain.Cases.Workflow;

namespace OpsMap.Domain.Cases;

/// <summary>Whether a command is open to this person now, and if not why.</summary>
public sealed record Allowance(string Command, bool Allowed, string? Code = null);

/// <summary>The procedure (一条龙), one row per step, in the order a case lives it.</summary>
public static partial class CaseDecider
{
    public static IReadOnlyList<Row> Procedure { get; } =
    [
        // 受理 intake, 研判 determination
        On<Register>("T1", Who.Intake, [], Receive),
        On<StartTriage>("T3", Who.Dispatchers, [W(Received)], BeginTriage),
        On<AddOpinion>("T4", Who.Heard, [W(Triaging)], Hear),
        On<DecideFast>("T5", Who.Dispatchers, [NotConsultation, W(Triaging), F(FastStage.None, Candidate)], FindUrgent),
        On<DecideNormal>("T6", Who.Dispatchers, [W(Triaging), F(FastStage.None, Candidate), NotFoundNormalAlready], FindNormal),

        // 指令 directive
        On<IssueDirective>("T7", Who.Dispatchers, [Open, F(Candidate), Determined], Issue),
        On<RecallDirective>("T42a", Who.Dispatchers, [F(DirectiveIssued, DirectiveReceived), WithinRecall], Recall),
        On<AckDirective>("T8", Who.Squad, [F(DirectiveIssued)], Acknowledge),
        On<DeclineDirective>("T9", Who.Leader, [F(DirectiveIssued, DirectiveReceived)], Decline),
        On<Reassign>("T41", Who.Dispatchers, [SquadMayBeChanged], GiveToAnother),
        On<CancelDirective>("T42", Who.Dispatchers, [FastMayBeCancelled], Cancel),

        // 回应 response, 到场 arrival
        On<Respond>("T10", Who.Squad, [F(DirectiveReceived, Responded, RemoteHandling)], Answer),
        On<Depart>("T11", Who.Squad, [GoingThere, F(Responded)], SetOut),
        On<Arrive>("T12", Who.SquadOrFence, [GoingThere, F(Responded, EnRoute)], Reach),
        On<FinishScene>("T12a", Who.Squad, [F(OnScene, RemoteHandling)], Leave),

        // 分流 routing, 首次回应 first reply
        On<Route>("T13", Who.Dispatchers, [W(Triaging)], PassOn),
        On<Sign>("T14", Who.HandlingUnit, [W(Routed)], TakeCharge),
        On<SendFirstReply>("T18", Who.Everyone, [Open, NotReplied], Reply),

        // 受理决定 acceptance, 调解 mediation
        On<Accept>("T22", Who.Bureau, [Complaint, W(Triaging, Routed, Investigating, Handling), G(Pending)], TakeOn),
        On<StartMediation>("T24", Who.Mediators, [Complaint, W(Routed, Investigating, Handling), G(Accepted)], Mediate),
        On<Agree>("T27", Who.Mediators, [Complaint, Open, G(Pending, Accepted, Mediating), MediatingOrOnScene], Settle),

        // 办结 closing, 反馈 feedback, 回访 return visit, 归档 archive
        On<Close>("T30", Who.Everyone, [Open, Replied, NoSquadUnderway, HasAFittingOutcome], Finish),
        On<Feedback>("T31", Who.Everyone, [NotConsultation, W(Closed)], ReportBack),
        On<ReturnVisit>("T32", Who.Dispatchers, [W(FedBack), NotTheirOwnWork], AskAgain),
        On<Archive>("T33", Who.Archivists, [VisitedOrAnswered, NothingRuns], PutAway),

        // 时限 clocks
        On<PassClock>("C", Who.Machine, [], Pass),
    ];

    private static readonly FrozenDictionary<Type, Row> _rows = Procedure.ToFrozenDictionary(r => r.Command);

    public static Decision<CaseEvent> Decide(Case state, CaseCommand command, Actor by, Moment when) =>
        _rows[command.GetType()].Decide(state, command, by, when);

    /// <summary>What this person may do to this case now; the words of the command may still be refused.</summary>
    public static IReadOnlyList<Allowance> Allowed(Case state, Actor by, Moment when) =>
    [
        .. Procedure
            .Where(row => row.Who != Who.Machine && (row.Command == typeof(Register)) != state.Exists)
            .Select(row => row.Refuse(state, by, when) is { } refusal
                ? new Allowance(row.Name, Allowed: false, refusal.Code)
                : new Allowance(row.Name, Allowed: true)),
    ];

    private static Decision<CaseEvent> All(params IReadOnlyList<CaseEvent> events) => new Decision<CaseEvent>.Accepted(events);

    private static bool OnBehalf(Actor by) => by.Role is Role.CountyDispatcher;
}
