using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Testing;

namespace OpsMap.AppHost.Commands;

/// <summary>Everything a change must pass, as continuous integration runs it.</summary>
public static class Test
{
    private delegate Task<Outcome> Step(CancellationToken cancel);

    public static Command Command { get; } = new("test", "Runs the format check, the build and all tests, or one suite: domain, server, web, smoke, e2e.", Run) { Words = ["[SUITE]"] };

    private static async Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        var progress = Progress.Console;
        var stages = Stages(new Suites(Workspace.Find()), arguments.Word(0));
        var outcomes = new List<Outcome>();
        foreach (var stage in stages)
        {
            outcomes.AddRange((await Task.WhenAll(stage.Select(lane => Lane(lane, progress, cancel)))).SelectMany(o => o));
            if (outcomes is [{ Step: "build", Held: false }]) break;
        }

        progress.Say("");
        foreach (var outcome in outcomes) progress.Say($"{outcome.Step,-8} {Verdict(outcome)}");
        progress.Say($"\nThis took {Progress.Seconds(progress.Total)}.");
        // Last of all: it is read by programs.
        progress.Say(outcomes.Select(o => o.Tally ?? default).Aggregate(default(Tally), (sum, t) => sum + t).ToString());
        return outcomes.TrueForAll(IsGood) ? 0 : 1;
    }

    /// <summary>Stages one after the other, in each of them lanes beside each other: the long suites keep the machine busy by themselves.</summary>
    private static (string Name, Step Step)[][][] Stages(Suites suites, string? only)
    {
        (string, Step) build = ("build", suites.Build), domain = ("domain", suites.Domain), server = ("server", suites.Server), web = ("web", suites.Web), smoke = ("smoke", suites.Smoke), e2e = ("e2e", suites.Browser);
        return only switch
        {
            null => [[[build]], [[("format", suites.Format), domain], [web, smoke]], [[server]], [[e2e]]],
            "domain" => [[[build]], [[domain]]],
            "server" => [[[build]], [[server]]],
            "web" => [[[web]]],
            "smoke" => [[[build]], [[smoke]]],
            "e2e" => [[[e2e]]],
            _ => throw new UsageException($"There is no suite '{only}': domain, server, web, smoke, e2e"),
        };
    }

    private static async Task<IReadOnlyList<Outcome>> Lane((string Name, Step Step)[] steps, Progress progress, CancellationToken cancel)
    {
        var outcomes = new List<Outcome>();
        foreach (var (name, step) in steps)
        {
            progress.Say($"\n== {name} (after {Progress.Seconds(progress.Total)}) ==");
            outcomes.Add(await step(cancel));
        }
        return outcomes;
    }

    private static bool IsGood(Outcome outcome) => outcome.Held && outcome.Tally is not ({ RanNothing: true } or { Failed: > 0 });

    private static string Verdict(Outcome outcome) => outcome switch
    {
        { Tally: { RanNothing: true } } => "FAILED: ran no test",
        { Held: false, Tally: null } => "FAILED",
        { Held: false, Tally: { } tally } => $"FAILED: {tally}",
        { Tally: { } tally } => tally.ToString(),
        _ => "ok",
    };
}
