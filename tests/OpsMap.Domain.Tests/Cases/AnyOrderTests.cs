using System.Collections.Concurrent;
using CsCheck;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Squads;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>Whatever anybody says in whatever order, what must hold holds. A failure prints its seed.</summary>
public sealed class AnyOrderTests
{
    private static readonly Complainant _person = new("王小明", "13812341234", "长治市潞州区某小区七号楼", "140403199001011234");

    /// <summary>Towards the end of the procedure, or back out of a directive: pure chance does neither often enough.</summary>
    private static readonly IReadOnlyList<Row> _onward = [.. CaseDecider.Procedure.Reverse().Where(r => r.Name is not ("cancel-directive"
        or "reassign" or "decline-directive" or "recall-directive" or "decide-normal" or "add-opinion" or "route"
        or "sign" or "accept" or "start-mediation"))
        .OrderBy(r => r.Name is "depart" ? 0 : 1)];

    private static readonly IReadOnlyList<Row> _back =
        [.. CaseDecider.Procedure.Where(r => r.Name is "recall-directive" or "decline-directive" or "reassign" or "decide-normal" or "respond")];

    [Fact]
    public void The_invariants_hold_in_any_order()
    {
        var seen = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        Chance.Many.Sample(
            chances =>
            {
                var town = new Town();
                foreach (var chance in chances)
                {
                    Case[] before = [.. town.Cases];
                    town.Wait(chance.Later);
                    Act(town, chance, seen);
                    for (var i = 0; i < before.Length; i++)
                    {
                        if (!ReferenceEquals(before[i], town.Cases[i])) Check(town, i);
                    }

                    CheckSquads(town);
                }

                for (var i = 0; i < town.Cases.Length; i++) CheckHistory(town, i);
            },
            iter: 200,
            threads: 2);
        // a walk that never gets anywhere proves nothing
        Assert.Equal(Wire.Members(typeof(CaseEvent)).Select(t => Wire.NameOf(typeof(CaseEvent), t)).Order(StringComparer.Ordinal),
            seen.Keys.Order(StringComparer.Ordinal));
    }

    private static void Act(Town town, Chance chance, ConcurrentDictionary<string, int> seen)
    {
        var state = town.Cases[chance.CaseIndex];
        var (by, command) = chance.Sensible ? Sensible(town, state, chance) : (Everybody[chance.Who].Actor, chance.Command);
        if (command is CaseCommand.Register r) command = new CaseCommand.Register(r.Registration with { OnFile = _person.OnFile() });
        DateTimeOffset? claimed = chance.ClaimedAgo is { } ago ? town.Now - ago : null;
        var id = new CaseId(Number(100 + chance.CaseIndex));
        var when = new Moment(town.Now, claimed, chance.Offline, new Numbers($"CZ20261123-{chance.CaseIndex:000000}", $"第{state.Directives + 1}号", id));

        var offers = CaseDecider.Allowed(state, by, when).ToDictionary(a => a.Command, a => a, StringComparer.Ordinal);
        var again = CaseDecider.Decide(state, command, by, when);
        var decision = town.Say(chance.CaseIndex, command, by, when);
        if (offers.GetValueOrDefault(Wire.NameOf(command)) is { Allowed: false } no)
            Assert.Equal(no.Code, Assert.IsType<Decision<CaseEvent>.Refused>(decision).Refusal.Code);
        if (decision is not Decision<CaseEvent>.Accepted accepted) return;

        Assert.Equal(Text.Of(accepted.Events), Text.Of(Assert.IsType<Decision<CaseEvent>.Accepted>(again).Events));
        foreach (var e in accepted.Events)
        {
            seen.AddOrUpdate(Wire.NameOf(e), 1, (_, n) => n + 1);
            Assert.Equal(town.Now, e.At);
            if (e is CaseEvent.FieldStep step) Assert.InRange(step.OccurredAt, state.Exists ? state.ReceivedAt : e.At, e.At);
        }

        foreach (var row in town.Histories[chance.CaseIndex].OfType<CaseEvent.ClockPassed>()) seen.TryAdd(Wire.NameOf<CaseEvent>(row), 1);
    }

    /// <summary>Somebody who may, doing something that is open now; the words are still random.</summary>
    private static (Actor By, CaseCommand Command) Sensible(Town town, Case state, Chance chance)
    {
        var (rows, from) = (chance.Pick % 8) switch
        {
            < 3 when town.Now - state.Directive?.IssuedAt <= Promise.Recall => (_back, 0),
            < 5 => (_onward, 0),
            5 => (_back, 0),
            _ => (CaseDecider.Procedure, chance.Pick),
        };
        var people = Everybody.Count + 1;
        for (var turn = 0; turn < rows.Count * people; turn++)
        {
            var row = rows[(from + (turn / people)) % rows.Count];
            var person = (chance.Who + turn) % people;
            var by = person < Everybody.Count ? Everybody[person].Actor : Leader with { Squad = state.Directive?.Squad };
            if (row.Who == Who.Machine || row.Refuse(state, by, new Moment(town.Now)) is not null) continue;
            var command = chance.Command.GetType() == row.Command ? chance.Command : Stages.Say(state).First(c => c.GetType() == row.Command);
            return (by, command switch
            {
                CaseCommand.IssueDirective i => i with { Squad = Nearest(town, chance) },
                CaseCommand.Respond { Mode: HandlingMode.Remote } r when chance.Pick % 2 == 0 => r with { Mode = HandlingMode.OnSite },
                _ => command,
            });
        }

        return (Everybody[chance.Who].Actor, chance.Command);
    }

