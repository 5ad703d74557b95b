using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Tests.Clocks;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>Three cases, three squads and a wall clock; acts are all or nothing, as the ledger makes them.</summary>
internal sealed class Town
{
    public DateTimeOffset Now { get; private set; }

    public List<Case> Cases { get; } = [Case.Nothing, Case.Nothing, Case.Nothing];

    public List<List<CaseEvent>> Histories { get; } = [[], [], []];

    /// <summary>2027 is loaded in the middle of the walk, so dates are provisional before and final after.</summary>
    public WorkingCalendar Calendar { get; private set; } = WorkingCalendar.Of(Notices.Years.Where(y => y.Year < 2026));

    public Dictionary<SquadId, Squad> Squads { get; } = [];

    /// <summary>The deadline table of each case, kept only by what <see cref="Deadlines.Of"/> says.</summary>
    public List<Dictionary<(ClockKind Kind, int Round, string Step), DateTimeOffset>> Table { get; } = [[], [], []];

    public HashSet<(int Case, ClockKind Kind, int Round, string Step)> Fired { get; } = [];

    /// <summary>Who waits since when, by an account of its own: the origin of C2 and C3.</summary>
    public List<Origin?> Origins { get; } = [null, null, null];

    public Town(DateTimeOffset start)
    {
        Now = start;
        foreach (var (id, code, county) in new[] { (Squad3, "潞州03", Luzhou), (Squad5, "潞州05", Luzhou), (SquadOfXiangyuan, "襄垣01", Xiangyuan) })
        {
            Squads[id] = Squad.Nothing
                .Evolve(new SquadEvent.SquadRegistered(start, id, Entry(code, county, Squads.Count)))
                .Evolve(new SquadEvent.ClockedOn(start, 2, "v1"));
        }
    }

    /// <summary>How often each step was tried on this walk.</summary>
    public Dictionary<string, int> Done { get; } = new(StringComparer.Ordinal);

    public int CardsIssued { get; private set; }

    /// <summary>Time goes by; the poller fires what is due, and every squad that came home is ready again.</summary>
    public void Wait(TimeSpan later)
    {
        Now += later;
        for (var i = 0; i < Cases.Count; i++)
        {
            // firing one row may take others away: a failed settlement has no urging card any more
            while (Table[i].Where(row => row.Value <= Now).OrderBy(row => row.Value).ThenBy(row => row.Key.Step is ClockSteps.Breach).FirstOrDefault() is { Key.Step: not null } row)
            {
                var (key, due) = row;
                var decision = Say(i, new CaseCommand.PassClock(key.Kind, key.Round, key.Step, due), Actor.Machine, At(i));
                Assert.IsType<Decision<CaseEvent>.Accepted>(decision);
                Assert.True(Fired.Add((i, key.Kind, key.Round, key.Step)), $"{key} fired twice");
            }
        }

        foreach (var squad in Squads.Values.Where(s => s.State is SquadState.Returning).ToList())
            Squads[squad.Id] = squad.Evolve(new SquadEvent.BackReady(Now));
    }

    /// <summary>The notice of a year comes out: whatever was provisional is worked out again.</summary>
    public void Load(WorkingCalendar calendar)
    {
        Calendar = calendar;
        for (var i = 0; i < Cases.Count; i++) Say(i, new CaseCommand.ReviewDates(), Actor.Machine, At(i));
    }

    public Moment At(int i, DateTimeOffset? claimed = null, bool offline = false) =>
        new(Now, claimed, offline, new Numbers(
            $"CZ20261123-{i:000000}", $"第{Cases[i].Directives + 1}号", Id(i), $"CZ20261123-{Cases.Count:000000}", Id(Cases.Count), $"卡{CardsIssued + 1}"))
        { Calendar = Calendar };

    public static CaseId Id(int i) => new(Number(100 + i));

