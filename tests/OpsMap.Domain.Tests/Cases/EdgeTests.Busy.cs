using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Cases;

// one squad and more than one case: 排队, 同场处置, 抢派
public sealed partial class EdgeTests
{
    [Fact]
    public void Edge13_Two_complaints_at_one_place_minutes_apart_are_one_job_and_one_arrival_stops_both_clocks()
    {
        var town = TwoUrgent();
        Must(town, 0, new IssueDirective(Squad3));
        town.Wait(TimeSpan.FromMinutes(4));
        Must(town, 1, new IssueDirective(Squad3, WhenBusy: WhenBusy.Alongside));
        foreach (var i in new[] { 0, 1 }) Must(town, i, new AckDirective());
        Must(town, 0, new Respond(HandlingMode.OnSite, "马上到"));
        Must(town, 0, new Depart());
        town.Wait(TimeSpan.FromMinutes(20));
        Must(town, 0, new Arrive(ArrivalProof.Fence, Market, AccuracyM: 20));

        Assert.All(town.Cases.Take(2), c => Assert.Equal((FastStage.OnScene, true, true), (c.Fast, c.Clocks.Latest(ClockKind.C3)!.Met!.Value, c.Clocks.Latest(ClockKind.C2)!.Met!.Value)));
        var second = town.Histories[1].OfType<CaseEvent.ArrivedOnScene>().Single();
        Assert.Equal((Town.Id(0), town.Cases[0].No, town.Now), (second.With!.Value, second.WithNo, second.OccurredAt));

        // done with the first, the squad is already at the second
        Must(town, 0, new FinishScene());
        Assert.Equal((Town.Id(1), SquadState.OnScene, false), (town.Squads[Squad3].Job!.CaseId, town.Squads[Squad3].State, town.Cases[1].Directive!.Queued));
        Must(town, 1, new FinishScene());
        Assert.Equal((SquadState.Returning, 0), (town.Squads[Squad3].State, town.Squads[Squad3].Next.Count));
    }

    [Fact]
    public void Edge13_A_complaint_that_comes_when_the_squad_is_already_there_needs_only_its_own_word()
    {
        var town = OnScene(TwoUrgent());
        Must(town, 1, new IssueDirective(Squad3, WhenBusy: WhenBusy.Alongside));
        Must(town, 1, new AckDirective());
        Must(town, 1, new Respond(HandlingMode.OnSite, "就在现场"));
        Must(town, 1, new Arrive(ArrivalProof.Manual, Market, "同场"));
        Assert.Equal((FastStage.OnScene, SquadState.OnScene), (town.Cases[1].Fast, town.Squads[Squad3].Waiting(Town.Id(1))!.Stage));
        Must(town, 1, new FinishScene());
        Assert.Equal((Town.Id(0), 0), (town.Squads[Squad3].Job!.CaseId, town.Squads[Squad3].Next.Count));
    }

    [Fact]
    public void Edge13_Another_street_is_not_the_same_place()
    {
        var town = TwoUrgent();
        Must(town, 0, new IssueDirective(Squad3));
        Must(town, 1, new Locate(new GeoPoint(113.11, 36.205), LocationSource.Manual));
        Assert.Equal(Refusals.NotSameScene, Refused(town, 1, new IssueDirective(Squad3, WhenBusy: WhenBusy.Alongside)));
    }

    [Fact]
    public void Edge14_A_second_directive_waits_its_clocks_run_and_it_becomes_the_job_by_itself()
    {
        var town = OnScene(TwoUrgent());
        Must(town, 1, new IssueDirective(Squad3, WhenBusy: WhenBusy.Queue));
        Assert.Equal((town.Now, FastStage.DirectiveIssued, true), (town.Cases[1].Clocks.RunningOf(ClockKind.C2)!.Start, town.Cases[1].Fast, town.Cases[1].Directive!.Queued));

        // while it waits it is acknowledged and answered by telephone, but nobody goes there
        town.Wait(TimeSpan.FromMinutes(1));
        Must(town, 1, new AckDirective());
        Assert.Equal(town.Now, town.Cases[1].Clocks.RunningOf(ClockKind.C3)!.Start);
        Must(town, 1, new Respond(HandlingMode.OnSite, "办完手头工单即到"));
        Assert.True(town.Cases[1].Clocks.Latest(ClockKind.C2)!.Met);
        Assert.Equal(Refusals.DirectiveQueued, Refused(town, 1, new Depart()));
        Assert.Equal(Refusals.DirectiveQueued, Refused(town, 1, new Arrive(ArrivalProof.Manual, Market, "到")));

        Must(town, 0, new FinishScene());
        Assert.Equal((Town.Id(1), SquadState.Responding), (town.Squads[Squad3].Job!.CaseId, town.Squads[Squad3].State));
        Assert.IsType<CaseEvent.DirectiveActivated>(town.Histories[1][^1]);
        Must(town, 1, new Depart());
        Assert.Equal(SquadState.EnRoute, town.Squads[Squad3].State);
    }

