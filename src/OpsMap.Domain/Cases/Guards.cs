using OpsMap.Domain.Clocks;

namespace OpsMap.Domain.Cases;

/// <summary>The conditions that rows of the procedure share.</summary>
public static partial class Guards
{
    public static Guard Open { get; } = (state, _, _) => state.Open ? null : NotNow(state);

    public static Guard Complaint { get; } = Kind(CaseKind.Complaint);

    public static Guard NotConsultation { get; } = Kind(CaseKind.Complaint, CaseKind.Report);

    /// <summary>Once a unit has the case only a ticked box that nobody has looked at is left to decide; a found urgency is cancelled instead.</summary>
    public static Guard MayBeFoundNormal { get; } = (state, _, _) =>
        state is { Determined: true, Fast: FastStage.None } ? new(Refusals.AlreadyDecided)
        : state.Workflow is Workflow.Triaging || state is { Determined: false, Fast: FastStage.Candidate } ? null
        : NotNow(state);

    /// <summary>In triage the finding may be corrected; later it stands until it is cancelled or done.</summary>
    public static Guard NotFoundUrgentAlready { get; } = (state, _, _) =>
        state is { Determined: true, Fast: FastStage.Candidate, Workflow: not Workflow.Triaging } ? new(Refusals.AlreadyDecided) : null;

    public static Guard Determined { get; } = (state, _, _) => state.Determined ? null : new(Refusals.DeterminationMissing);

    /// <summary>Of two dispatchers at the same second the later one learns who was first.</summary>
    public static Guard NoDirectiveYet { get; } = (state, _, _) => state is { SquadOut: true, Directive: { } d }
        ? new(Refusals.DirectiveOut, Facts: Facts.Of(("by", d.Issuer ?? "其他席位"), ("no", d.No)))
        : null;

    /// <summary>A county's middle is no place: somebody puts the pin before anybody is sent.</summary>
    public static Guard Placed { get; } = (state, _, _) => state.Point is null ? new(Refusals.PlaceMissing) : null;

    /// <summary>Jurisdiction follows the address on the platform (Order 121 art. 13); there is no scene to go to.</summary>
    public static Guard HasAScene { get; } = (state, _, _) => state.Registration.Platform is null ? null : new(Refusals.OnlineShop);

    public static Guard WithinRecall { get; } = (state, by, when) =>
        state.Directive!.IssuedBy != by.Id ? new(Refusals.NotYourRecall)
        : when.Now > state.Directive.IssuedAt + Promise.Recall ? new(Refusals.RecallTooLate)
        : null;

    public static Guard GoingThere { get; } = (state, _, _) =>
        state.Fast is FastStage.RemoteHandling ? new(Refusals.ModeIsRemote) : null;

    public static Guard DirectiveQueued { get; } = (state, _, _) => state.Directive is { Queued: true } ? null : NotNow(state);

    public static Guard DirectiveAlongside { get; } = (state, _, _) => state.Directive is { Alongside: true } ? null : NotNow(state);

    /// <summary>A squad goes to one place at a time.</summary>
    public static Guard NotQueued { get; } = (state, _, _) => state.Directive is { Queued: true } ? new(Refusals.DirectiveQueued) : null;

    public static Guard NotQueuedElsewhere { get; } = (state, by, when) =>
        state.Directive is { Alongside: true } ? null : NotQueued(state, by, when);

    /// <summary>Nobody decides over the head of a squad that is out.</summary>
    public static Guard NoSquadOut { get; } = (state, _, _) =>
        state.SquadOut ? new(Refusals.SquadStillOut, Facts: Facts.Of("fast", state.Fast)) : null;

    public static Guard SquadMayBeChanged { get; } = (state, _, _) =>
        state is { SquadOut: true, Fast: not FastStage.OnScene } ? null
        : state.SquadOut ? NotNow(state)
        : new(Refusals.NoActiveDirective);

