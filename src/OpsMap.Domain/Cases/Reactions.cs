using OpsMap.Domain.Squads;

namespace OpsMap.Domain.Cases;

/// <summary>What an event of a case does to squads.</summary>
public static class Reactions
{
    public static IEnumerable<(SquadId Squad, SquadCommand Command)> Of(Case before, CaseEvent e)
    {
        if (e is CaseEvent.DirectiveIssued d)
            return [(d.Squad, new SquadCommand.Assign(before.Id, before.No, before.County, d.Override, before.Point, d.WhenBusy))];
        if (before.ActiveSquad is not { } squad) return [];
        return e switch
        {
            CaseEvent.DirectiveReassigned r =>
            [
                (squad, new SquadCommand.Release(before.Id)),
                (r.Squad, new SquadCommand.Assign(before.Id, before.No, before.County, r.Override, before.Point, r.WhenBusy)),
            ],
            CaseEvent.DirectiveReceived => [(squad, new SquadCommand.Acknowledge(before.Id))],
            CaseEvent.SquadResponded { Mode: HandlingMode.Remote } => [(squad, new SquadCommand.RespondRemote(before.Id))],
            CaseEvent.SquadEnRoute => [(squad, new SquadCommand.Depart(before.Id))],
            CaseEvent.ArrivedOnScene { With: null } => [(squad, new SquadCommand.Arrive(before.Id))],
            CaseEvent.SceneFinished or CaseEvent.CaseClosed => [(squad, Leave(before, ((CaseEvent.FieldStep)e).OccurredAt))],
            CaseEvent.DirectiveDeclined or CaseEvent.DirectiveRecalled or CaseEvent.DirectiveCancelled =>
                [(squad, new SquadCommand.Release(before.Id))],
            _ => [],
        };
    }

    private static SquadCommand Leave(Case before, DateTimeOffset at) => before.Fast is FastStage.OnScene
        ? new SquadCommand.Finish(before.Id, at)
        : new SquadCommand.Release(before.Id);
}