    [Fact]
    public void Edge14_A_waiting_directive_is_recalled_given_away_cancelled_or_settled_by_telephone_and_the_job_in_hand_does_not_notice()
    {
        foreach (var (steps, stage) in new (CaseCommand[], FastStage)[]
        {
            ([new RecallDirective()], FastStage.Candidate),
            ([new Reassign(Squad5, "更近")], FastStage.DirectiveIssued),
            ([new CancelDirective("已和解")], FastStage.Cancelled),
            ([new AckDirective(), new Respond(HandlingMode.Remote, "电话调解"), new FinishScene()], FastStage.SceneDone),
        })
        {
            var town = OnScene(TwoUrgent());
            Must(town, 1, new IssueDirective(Squad3, WhenBusy: WhenBusy.Queue));
            foreach (var step in steps) Must(town, 1, step);
            Assert.Equal((stage, SquadState.OnScene, Town.Id(0), 0), (town.Cases[1].Fast, town.Squads[Squad3].State, town.Squads[Squad3].Job!.CaseId, town.Squads[Squad3].Next.Count));
        }
    }

    [Fact]
    public void Edge14_Waiting_is_for_squads_that_are_out_and_at_most_three_directives_wait()
    {
        var town = TwoUrgent();
        Assert.Equal(Refusals.SquadFree, Refused(town, 0, new IssueDirective(Squad3, WhenBusy: WhenBusy.Queue)));
        var squad = town.Squads[Squad3];
        for (var n = 0; n < 5; n++)
        {
            var decision = SquadDecider.Decide(squad, new SquadCommand.Assign(new CaseId(Number(300 + n)), "CZ", Luzhou, null, Market, n == 0 ? null : WhenBusy.Queue), Dispatcher, new Moment(Nine));
            if (n < 4) squad = squad.Evolve(Assert.IsType<Decision<SquadEvent>.Accepted>(decision).Events);
            else Assert.Equal(Refusals.SquadQueueFull, Assert.IsType<Decision<SquadEvent>.Refused>(decision).Refusal.Code);
        }
    }

    [Fact]
    public void Edge14_A_squad_taken_for_a_more_urgent_case_leaves_the_first_waiting_for_another_with_its_own_clocks()
    {
        var town = TwoUrgent();
        Must(town, 0, new IssueDirective(Squad3));
        town.Wait(TimeSpan.FromMinutes(5));
        Assert.Equal("override.reason", FieldOf(town, 1, new IssueDirective(Squad3, WhenBusy: WhenBusy.Preempt)));
        Must(town, 1, new IssueDirective(Squad3, Override: new Override("有人受伤"), WhenBusy: WhenBusy.Preempt));
        Assert.Equal((FastStage.Candidate, null, Nine), (town.Cases[0].Fast, town.Cases[0].ActiveSquad, town.Cases[0].Clocks.RunningOf(ClockKind.C2)!.Start));
        var told = Assert.IsType<CaseEvent.DirectivePreempted>(town.Histories[0][^1]);
        Assert.Equal((Town.Id(1), town.Cases[1].No, "有人受伤"), (told.For, told.ForNo, told.Reason));
        Assert.Equal((Town.Id(1), SquadState.Assigned), (town.Squads[Squad3].Job!.CaseId, town.Squads[Squad3].State));

        Must(town, 0, new IssueDirective(Squad5));
        Assert.Equal((Nine, true), (town.Cases[0].Clocks.RunningOf(ClockKind.C3)!.Start, town.Cases[0].Directive!.KeepsOrigin));
    }

    [Fact]
    public void Edge14_Nobody_is_called_away_from_a_complainant_he_stands_before() =>
        Assert.Equal(Refusals.SquadTaken, Refused(OnScene(TwoUrgent()), 1, new IssueDirective(Squad3, Override: new Override("有人受伤"), WhenBusy: WhenBusy.Preempt)));

    private static Town TwoUrgent()
    {
        var town = new Town(Nine);
        foreach (var i in new[] { 0, 1 })
        {
            foreach (var command in new CaseCommand[] { new Register(Urgent with { County = Luzhou }), new StartTriage(), new DecideFast([Situation.SafetyHarm]) }) Must(town, i, command);
        }

        return town;
    }

    /// <summary>Squad 3 stands at the scene of the first case.</summary>
    private static Town OnScene(Town town)
    {
        foreach (var command in new CaseCommand[]
        {
            new IssueDirective(Squad3), new AckDirective(), new Respond(HandlingMode.OnSite, "马上到"), new Depart(), new Arrive(ArrivalProof.Fence, Market, AccuracyM: 20),
        }) Must(town, 0, command);
        return town;
    }

    private static void Must(Town town, int i, CaseCommand command)
    {
        if (Told(town, i, command) is Decision<CaseEvent>.Refused no) Assert.Fail($"{Wire.NameOf(command)} was refused: {no.Refusal.Code} {no.Refusal.Field}");
    }

    private static string Refused(Town town, int i, CaseCommand command) => Assert.IsType<Decision<CaseEvent>.Refused>(Told(town, i, command)).Refusal.Code;

    private static string? FieldOf(Town town, int i, CaseCommand command) => Assert.IsType<Decision<CaseEvent>.Refused>(Told(town, i, command)).Refusal.Field;

    private static Decision<CaseEvent> Told(Town town, int i, CaseCommand command) => town.Say(i, command, command switch
    {
        AckDirective or Respond or Depart or FinishScene => Member,
        Arrive { How: ArrivalProof.Fence } => Actor.Machine,
        Arrive => Member,
        _ => Dispatcher,
    }, town.At(i));
}