    /// <summary>All or nothing, as one commit is: the case, its squads, and the cases it concerns.</summary>
    public Decision<CaseEvent> Say(int i, CaseCommand command, Actor by, Moment when)
    {
        var before = Cases[i];
        var decision = CaseDecider.Decide(before, command, by, when);
        if (decision is not Decision<CaseEvent>.Accepted accepted) return decision;

        var kin = new List<(CaseId Id, CaseCommand Command)>();
        var told = before;
        foreach (var e in accepted.Events)
        {
            kin.AddRange(Kin.Of(told, e));
            told = told.Evolve(e);
        }

        foreach (var (id, said) in kin.Where(k => k.Command is not CaseCommand.RegisterKin))
        {
            var other = Cases.FindIndex(c => c.Id == id);
            if (other < 0) return new Refusal(Refusals.NoSuchCase);
            if (Say(other, said, Actor.Machine, At(other)) is Decision<CaseEvent>.Refused no) return no;
        }

        var (after, squads) = (before, new Dictionary<SquadId, Squad>(Squads));
        var echoes = new List<(CaseId Case, CaseCommand Command)>();
        foreach (var e in accepted.Events)
        {
            foreach (var (id, reaction) in Reactions.Of(after, e))
            {
                var answer = SquadDecider.Decide(squads[id], reaction, by, when);
                if (answer is not Decision<SquadEvent>.Accepted follows)
                {
                    // only taking a squad may fail, and arriving together before the squad is there: one that is bound to the case can always follow it
                    Assert.True(reaction is SquadCommand.Assign || (reaction is SquadCommand.Arrive && after.Directive!.Alongside), $"{reaction}");
                    return ((Decision<SquadEvent>.Refused)answer).Refusal;
                }

                squads[id] = squads[id].Evolve(follows.Events);
                echoes.AddRange(follows.Events.SelectMany(s => Echoes.Of(before, e, s, squads[id])));
            }

            Origins[i] = Origin.After(Origins[i], e, after.Fast);
            after = after.Evolve(e);
        }

        foreach (var (id, squad) in squads) Squads[id] = squad;
        Keep(i, before, after, command);
        foreach (var (id, said) in echoes)
        {
            var other = Cases.FindIndex(c => c.Id == id);
            Assert.IsType<Decision<CaseEvent>.Accepted>(Say(other, said, Actor.Machine, At(other)));
        }

        Histories[i].AddRange(accepted.Events);
        Cases[i] = after;
        CardsIssued += accepted.Events.Count(e => e is CaseEvent.CardIssued);
        foreach (var (_, said) in kin.Where(k => k.Command is CaseCommand.RegisterKin)) Open(said);
        return decision;
    }

    private void Open(CaseCommand kin)
    {
        var (i, when) = (Cases.Count, At(0));
        Cases.Add(Case.Nothing);
        Histories.Add([]);
        Table.Add([]);
        Origins.Add(null);
        Assert.IsType<Decision<CaseEvent>.Accepted>(Say(i, kin, Actor.Machine, new Moment(Now, numbers: when.Numbers! with { Case = Id(i) }) { Calendar = Calendar }));
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
        public static Origin? After(Origin? origin, CaseEvent e, FastStage first) => e switch
        {
            CaseEvent.DirectiveIssued when origin is null => new Origin(e.At, e.At, First: true),
            CaseEvent.DirectiveIssued or CaseEvent.DirectiveReassigned or CaseEvent.DirectiveDeclined or CaseEvent.DirectivePreempted => origin! with { First = false },
            CaseEvent.DirectiveReceived r when origin is { First: true } && r.OccurredAt <= origin.IssuedAt.AddMinutes(3) =>
                origin with { At = r.OccurredAt },
            CaseEvent.DirectiveRecalled when origin is { First: true } => null,
            CaseEvent.DisputeSettled { County: not null } when first is not FastStage.Candidate => null,
            CaseEvent.DirectiveCancelled or CaseEvent.CaseReopened or CaseEvent.PreSettlementStarted or CaseEvent.NormalDecided => null,
            CaseEvent.FastDecided when first is not FastStage.Candidate => null,
            CaseEvent.CaseClosed or CaseEvent.CaseMerged or CaseEvent.TransferredOut when first is FastStage.Candidate => null,
            _ => origin,
        };
    }
}
