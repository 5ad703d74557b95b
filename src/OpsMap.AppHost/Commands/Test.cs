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
        var suites = new Suites(Workspace.Find());
        var only = arguments.Word(0);
        var lanes = Lanes(suites, only);
        var outcomes = new List<Outcome>();
        if (only is not ("web" or "e2e")) outcomes.AddRange(await Lane([("build", suites.Build)], progress, cancel));
        if (outcomes.TrueForAll(IsGood))
            outcomes.AddRange((await Task.WhenAll(lanes.Select(lane => Lane(lane, progress, cancel)))).SelectMany(o => o));

        progress.Say("");
        foreach (var outcome in outcomes) progress.Say($"{outcome.Step,-8} {Verdict(outcome)}");
        progress.Say($"\nThis took {Progress.Seconds(progress.Total)}.");
        // Last of all: it is read by programs.
        progress.Say(outcomes.Select(o => o.Tally ?? default).Aggregate(default(Tally), (sum, t) => sum + t).ToString());
        return outcomes.TrueForAll(IsGood) ? 0 : 1;
    }

    /// <summary>What runs beside each other: the server's tests wait for a database as much as the browser's wait for a page.</summary>
    private static (string Name, Step Step)[][] Lanes(Suites suites, string? only) => only switch
    {
        null => [[("format", suites.Format), ("domain", suites.Domain), ("server", suites.Server)], [("web", suites.Web), ("smoke", suites.Smoke), ("e2e", suites.Browser)]],
        "domain" => [[("domain", suites.Domain)]],
        "server" => [[("server", suites.Server)]],
        "web" => [[("web", suites.Web)]],
        "smoke" => [[("smoke", suites.Smoke)]],
        "e2e" => [[("e2e", suites.Browser)]],
        _ => throw new UsageException($"There is no suite '{only}': domain, server, web, smoke, e2e"),
    };

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
