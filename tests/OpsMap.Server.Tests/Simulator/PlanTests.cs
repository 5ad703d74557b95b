using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Simulator;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Desk;
using OpsMap.Simulator.Field;
using OpsMap.Simulator.Ground;
using Xunit;

namespace OpsMap.Server.Tests.Simulator;

public sealed class PlanTests
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    private static readonly Pace Life = new(1);

    [Fact]
    public void A_question_is_answered_closed_and_put_away_within_minutes()
    {
        var file = new Files(new Registration(CaseKind.Consultation, Channel.Hotline12315, "咨询预付卡退费", "询问。", "潞州区", County: new("140403")), Nine, NewSquad());
        Play(file, seed: 1);
        Assert.Equal((Workflow.Archived, Outcome.Answered), (file.State.Workflow, file.State.Outcome));
        Assert.True(file.Now < Nine.AddMinutes(8));
    }

    [Fact]
    public void An_ordinary_complaint_goes_the_whole_way_at_the_desks()
    {
        var file = new Files(Files.Complaint(), Nine, NewSquad());
        Play(file, seed: 1);
        Assert.Equal((Workflow.Archived, Outcome.Mediated), (file.State.Workflow, file.State.Outcome));
        Assert.DoesNotContain(file.State.Clocks, c => c.Running);
    }

    [Fact]
    public void Urgent_complaints_are_played_to_the_end_by_desks_and_squads_and_no_step_is_refused()
    {
        var ends = new Dictionary<Outcome, int>();
        var (late, remote) = (0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var file = new Files(Files.Complaint(Situation.OnSceneDispute), Nine, NewSquad());
            Play(file, seed);
            Assert.Equal(Workflow.Archived, file.State.Workflow);
            ends[file.State.Outcome!.Value] = ends.GetValueOrDefault(file.State.Outcome!.Value) + 1;
            if (file.State.Clocks.Any(c => c.Met == false)) late++;
            if (file.State.Directive!.Mode is HandlingMode.Remote) remote++;
        }

        Assert.True(ends[Outcome.MediatedOnScene] > 150);
        Assert.True(ends[Outcome.SelfSettled] > 20);
        Assert.True(ends[Outcome.Mediated] > 5);
        Assert.InRange(remote, 25, 75);
        Assert.InRange(late, 5, 60); // some promises are broken, as they must be for anybody to see it
    }

    [Fact]
    public void A_report_ends_with_evidence_and_stays_with_its_bureau()
    {
        var file = new Files(Files.Complaint(Situation.EvidencePreservation) with { Kind = CaseKind.Report }, Nine, NewSquad());
        Play(file, seed: 4);
        Assert.Equal((FastStage.SceneDone, Workflow.Investigating), (file.State.Fast, file.State.Workflow));
    }

    [Fact]
    public void The_same_seed_and_case_have_the_same_fate_and_twice_the_speed_halves_it()
    {
        var id = new CaseId(Guid.CreateVersion7());
        var fate = CaseFate.Of(1, id, Profile.Demo, Life);
        Assert.Equal(fate, CaseFate.Of(1, id, Profile.Demo, Life));
        Assert.NotEqual(fate, CaseFate.Of(2, id, Profile.Demo, Life));
        Assert.Equal(fate.Patience / 2, CaseFate.Of(1, id, Profile.Demo, new Pace(2)).Patience);
        Assert.Equal(JobFate.Of(1, id, "潞州01", Profile.Demo, Life), JobFate.Of(1, id, "潞州01", Profile.Demo, Life));
        Assert.NotEqual(JobFate.Of(1, id, "潞州01", Profile.Demo, Life), JobFate.Of(1, id, "潞州02", Profile.Demo, Life));
    }

    [Fact]
    public void Most_directives_are_left_to_a_person_and_some_wait_past_every_warning()
    {
        var patience = Enumerable.Range(0, 1_000).Select(i => CaseFate.Of(i, default, Profile.Demo, Life).Patience.TotalMinutes).ToList();
        Assert.InRange(patience.Count(m => m >= 4), 800, 950);
        Assert.InRange(patience.Count(m => m > 8), 300, 450); // 提醒
        Assert.InRange(patience.Count(m => m > 12), 110, 220); // 催办
        Assert.InRange(patience.Count(m => m > 15), 25, 90); // 超时
    }

    [Fact]
    public void Sixty_squads_are_nearly_all_on_duty_with_full_crews_and_take_breaks_and_lose_signal_now_and_then()
    {
        var rosters = Enumerable.Range(1, 60).Select(i => Roster.Of(1, $"分队{i}")).ToList();
        Assert.InRange(rosters.Count(r => r.Absent), 0, 8);
        Assert.All(rosters, r => Assert.InRange(r.ClockOn.Crew, SquadDecider.FullCrew, 4));
        var minutes = Enumerable.Range(0, 600).Select(m => Nine.AddMinutes(m)).ToList();
        var samples = rosters.SelectMany(r => minutes.Select(m => (Break: r.BreakEnds(m) is not null, Lost: r.SignalReturns(m) is not null))).ToList();
        Assert.InRange(samples.Count(s => s.Break) / (double)samples.Count, 0.005, 0.05);
        Assert.InRange(samples.Count(s => s.Lost) / (double)samples.Count, 0.005, 0.04);
        var home = new GeoPoint(113.11, 36.19);
        Assert.All(minutes, m => Assert.InRange(rosters[0].Beat(home, m, CityMap.Changzhi.City).MetresTo(home), 0, 1_850));
    }

    /// <summary>Time jumps to whatever comes next, until nobody has anything left to do.</summary>
    private static void Play(Files file, int seed)
    {
        var squad = new SquadPlan(seed, "潞州01", Nine, Profile.Demo, Life);
        DateTimeOffset? drives = null;
        for (var steps = 0; steps < 100; steps++)
        {
            if (file.State.Fast is FastStage.EnRoute) drives ??= file.Now.AddMinutes(11);
            else drives = null;
            var desk = DeskPlan.Next(file.File, CaseFate.Of(seed, file.State.Id, Profile.Demo, Life));
            var field = file.Phone.Job is null ? null : squad.Next(file.Phone, new Standing(new GeoPoint(113.11, 36.2), AtScene: drives), file.Now);
            if (desk is null && field is null) return;
            if (field is FieldStep.OnJob job && (desk is null || job.Due <= desk.Due))
            {
                if (job.Due > file.Now) file.Now = job.Due;
                file.Tell(job.Command);
            }
            else if (desk is not null)
            {
                if (desk.Due > file.Now) file.Now = desk.Due;
                Tell(file, desk);
            }
        }

        Assert.Fail($"the case never came to rest: {file.State.Workflow} {file.State.Fast} {file.State.Legal}");
    }

    private static void Tell(Files file, DeskStep step)
    {
        if (step is DeskStep.Say say) file.Tell(say.Command, say.Seat is Seat.City ? Files.City : Files.Bureau);
        else if (step is DeskStep.SendSquad { Instead: null }) file.Tell(new CaseCommand.IssueDirective(file.Squad), Files.City);
        else file.Tell(new CaseCommand.CancelDirective("分队未签收"), Files.City);
    }

    private static SquadId NewSquad() => new(Guid.CreateVersion7());
}
