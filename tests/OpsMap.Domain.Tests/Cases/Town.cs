using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Squads;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>Three cases, three squads and a wall clock; acts are all or nothing, as the ledger makes them.</summary>
internal sealed class Town
{
    public DateTimeOffset Now { get; private set; } = Nine;

    public Case[] Cases { get; } = [Case.Nothing, Case.Nothing, Case.Nothing];

    public List<CaseEvent>[] Histories { get; } = [[], [], []];

    public Dictionary<SquadId, Squad> Squads { get; } = [];

    /// <summary>The deadline table of each case, kept only by what <see cref="Deadlines.Of"/> says.</summary>
    public Dictionary<(ClockKind Kind, int Round, string Step), DateTimeOffset>[] Table { get; } = [[], [], []];

    public HashSet<(int Case, ClockKind Kind, int Round, string Step)> Fired { get; } = [];

    /// <summary>Who waits since when, by an account of its own: the origin of C2 and C3.</summary>
    public Origin?[] Origins { get; } = new Origin?[3];

    public Town()
    {
        foreach (var (id, code, county) in new[] { (Squad3, "潞州03", Luzhou), (Squad5, "潞州05", Luzhou), (SquadOfXiangyuan, "襄垣01", Xiangyuan) })
        {
            Squads[id] = Squad.Nothing
                .Evolve(new SquadEvent.SquadRegistered(Nine, id, Entry(code, county, Squads.Count)))
                .Evolve(new SquadEvent.ClockedOn(Nine, 2, "v1"));
        }
    }

    /// <summary>Time goes by; the poller fires what is due, and every squad that came home is ready again.</summary>
    public void Wait(TimeSpan later)
    {
        Now += later;
        for (var i = 0; i < Cases.Length; i++)
        {
            foreach (var (key, due) in Table[i].Where(row => row.Value <= Now).OrderBy(row => row.Value).ToList())
            {
                var decision = Say(i, new CaseCommand.PassClock(key.Kind, key.Round, key.Step, due), Actor.Machine, new Moment(Now));
                Assert.IsType<Decision<CaseEvent>.Accepted>(decision);
                Assert.True(Fired.Add((i, key.Kind, key.Round, key.Step)), $"{key} fired twice");
            }
        }

        foreach (var squad in Squads.Values.Where(s => s.State is SquadState.Returning).ToList())
            Squads[squad.Id] = squad.Evolve(new SquadEvent.BackReady(Now));
    }

    public Decision<CaseEvent> Say(int i, CaseCommand command, Actor by, Moment when)
    {
        var before = Cases[i];
        var decision = CaseDecider.Decide(before, command, by, when);
        if (decision is not Decision<CaseEvent>.Accepted accepted) return decision;

        var (after, squads) = (before, new Dictionary<SquadId, Squad>(Squads));
        foreach (var e in accepted.Events)
        {
            foreach (var (id, reaction) in Reactions.Of(after, e))
            {
                if (SquadDecider.Decide(squads[id], reaction, by, when) is not Decision<SquadEvent>.Accepted follows)
                {
                    // only taking a squad may fail: one that is bound to the case can always follow it
                    Assert.IsType<SquadCommand.Assign>(reaction);
                    return new Refusal(Refusals.SquadTaken);
                }

                squads[id] = squads[id].Evolve(follows.Events);
            }

            Origins[i] = Origin.After(Origins[i], e);
            after = after.Evolve(e);
        }

        foreach (var (id, squad) in squads) Squads[id] = squad;
        Keep(i, before, after, command);
        Histories[i].AddRange(accepted.Events);
        Cases[i] = after;
        return decision;
    }

    private void Keep(int i, Case before, Case after, CaseCommand command)
    {
        var changes = Deadlines.Of(before, after);
        foreach (var row in changes.Cancel) Assert.True(Table[i].Remove((row.Clock, row.Round, row.Step)), $"{row} was not there");
        foreach (var row in changes.Add) Table[i][(row.Clock, row.Round, row.Step)] = row.DueAt;
        if (command is CaseCommand.PassClock passed) Table[i].Remove((passed.Clock, passed.Round, passed.Step));
    }

    /// <summary>Where C2 and C3 count from, kept by the words of the rule and not by the clocks.</summary>
    internal sealed record Origin(DateTimeOffset At, DateTimeOffset IssuedAt, bool First)
    {
        public static Origin? After(Origin? origin, CaseEvent e) => e switch
        {
            CaseEvent.DirectiveIssued when origin is null => new Origin(e.At, e.At, First: true),
            CaseEvent.DirectiveIssued or CaseEvent.DirectiveReassigned or CaseEvent.DirectiveDeclined => origin! with { First = false },
            CaseEvent.DirectiveReceived r when origin is { First: true } && r.OccurredAt <= origin.IssuedAt.AddMinutes(3) =>
                origin with { At = r.OccurredAt },
            CaseEvent.DirectiveRecalled when origin is { First: true } => null,
            CaseEvent.DirectiveCancelled => null,
            _ => origin,
        };
    }
}
