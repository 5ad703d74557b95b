using System.Collections.Concurrent;
using System.Diagnostics;
using OpsMap.AppHost.Running;
using OpsMap.Domain.Cases;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Simulator;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Play;
using OpsMap.Simulator.Story;
using Xunit;

namespace OpsMap.Server.Tests.Simulator;

/// <summary>Tests that measure lateness in seconds and so need the machine for themselves.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>A whole day in minutes on two nodes, each of which is killed once, and the database too.</summary>
[Collection(nameof(Alone))]
public sealed class SimulatedDayTests(ITestOutputHelper output)
{
    private const double Faster = 720;
    private const int Watched = 24;
    private const int FirstSlot = 61;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1) / Faster;
    private static readonly TimeSpan OnTime = TimeSpan.FromSeconds(2);

    private static readonly Profile Hurried = Profile.WorkingDay with
    {
        Day = new DayShape(Contacts: 500, FastShare: 0.6, Hourly: false),
        Standby = new(4, 8),
        OnScene = new(4, 8),
        Driving = new(1.5, 2.5),
        Office = new(5, 30),
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_nodes_and_a_killed_database_lose_nothing_that_was_acknowledged_double_nothing_and_delay_no_deadline()
    {
        using var folder = new OpenFolder();
        var plan = SystemPlan.Throwaway(Workspace.Find(), folder.Path) with
        {
            Nodes = 2,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["OPSMAP_Arrival__Dwell"] = "00:00:03" },
        };
        await using var system = await RunningSystem.Start(plan, Progress.Aside, Cancel);
        Assert.SkipWhen(system.Services.LocalPostgres is null, "only a database of our own may be killed");
        await LeaveDirectivesThatFallDueDuring(system, Day);

        var since = DateTimeOffset.UtcNow;
        var heard = new ConcurrentBag<Acknowledgement>();
        using var http = World.NewHttp();
        var settings = new Settings
        {
            Nodes = system.Urls,
            DemoKey = system.DemoKey!,
            Profile = Hurried,
            Duration = Day,
            Leave = Enumerable.Range(FirstSlot, Watched).Select(slot => $"潞州{slot:D2}").ToHashSet(StringComparer.Ordinal),
        };
        var world = new World(settings.Nodes, settings.DemoKey, http, TimeProvider.System, settings.Seed, Hurried, new Pace(Faster)) { Heard = heard.Add };
        var log = new StringWriter();
        var day = new Simulation(world, settings, log).Run(Cancel);
        var killing = Kill(system, day);
        await day;
        var outage = await killing;
        output.WriteLine(log.ToString());

        await using var history = await History.Read(system.Services.Postgres, Cancel);
        output.WriteLine($"{heard.Count} acknowledged, {history}");
        Assert.True(heard.Count > 800, $"a day has more to it than {heard.Count} commands");
        foreach (var act in new[] { "register", "issue-directive", "respond", "arrive", "close", "archive" })
            Assert.True(history.Knows(act), $"nobody ever did {act}");
        history.HasEverything(heard);
        history.ToldOnceAndInOrder();
        history.IsWhatTheListsShow();
        await history.NumbersHaveNoGap(Cancel);
        var (fired, latest) = await history.Lateness(since, outage, Cancel);
        output.WriteLine($"{fired} deadlines, the latest {latest.TotalMilliseconds:0} ms late");
        Assert.True(fired >= Watched, $"only {fired} deadlines fell due");
        Assert.InRange(latest, TimeSpan.Zero, OnTime);
    }

    /// <summary>Answers when the database was away.</summary>
    private static async Task<Outage> Kill(RunningSystem system, Task day)
    {
        await Rest(0.25);
        Kill(system.Nodes[0].Child.Pid!.Value);
        await Rest(0.25);
        var from = DateTimeOffset.UtcNow;
        Kill(system.Services.LocalPostgres!.Pid);
        while (!await Ready(system)) await Rest(0.001);
        var outage = new Outage(from, DateTimeOffset.UtcNow);
        await Rest(0.2);
        Kill(system.Nodes[1].Child.Pid!.Value);
        return outage;

        Task Rest(double share) => Task.WhenAny(day, Task.Delay(Day * share, Cancel));
    }

    private static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    private static async Task<bool> Ready(RunningSystem system)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            using var answer = await http.GetAsync(new Uri(system.Urls[1], "/readyz"), Cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !Cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Squads that have acknowledged and never answer: C2 is broken and C3 half gone 45 minutes later, spread over the day.</summary>
    private static async Task LeaveDirectivesThatFallDueDuring(RunningSystem system, TimeSpan day)
    {
        var clock = new ShiftedClock { Back = TimeSpan.FromMinutes(45) };
        await using var desk = await GrainCluster.Start(new TestDatabase(system.Services, "", system.Services.Postgres), clock: clock);
        for (var i = 0; i < Watched; i++)
        {
            var squad = await desk.SquadOnDuty(FirstSlot + i);
            clock.Back = TimeSpan.FromMinutes(45) - day * (0.1 + 0.8 * i / Watched);
            var urgent = await desk.UrgentCase();
            await desk.Must(urgent, new CaseCommand.IssueDirective(squad), GrainCluster.City);
            await desk.Must(urgent, new CaseCommand.AckDirective(), GrainCluster.Leader(squad));
        }
    }
}

/// <summary>From the kill of the database until a node was ready again.</summary>
public sealed record Outage(DateTimeOffset From, DateTimeOffset To);
