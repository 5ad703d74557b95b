using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Desk;
using static OpsMap.Domain.Cases.CaseCommand;

namespace OpsMap.Simulator.Field;

/// <summary>A squad's part of the procedure (分队): what comes next follows from what its phone shows, where its car stands, and its fate.</summary>
public sealed class SquadPlan(int seed, string code, DateTimeOffset begin, Profile profile, Pace pace)
{
    /// <summary>The fence normally notices; a squad that has waited this long says so itself.</summary>
    private static readonly TimeSpan _fenceFails = TimeSpan.FromSeconds(150);

    private readonly Roster _roster = Roster.Of(seed, code);

    /// <summary>Null when there is nothing to do but drive and wait.</summary>
    public FieldStep? Next(SquadNow now, Standing car, DateTimeOffset at) => now switch
    {
        { Squad.State: SquadState.OffDuty } => _roster.Absent ? null : new FieldStep.OnDuty(begin + pace.Of(_roster.ClocksOnAfter), _roster.ClockOn),
        { Squad.State: SquadState.Break } => new FieldStep.OnDuty(_roster.BreakEnds(at) ?? at, new SquadCommand.EndBreak()),
        { Squad.State: SquadState.Available, Job: null } => _roster.BreakEnds(at) is null ? null : new FieldStep.OnDuty(at, new SquadCommand.StartBreak(new Override("用餐"))),
        { Job: { } job } => Sooner(Working(now.Squad, job, car, at), Back(now.Squad, car)),
        _ => Back(now.Squad, car),
    };

    public JobFate FateOf(CaseId job) => JobFate.Of(seed, job, code, profile, pace);

    private FieldStep.OnJob? Working(SquadSeen squad, CaseFile job, Standing car, DateTimeOffset at)
    {
        if (job.Directive is not { } directive || directive.Squad != squad.Id) return null;
        var fate = FateOf(job.Card.Id);
        var step = (job.Card.Workflow, job.Card.Fast) switch
        {
            (Workflow.Closed, _) => Say(job.Card.ClosedAt ?? job.Since, fate.Feedback, new Feedback(FieldWords.Feedback(job))),
            (_, FastStage.DirectiveIssued) when fate.Declines && directive.Round == 1 => Say(directive.IssuedAt, fate.Acknowledge, new DeclineDirective(FieldWords.Decline(fate))),
            (_, FastStage.DirectiveIssued) => Say(directive.IssuedAt, fate.Acknowledge, new AckDirective()),
            (_, FastStage.DirectiveReceived) => Say(directive.ReceivedAt, fate.Respond, Answer(job, fate)),
            (_, FastStage.Responded) => Say(directive.RespondedAt, fate.Depart, new Depart()),
            (_, FastStage.RemoteHandling) => Say(directive.RespondedAt, fate.Handle, EndRemote(job, fate)),
            (_, FastStage.EnRoute) => Arrival(fate, car),
            (_, FastStage.OnScene) => OnScene(job, directive, fate),
            _ => null,
        };
        return step is { } s ? new FieldStep.OnJob(s.Due, job.Card.Id, At(s.Command, s.Due, at)) : null;
    }

    private static (DateTimeOffset Due, CaseCommand Command)? Arrival(JobFate fate, Standing car)
    {
        if (car.AtScene is not { } reached) return null;
        return fate.ArrivesByHand
            ? (reached + fate.Paper / 4, new Arrive(ArrivalProof.Manual, car.At, "已到达现场，门口停车。"))
            : (reached + _fenceFails, new Arrive(ArrivalProof.Manual, car.At, "围栏未触发，手动到场。"));
    }

    private static (DateTimeOffset Due, CaseCommand Command)? OnScene(CaseFile job, Directive directive, JobFate fate)
    {
        var handled = (directive.ArrivedAt ?? job.Since) + fate.Handle;
        return job.Card switch
        {
            { Legal: LegalStage.Agreed } => (job.Since + fate.Paper, new Close(Outcome.MediatedOnScene, FieldWords.Closing(fate), DeskPlan.Complete, DeskPlan.Recovered(job, fate.RecoveredShare))),
            { Kind: CaseKind.Complaint } when fate.Agrees => (handled, new Agree(FieldWords.Agreement(fate), PerformedAtOnce: true, Letter: false, DeskPlan.Recovered(job, fate.RecoveredShare))),
            { Kind: CaseKind.Complaint, Legal: LegalStage.Pending } when fate.Withdrawn => (handled, new Close(Outcome.SelfSettled, FieldWords.Settled(fate), DeskPlan.Complete, DeskPlan.Recovered(job, fate.RecoveredShare))),
            _ => (handled, new FinishScene(FieldWords.Left(job))),
        };
    }

    private static CaseCommand EndRemote(CaseFile job, JobFate fate) => job.Card is { Kind: CaseKind.Complaint, Legal: LegalStage.Pending } && (fate.Agrees || fate.Withdrawn)
        ? new Close(Outcome.SelfSettled, FieldWords.Settled(fate), DeskPlan.Complete, DeskPlan.Recovered(job, fate.RecoveredShare))
        : new FinishScene(FieldWords.Left(job));

    private static Respond Answer(CaseFile job, JobFate fate) => new(
        fate.Mode, FieldWords.Respond(fate), FirstReply: new ReplyGiven(true, DeskPlan.Unit(job.Card.County), AcceptanceAnswer.Yes));

    /// <summary>The call was made when it was due, however late the phone can say so.</summary>
    private static CaseCommand At(CaseCommand command, DateTimeOffset due, DateTimeOffset now) =>
        command is Respond r ? r with { ContactAt = due < now ? due : now } : command;

    private static FieldStep.OnDuty? Back(SquadSeen squad, Standing car) => squad.State is SquadState.Returning && car.AtBase is { } back
        ? new FieldStep.OnDuty(back, new SquadCommand.Ready())
        : null;

    private static FieldStep? Sooner(FieldStep? a, FieldStep? b) => a is null || b?.Due < a.Due ? b : a;

    private static (DateTimeOffset Due, CaseCommand Command)? Say(DateTimeOffset? from, TimeSpan after, CaseCommand command) =>
        from is { } start ? (start + after, command) : null;
}
