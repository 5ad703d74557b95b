using System.Collections.Concurrent;
using CsCheck;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Tests.Clocks;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>Whatever anybody says in whatever order, what must hold holds. A failure prints its seed.</summary>
public sealed class AnyOrderTests
{
    /// <summary>Each of about a hundred steps.</summary>
    private const int Walks = 1100;

    /// <summary>So many commands are really said and answered, or the walks prove less than they claim.</summary>
    private const int Commands = 100_000;

    [Fact]
    public void The_invariants_hold_in_any_order()
    {
        var seen = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var said = 0;
        Chance.Many.Sample(
            chances =>
            {
                var town = Walk.Begin(chances);
                foreach (var chance in chances)
                {
                    Case[] before = [.. town.Cases];
                    town.Wait(chance.Later);
                    if (chance.Pick == 500) town.Load(Notices.Calendar);
                    if (Act(town, chance)) Interlocked.Increment(ref said);
                    for (var i = 0; i < town.Cases.Count; i++)
                    {
                        if (i >= before.Length || !ReferenceEquals(before[i], town.Cases[i])) Check(town, i);
                    }

                    CheckSquads(town);
                }

                for (var i = 0; i < town.Cases.Count; i++) CheckHistory(town, i, seen);
            },
            iter: Walks,
            threads: 2);
        Assert.True(said >= Commands, $"only {said} commands were said");
        // a walk that never gets anywhere proves nothing; of what happens a few times in a hundred thousand steps, chance may leave out some
        string[] all = [.. Wire.Members(typeof(CaseEvent)).Select(t => Wire.NameOf(typeof(CaseEvent), t))];
        string[] never = [.. all.Except(seen.Keys, StringComparer.Ordinal)];
        Assert.True(never.Length <= all.Length / 10, string.Join(' ', never));
    }

    private static bool Act(Town town, Chance chance)
    {
        if (Walk.Next(town, chance) is not var (i, by, command, when)) return false;
        var state = town.Cases[i];
        var offers = CaseDecider.Allowed(state, by, when).ToDictionary(a => a.Command, a => a, StringComparer.Ordinal);
        var again = CaseDecider.Decide(state, command, by, when);
        var decision = town.Say(i, command, by, when);
        if (offers.GetValueOrDefault(Wire.NameOf(command)) is { Allowed: false } no)
            Assert.Equal(no.Code, Assert.IsType<Decision<CaseEvent>.Refused>(decision).Refusal.Code);
        if (decision is not Decision<CaseEvent>.Accepted accepted) return true;

        Assert.Equal(Text.Of(accepted.Events), Text.Of(Assert.IsType<Decision<CaseEvent>.Accepted>(again).Events));
        foreach (var e in accepted.Events)
        {
            Assert.Equal(town.Now, e.At);
            if (e is CaseEvent.FieldStep step) Assert.InRange(step.OccurredAt, state.Exists ? state.ReceivedAt : e.At, e.At);
        }

        return true;
    }

