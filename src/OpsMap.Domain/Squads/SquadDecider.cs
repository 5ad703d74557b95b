using OpsMap.Domain.Access;

namespace OpsMap.Domain.Squads;

/// <summary>The squad's part of the procedure.</summary>
public static class SquadDecider
{
    public static Decision<SquadEvent> Decide(Squad state, SquadCommand command, Actor by, Moment when) =>
        new Refusal(Refusals.SquadNotNow);
}
