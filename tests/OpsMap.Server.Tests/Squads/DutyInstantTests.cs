using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Server.Devices;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Simulator;
using Xunit;

namespace OpsMap.Server.Tests.Squads;

/// <summary>When a step of duty counts, and what that does to the squad's positions.</summary>
public sealed class DutyInstantTests(Backing backing)
{
    private static readonly GeoPoint _base = new(113.11, 36.19);

    [Fact]
    public async Task A_squad_on_its_way_back_is_ready_once_it_has_dwelt_at_its_base()
    {
        await using var database = await backing.Database();
        var clock = new ShiftedClock { Back = TimeSpan.FromHours(1) };
        await using var cluster = await GrainCluster.Start(database, clock: clock);
        var squad = await cluster.SquadOnDuty(1);
        var id = await cluster.UrgentCase();
        await cluster.Must(id, new CaseCommand.IssueDirective(squad), GrainCluster.City);
        var leader = GrainCluster.Leader(squad);
        foreach (var command in new CaseCommand[]
        {
            new CaseCommand.AckDirective(), new CaseCommand.Respond(HandlingMode.OnSite, "马上到"), new CaseCommand.Depart(),
            new CaseCommand.Arrive(ArrivalProof.Manual, Remark: "已到店"), new CaseCommand.FinishScene(),
        }) await cluster.Must(id, command, leader);

        var reports = new TrackReports(cluster.Grains, clock);
        clock.Back = TimeSpan.FromMinutes(40);
        await Seen(reports, squad, clock, 1, _base with { Lon = 113.15 }, 90, 45, 0);
        Assert.Equal("returning", await State(cluster));
        clock.Back = TimeSpan.FromMinutes(38);
        await Seen(reports, squad, clock, 10, _base, 15, 5);
        Assert.Equal("returning", await State(cluster));
        clock.Back = TimeSpan.FromMinutes(37.5);
        await Seen(reports, squad, clock, 20, _base, 10, 0);
        Assert.Equal("available", await State(cluster));
        Assert.Equal(1, await cluster.Count("select count(*) from event where type = 'back-ready' and actor ->> 'role' = 'system' and occurred_at < at"));
    }

    [Fact]
    public async Task Off_duty_pressed_without_signal_counts_from_the_press_and_what_a_tracker_sent_after_it_is_gone()
    {
        await using var database = await backing.Database();
        var clock = new ShiftedClock { Back = TimeSpan.FromHours(3) };
        await using var cluster = await GrainCluster.Start(database, clock: clock);
        var squad = await cluster.SquadOnDuty(1);
        var reports = new TrackReports(cluster.Grains, clock);
        clock.Back = TimeSpan.FromHours(1);
        var pressed = clock.GetUtcNow();
        await Seen(reports, squad, clock, 1, _base, 120, 60);
        // the phone is without signal; the tracker in the car goes on
        clock.Back = TimeSpan.FromMinutes(30);
        await Seen(reports, squad, clock, 10, _base with { Lon = 113.2 }, 600, 60, 0);
        Assert.Equal(5, await cluster.Count("select count(*) from position_fix"));

        var command = new SquadCommand.ClockOff();
        var leader = GrainCluster.Leader(squad);
        var answer = await cluster.Grains.Squad(squad).Handle(new SquadEnvelope
        {
            Id = new CommandId(Guid.NewGuid()),
            Command = command,
            By = leader,
            OccurredAt = pressed,
            ContentHash = Answers.HashOf(command, squad.Value, leader),
            Device = new DeviceProof(Guid.NewGuid(), 1, "", [], Offline: true),
        });
        Assert.Null(answer.Refusal);
        Assert.Equal(2, await cluster.Count("select count(*) from position_fix"));
        Assert.Equal(0, await cluster.Count("select count(*) from squad_position"));
        Assert.Equal(1, await cluster.Count("select count(*) from event where type = 'clocked-off' and abs(extract(epoch from at - occurred_at) - 1800) < 5"));
    }

    private static async Task<string> State(GrainCluster cluster) =>
        (await cluster.Database.Rows(Scope.Everything, Database.Sql("select state from squad_view"), r => r.GetString(0), TestContext.Current.CancellationToken))[0];

    /// <summary>Seen at this place so many seconds ago, in one report.</summary>
    private static async Task Seen(TrackReports reports, SquadId squad, TimeProvider clock, long from, GeoPoint at, params double[] secondsAgo) =>
        await reports.Take(squad, "car", clock.GetUtcNow(), [.. secondsAgo.Select((ago, i) => new Fix(from + i, clock.GetUtcNow().AddSeconds(-ago), at.Lon, at.Lat, 8, null, null))]);
}