    /// <summary>Also when the squad has declined and nobody else is found: C2 and C3 would run for ever.</summary>
    public static Guard FastMayBeCancelled { get; } = (state, _, _) =>
        state.Open && (state.SquadOut || (state.Fast is FastStage.Candidate && state.Workflow > Workflow.Triaging))
            ? null
            : new(Refusals.NoActiveDirective);

    public static Guard NotReplied { get; } = (state, _, _) => state.FirstReply is null ? null : new(Refusals.AlreadyReplied);

    /// <summary>A merged case keeps its own complainant, and that complainant is answered.</summary>
    public static Guard OpenOrMerged { get; } = (state, _, _) =>
        state.Open || state.Workflow is Workflow.Merged ? null : NotNow(state);

    /// <summary>Nothing ends without a reply, or with a return that nobody told the complainant of.</summary>
    public static Guard Replied { get; } = (state, _, _) =>
        !state.Replied ? new(Refusals.FirstReplyMissing)
        : state.Clocks.RunningOf(ClockKind.C8) is not null ? new(Refusals.ReReplyMissing)
        : null;

    public static Guard MediatingOrOnScene { get; } = (state, _, _) =>
        state.Legal is LegalStage.Mediating || state.Fast is FastStage.OnScene ? null : new(Refusals.NotOnScene);

    public static Guard NoSquadUnderway { get; } = (state, _, _) =>
        state.Fast is FastStage.Candidate
            || state is { SquadOut: true, Fast: not (FastStage.OnScene or FastStage.RemoteHandling) }
            ? new(Refusals.SquadStillOut, Facts: Facts.Of("fast", state.Fast))
            : null;

    public static Guard HasAFittingOutcome { get; } = (state, _, _) =>
        Outcomes.Fitting(state).Any() ? null : new(Refusals.OutcomeDoesNotFit);

    public static Guard NotTheirOwnWork { get; } = (state, by, _) =>
        by.Squad is { } squad && squad == state.Directive?.Squad ? new(Refusals.HandledByYou)
        : state.ClosedBy == by.Id ? new(Refusals.ClosedByYou)
        : null;

    public static Guard VisitedOrAnswered { get; } = (state, _, _) =>
        state.Workflow is Workflow.ReturnVisited
            || state is { Workflow: Workflow.Closed, Kind: CaseKind.Consultation }
            ? null
            : NotNow(state);

    public static Guard NothingRuns { get; } = (state, _, _) =>
        state.Clocks.Find(c => c.Running) is { } clock ? new(Refusals.ClockStillRunning, Facts: Facts.Of("clock", clock.Kind.Code)) : null;

    /// <summary>What was put away, joined to another case or sent elsewhere takes no more papers.</summary>
    public static Guard OnFile { get; } = (state, _, _) =>
        state.Workflow is Workflow.Archived or Workflow.Merged or Workflow.TransferredOut ? NotNow(state) : null;

    public static Guard RoomForEvidence { get; } = (state, _, _) =>
        state.Evidence.Count < Case.MostEvidence ? null : new(Refusals.EvidenceFull, Facts: Facts.Of("max", Case.MostEvidence));

    public static Guard Kind(params IReadOnlyList<CaseKind> kinds) => (state, _, _) =>
        kinds.Contains(state.Kind) ? null : new(Refusals.WrongKind, Facts: Facts.Of("kind", state.Kind));

    public static Guard W(params IReadOnlyList<Workflow> stages) => (state, _, _) =>
        stages.Contains(state.Workflow) ? null : NotNow(state);

    public static Guard F(params IReadOnlyList<FastStage> stages) => (state, _, _) =>
        stages.Contains(state.Fast) ? null : NotNow(state);

    public static Guard G(params IReadOnlyList<LegalStage> stages) => (state, _, _) =>
        stages.Contains(state.Legal) ? null : NotNow(state);

    private static Refusal NotNow(Case state) => new(
        Refusals.NotNow,
        Facts: Facts.Of(("workflow", state.Workflow), ("fast", state.Fast), ("legal", state.Legal)));
}
