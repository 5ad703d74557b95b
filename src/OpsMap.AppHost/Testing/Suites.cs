using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Testing;

/// <summary>What one step of `test` came to. A check that counts no tests has no tally.</summary>
public sealed record Outcome(string Step, bool Held, Tally? Tally);

/// <summary>The steps of `test`, each run by its own tool, with the tool's output shown as it comes, behind the name of the step.</summary>
public sealed partial class Suites(Workspace workspace)
{
    private const string TimeLimit = "40m";

    public Task<Outcome> Build(CancellationToken cancel) =>
        Check("build", ["dotnet", "build", "OpsMap.sln", "-c", "Release", "-v", "q", "-nologo"], cancel);

    public Task<Outcome> Format(CancellationToken cancel) =>
        Check("format", ["dotnet", "format", "OpsMap.sln", "--verify-no-changes", "--no-restore"], cancel);

    public Task<Outcome> Domain(CancellationToken cancel) => Dotnet("domain", "OpsMap.Domain.Tests", cancel);

    public Task<Outcome> Server(CancellationToken cancel) => Dotnet("server", "OpsMap.Server.Tests", cancel);

    public async Task<Outcome> Web(CancellationToken cancel)
    {
        await WebBuild.EnsurePackages(workspace, Progress.Console, cancel);
        return await WithReport("web", "VITEST_JSON", ["npm", "run", "check"], Vitest, cancel);
    }

    /// <summary>What an operator runs after installing; it counts as one test.</summary>
    public async Task<Outcome> Smoke(CancellationToken cancel)
    {
        var held = await Shell.Show(["dotnet", workspace.Program("OpsMap.AppHost"), "smoke"], new(workspace.Root) { Mark = "smoke" }, cancel) == 0;
        return new("smoke", held, held ? new Tally(1, 0, 0) : new Tally(0, 1, 0));
    }

    public async Task<Outcome> Browser(CancellationToken cancel)
    {
        await WebBuild.Ensure(workspace, Progress.Console, cancel);
        return await WithReport("e2e", "PLAYWRIGHT_JSON", ["npx", "playwright", "test"], Playwright, cancel);
    }

    private async Task<Outcome> Check(string step, IReadOnlyList<string> command, CancellationToken cancel) =>
        new(step, await Shell.Show(command, new(workspace.Root) { Mark = step }, cancel) == 0, null);

    private async Task<Outcome> Dotnet(string step, string project, CancellationToken cancel)
    {
        var tally = default(Tally);
        var code = await Shell.Show(
            ["dotnet", "test", "--project", $"tests/{project}", "-c", "Release", "--no-build", "--no-progress", "--no-ansi", "--timeout", TimeLimit],
            new(workspace.Root) { Mark = step, Read = line => tally = Count(tally, line) },
            cancel);
        return new(step, code == 0, tally);
    }

    private async Task<Outcome> WithReport(string step, string variable, IReadOnlyList<string> command, Func<JsonElement, Tally> count, CancellationToken cancel)
    {
        var report = Path.GetTempFileName();
        try
        {
            var how = new Shown(workspace.Web) { Mark = step, Environment = new Dictionary<string, string>(StringComparer.Ordinal) { [variable] = report } };
            var code = await Shell.Show(command, how, cancel);
            // Empty: the tool stopped before it came to its tests.
            if (new FileInfo(report).Length == 0) return new(step, false, default(Tally));
            using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report, cancel));
            return new(step, code == 0, count(json.RootElement));
        }
        finally
        {
            File.Delete(report);
        }
    }

    /// <summary>Reads the closing lines of the test platform: `  succeeded: 12`.</summary>
    public static Tally Count(Tally tally, string line)
    {
        if (SummaryLine().Match(line) is not { Success: true } found) return tally;
        var number = int.Parse(found.Groups["number"].Value, CultureInfo.InvariantCulture);
        return found.Groups["what"].Value switch
        {
            "succeeded" => tally with { Passed = number },
            "failed" => tally with { Failed = number },
            _ => tally with { Skipped = number },
        };
    }

    public static Tally Vitest(JsonElement report) => new(
        report.GetProperty("numPassedTests").GetInt32(),
        report.GetProperty("numFailedTests").GetInt32(),
        report.GetProperty("numPendingTests").GetInt32() + report.GetProperty("numTodoTests").GetInt32());

    /// <summary>A test that passed only when repeated has failed: we do not live with such tests.</summary>
    public static Tally Playwright(JsonElement report)
    {
        var stats = report.GetProperty("stats");
        int Stat(string name) => stats.GetProperty(name).GetInt32();
        return new(Stat("expected"), Stat("unexpected") + Stat("flaky"), Stat("skipped"));
    }

    [GeneratedRegex(@"^  (?<what>succeeded|failed|skipped): (?<number>\d+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SummaryLine();
}
