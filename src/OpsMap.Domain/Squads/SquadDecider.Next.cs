using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using static OpsMap.Domain.Squads.SquadCommand;
using static OpsMap.Domain.Squads.SquadEvent;

namespace OpsMap.Domain.Squads;

public static partial class SquadDecider
{
    /// <summary>Two complaints this close are one place: the arrival fence in towns.</summary>
    private const double SameSceneMetres = 150;

    /// <summary>What its cases may ask of a squad for a job that waits: everything but going there.</summary>
    private static Decision<SquadEvent> OfNext(Squad state, NextJob waiting, FromCase command, Moment when) => (waiting.Stage, command) switch
    {
        (SquadState.Assigned, Acknowledge c) => new Acknowledged(when.Now, c.CaseId),
        (SquadState.Responding, RespondRemote c) => new RespondingRemotely(when.Now, c.CaseId),
        (SquadState.Responding, Arrive c) when waiting.With == state.Job?.CaseId && state.State is SquadState.OnScene => new Arrived(when.Now, c.CaseId),
        (SquadState.OnScene, Finish c) => new Finished(when.Now, c.CaseId, c.OccurredAt),
        (_, Release c) => new NextDropped(when.Now, c.CaseId),
        _ => Taken(state, Refusals.SquadOtherJob),
    };

    private static Decision<SquadEvent> LineUp(Squad state, Assign command, Actor by, Moment when)
    {
        var together = command.WhenBusy is WhenBusy.Alongside;
        var refusal = Short(state, command)
            ?? (state.Next.Count < Squad.MostNext ? null : new Refusal(Refusals.SquadQueueFull, "squad", Facts.Of("max", Squad.MostNext)))
            ?? (!together || SameScene(state.Job, command.Scene) ? null : Taken(state, Refusals.NotSameScene));
        return refusal is not null
            ? refusal
            : new Queued(when.Now, command.CaseId, command.CaseNo, by.Name, command.CaseCounty, command.Scene, together ? state.Job!.CaseId : null);
    }

    /// <summary>Only the city takes a squad away from another county's case.</summary>
    private static Decision<SquadEvent> CallAway(Squad state, Assign command, Actor by, Moment when)
    {
        var job = state.Job!;
        if (job.County != command.CaseCounty && by.Role is not (Role.CityDispatcher or Role.System)) return new Refusal(Refusals.OtherCounty, "squad");
        return Short(state, command) is { } refusal
            ? refusal
            : new Decision<SquadEvent>.Accepted([new GaveWay(when.Now, job.CaseId, command.CaseId, command.CaseNo, command.Override!.Reason), Assignment(command, by, when)]);
    }

    /// <summary>Done with its job, it turns to the next in the same breath: first to what it has at the same place, then by turns.</summary>
    private static Decision<SquadEvent> Then(Squad state, SquadEvent done)
    {
        var next = state.Next.Find(n => n.Stage is SquadState.OnScene) ?? state.Next.FirstOrDefault();
        return next is null ? done : new Decision<SquadEvent>.Accepted([done, new NextTaken(done.At, next.Job.CaseId)]);
    }

    private static bool SameScene(SquadJob? job, GeoPoint? scene) =>
        job?.Scene is { } there && scene is { } here && here.MetresTo(there) <= SameSceneMetres;
}