    private static void Check(Town town, int i)
    {
        var state = town.Cases[i];
        if (!state.Exists) return;

        // 件件有着落、事事有回音
        if (!state.Open)
        {
            Assert.NotNull(state.Outcome);
            Assert.True(state.Replied || state.Workflow is Workflow.Merged);
            Assert.All(state.Clocks.Where(c => c.Running), c => Assert.True(
                c.Kind is ClockKind.C6 or ClockKind.L3 or ClockKind.L5 or ClockKind.L8 || (state.Workflow is Workflow.Merged && c.Kind is ClockKind.C4), $"{c.Kind} runs on"));
            Assert.Null(state.ActiveSquad);
            Assert.True(Outcomes.Fits(state, state.Outcome.Value), $"{state.Outcome} of {state.Workflow}/{state.Legal}");
            Assert.Equal(state.Outcome, state.Endings[^1].Outcome);
        }

        Assert.Equal(state.Endings.Count, state.Cycle - (state.Open ? 1 : 0));
        Assert.Equal(state.Cards.Count, state.Cards.Select(c => (c.Clock, c.Round, c.Type)).Distinct().Count());
        Assert.Equal(state.Cards, state.Cards.DistinctBy(c => c.No));
        foreach (var kind in state.Clocks.GroupBy(c => c.Kind))
        {
            Assert.True(kind.Key is ClockKind.S1 || kind.Count(c => c.Running) <= 1, $"two {kind.Key} run");
            Assert.Equal(Enumerable.Range(1, kind.Count()), kind.Select(c => c.Round));
        }

        Assert.All(state.Clocks, c =>
        {
            // pauses move a promise by exactly their length; a limit of law is counted again by the calendar
            var stood = c.Pauses.Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.To!.Value - p.From));
            if (!c.Kind.IsLegal && !c.Kind.IsNamed) Assert.Equal(c.Start + Promise.Of(c.Kind).Limit + stood, c.Due);
            Assert.True(c.PausedAt is null || (c.Running && (state.Legal is LegalStage.Appraisal || state.VerificationPaused is not null)), $"{c.Kind} stands still");
            Assert.Equal(c.StoppedAt is null ? null : c.StoppedAt <= c.Due, c.Met);
            Assert.Equal(c.Passed ?? [], (c.Passed ?? []).Distinct(StringComparer.Ordinal));
        });

        Assert.True(!Runs(ClockKind.C1) || state.Fast is FastStage.Candidate, "C1 runs without a candidate");
        Assert.True(!Runs(ClockKind.C3) || state.Fast is not FastStage.RemoteHandling, "C3 runs though nobody goes");
        Assert.Equal(state.Fast is FastStage.DirectiveIssued, Runs(ClockKind.Ack));
        Assert.Equal(!state.Replied && state.Workflow is not Workflow.TransferredOut, Runs(ClockKind.C4));
        Assert.True(!Runs(ClockKind.L1) || state is { Open: true, Legal: LegalStage.Pending } or { Open: true, AcceptanceUntold: true }, "L1 runs though it is decided and told");
        Assert.True(!state.AcceptanceUntold || Runs(ClockKind.L1), "a notice is owed and no limit runs");
        Assert.Equal(state.Supervisions.Count, state.Clocks.Count(c => c.Kind is ClockKind.S1));
        Assert.True(state is not { Open: true, Kind: CaseKind.Complaint, Legal: LegalStage.Pending, PreComplaint: false } || state.Workflow is Workflow.PreSettlement || Runs(ClockKind.L1), "L1 is lost");
        Assert.Equal(state.Workflow is Workflow.PreSettlement, Runs(ClockKind.L7));
        Assert.Equal(state is { Open: true, Legal: LegalStage.Verifying }, Runs(ClockKind.L4));
        Assert.Equal(state.Dispute is not null, Runs(ClockKind.L6));
        Assert.Equal(state.Workflow is Workflow.AwaitingMaterials, Runs(ClockKind.M1));
        Assert.True(state is not { Open: true, Kind: CaseKind.Complaint } || state.Legal is not (LegalStage.Accepted or LegalStage.Mediating or LegalStage.RecusalReview or LegalStage.Appraisal) || Runs(ClockKind.L2), "mediation without a limit");
        Assert.True(state.EndGround is null || Runs(ClockKind.L3) || state.Clocks.Latest(ClockKind.L3) is not null, "an end nobody is told of");
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
        // one in hand each; what waits is on its way nowhere, and at the scene only together with what is in hand
        var inHand = bound.Where(c => !c.Directive!.Queued).ToList();
        Assert.Equal(inHand.Count, inHand.Select(c => c.ActiveSquad).Distinct().Count());
        foreach (var state in bound)
        {
            var squad = town.Squads[state.ActiveSquad!.Value];
            var waiting = squad.Waiting(state.Id);
            Assert.Equal(state.Directive!.Queued, waiting is not null);
            Assert.Equal(!state.Directive.Queued, squad.Job?.CaseId == state.Id);
            Assert.True(waiting is null || (squad.Job is not null && state.Fast is not FastStage.EnRoute && (state.Directive.Alongside || state.Fast is not FastStage.OnScene)));
            Assert.Equal(
                state.Fast switch
                {
                    FastStage.DirectiveIssued => SquadState.Assigned,
                    FastStage.EnRoute => SquadState.EnRoute,
                    FastStage.OnScene => SquadState.OnScene,
                    _ => SquadState.Responding,
                },
                waiting?.Stage ?? squad.State);
        }

        Assert.Equal(inHand.Count, town.Squads.Values.Count(s => s.Job is not null));
        Assert.Equal(bound.Count - inHand.Count, town.Squads.Values.Sum(s => s.Next.Count));
        Assert.All(town.Squads.Values, s => Assert.InRange(s.Next.Count, 0, s.Job is null ? 0 : Squad.MostNext));
    }

    private static void CheckHistory(Town town, int i, ConcurrentDictionary<string, int> seen)
    {
        foreach (var e in town.Histories[i]) seen.AddOrUpdate(Wire.NameOf(e), 1, (_, n) => n + 1);
        var (state, history) = (town.Cases[i], town.Histories[i]);
        Assert.Equal(Text.Of(state), Text.Of(Text.Replayed(history)));
        Assert.Equal(Text.Of(state), Text.Of(Text.Back<Case>(Text.Of(state))));
        Assert.Equal(history.Select(e => e.At).Order(), history.Select(e => e.At));
        string[] secrets = [Walk.Person.Name, Walk.Person.Phone, Walk.Person.Address!, Walk.Person.IdNo!];
        Assert.All(history.Select(e => Text.Of(e)), text => Assert.All(secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal)));
    }
}
