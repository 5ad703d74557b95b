using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Simulator;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Play;
using Xunit;

namespace OpsMap.Server.Tests.Simulator;

public sealed class CompressedHourTests(Backing backing, ITestOutputHelper output)
{
    /// <summary>People act forty times as fast; the server, its clocks and its refusal of impossible speeds stay as they are.</summary>
    private const double Faster = 40;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1) / Faster;

    private static readonly string[] Acts =
        ["register", "decide-fast", "issue-directive", "ack-directive", "respond", "depart", "agree", "close", "feedback", "return-visit", "archive", "clock-on", "ready"];

    /// <summary>An hour; on a machine that is busy with other things, until everybody's part has come up.</summary>
    [Fact]
    public async Task After_a_simulated_hour_every_case_is_where_the_procedure_allows_and_nothing_was_refused_without_reason()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var node = await WholeNode.Start(backing);
        using var http = World.NewHttp();
        var profile = Profile.Demo with
        {
            Backlog = 6,
            Standby = new(4, 8),
            OnScene = new(4, 8),
            Driving = new(1.5, 2.5),
            Patience = [(new(1, 4), 1)],
            Respond = [(new(1, 4), 1)],
            Office = new(1, 3),
        };
        var settings = new Settings { Nodes = [node.Address], DemoKey = WholeNode.DemoKey, Profile = profile, Duration = 3 * Hour };
        var world = new World(settings.Nodes, settings.DemoKey, http, TimeProvider.System, settings.Seed, profile, new Pace(Faster));
        var log = new StringWriter();

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var hour = new Simulation(world, settings, log).Run(enough.Token);
        await Task.WhenAny(hour, Task.Delay(Hour, cancel));
        while (!hour.IsCompleted && Acts.Except(world.Tally.ByAct.Keys, StringComparer.Ordinal).Any()) await Task.WhenAny(hour, Task.Delay(TimeSpan.FromSeconds(1), cancel));
        await enough.CancelAsync();
        await hour;

        output.WriteLine(log.ToString());
        Assert.Empty(world.Tally.Findings);
        // sixty phones that lose their line every half minute would say it hundreds of times
        Assert.InRange(world.Tally.Retries.Where(r => r.Key.StartsWith("line", StringComparison.Ordinal)).Sum(r => r.Value), 0, 20);
        foreach (var act in Acts) Assert.True(world.Tally.ByAct.ContainsKey(act), $"nobody ever did {act}");
        Assert.True(world.Tally.Fixes > 500, $"only {world.Tally.Fixes} positions");
        await EveryCaseIsLegal(new Caller(world, new Identity("dispatcher"), 0), cancel);
    }

    private static async Task EveryCaseIsLegal(Caller me, CancellationToken cancel)
    {
        var cases = (await me.Read<CaseList>("/api/cases?limit=200", cancel))!.Items;
        var squads = (await me.Read<List<SquadSeen>>("/api/squads", cancel))!.ToDictionary(s => s.Id);
        Assert.NotEmpty(cases);
        foreach (var card in cases)
        {
            var file = (await me.Read<CaseFile>($"/api/cases/{card.Id}", cancel))!;
            if (file.Card.Workflow >= Workflow.Closed) Assert.True(file.Has("case-closed") && file.Has("first-reply-sent"), $"{card.No} closed without a reply");
            if (file.Card.Fast >= FastStage.DirectiveIssued) Assert.NotNull(file.Directive);
            Assert.Equal(file.Timeline.Count, file.Card.Version);
            if (file.Card.Fast is FastStage.OnScene or FastStage.EnRoute && file.Directive is { } directive)
                Assert.Equal((card.Id, Enum.Parse<SquadState>(file.Card.Fast.ToString())), (squads[directive.Squad].CaseId, squads[directive.Squad].State));
        }

        var busy = squads.Values.Where(s => s.CaseId is not null).ToList();
        Assert.Equal(busy.Count, busy.Select(s => s.CaseId).Distinct().Count());
        Assert.Contains(cases, c => c.Workflow is Workflow.Archived);
    }

    private sealed record CaseList(IReadOnlyList<CaseSeen> Items);
}