    private static SquadId Nearest(Town town, Chance chance)
    {
        var free = town.Squads.Values.Where(s => s.Assignable).Select(s => s.Id).DefaultIfEmpty(Squad3).ToList();
        return free[chance.Pick % free.Count];
    }

    private static void Check(Town town, int i)
    {
        var state = town.Cases[i];
        if (!state.Exists) return;

        // 件件有着落、事事有回音
        if (!state.Open)
        {
            Assert.NotNull(state.Outcome);
            Assert.NotNull(state.FirstReply);
            Assert.All(state.Clocks.Where(c => c.Running), c => Assert.Equal(ClockKind.C6, c.Kind));
            Assert.Null(state.ActiveSquad);
            Assert.True(Outcomes.Fits(state, state.Outcome.Value));
        }

        if (state.Workflow is Workflow.Archived) Assert.DoesNotContain(state.Clocks, c => c.Running);

        foreach (var kind in state.Clocks.GroupBy(c => c.Kind))
        {
            Assert.True(kind.Count(c => c.Running) <= 1, $"two {kind.Key} run");
            Assert.Equal(Enumerable.Range(1, kind.Count()), kind.Select(c => c.Round));
        }

        Assert.All(state.Clocks, c =>
        {
            Assert.Equal(c.Start + Promise.Of(c.Kind).Limit, c.Due);
            Assert.Equal(c.StoppedAt is null ? null : c.StoppedAt <= c.Due, c.Met);
            Assert.Equal(c.Passed ?? [], (c.Passed ?? []).Distinct(StringComparer.Ordinal));
        });

        Assert.True(!Runs(ClockKind.C1) || state.Fast is FastStage.Candidate, "C1 runs without a candidate");
        Assert.True(!Runs(ClockKind.C3) || state.Fast is not FastStage.RemoteHandling, "C3 runs though nobody goes");
        Assert.Equal(state.Fast is FastStage.DirectiveIssued, Runs(ClockKind.Ack));
        Assert.Equal(state.FirstReply is null, Runs(ClockKind.C4));
        if (town.Origins[i] is { } origin)
        {
            Assert.Equal(origin.At, state.Clocks.Latest(ClockKind.C2)!.Start);
            Assert.Equal(origin.At, state.Clocks.Latest(ClockKind.C3)!.Start);
        }
        else
        {
            Assert.False(Runs(ClockKind.C2) || Runs(ClockKind.C3));
        }

        // the table, kept by differences, is what the case waits for
        Assert.Equal(
            Deadlines.Open(state).Select(r => (r.Clock, r.Round, r.Step, r.DueAt)).Order(),
            town.Table[i].Select(r => (r.Key.Kind, r.Key.Round, r.Key.Step, r.Value)).Order());

        bool Runs(ClockKind kind) => state.Clocks.RunningOf(kind) is not null;
    }

    private static void CheckSquads(Town town)
    {
        var bound = town.Cases.Where(c => c.ActiveSquad is not null).ToList();
        Assert.Equal(bound.Count, bound.Select(c => c.ActiveSquad).Distinct().Count());
        foreach (var state in bound)
        {
            var squad = town.Squads[state.ActiveSquad!.Value];
            Assert.Equal(state.Id, squad.Job?.CaseId);
            Assert.Equal(
                state.Fast switch
                {
                    FastStage.DirectiveIssued => SquadState.Assigned,
                    FastStage.EnRoute => SquadState.EnRoute,
                    FastStage.OnScene => SquadState.OnScene,
                    _ => SquadState.Responding,
                },
                squad.State);
        }

        Assert.Equal(bound.Count, town.Squads.Values.Count(s => s.Job is not null));
    }

    private static void CheckHistory(Town town, int i)
    {
        var (state, history) = (town.Cases[i], town.Histories[i]);
        var written = history.ConvertAll(e => Text.Of(e));
        Assert.Equal(Text.Of(state), Text.Of(Case.Nothing.Evolve(written.Select(Text.Back<CaseEvent>))));
        Assert.Equal(Text.Of(state), Text.Of(Text.Back<Case>(Text.Of(state))));
        Assert.Equal(history.Select(e => e.At).Order(), history.Select(e => e.At));
        string[] secrets = [_person.Name, _person.Phone, _person.Address!, _person.IdNo!];
        Assert.All(written, text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }
}
