using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Smoke;

namespace OpsMap.AppHost.Commands;

/// <summary>Does the whole thing work on this machine? One complaint through everything, in well under a minute.</summary>
public static class SmokeTest
{
    public static Command Command { get; } = new("smoke", "Starts a throwaway system, takes one complaint through the whole procedure, stops.", Run);

    private static async Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        var progress = Progress.Console;
        var folder = Directory.CreateTempSubdirectory("opsmap-smoke-");
        try
        {
            var workspace = Workspace.Find();
            var plan = SystemPlan.Throwaway(workspace, folder.FullName) with
            {
                Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["OPSMAP_Arrival__Dwell"] = "00:00:03" },
            };
            var log = Path.Combine(plan.Logs, "node-1.log");
            return await SmokeVerdict.Of(progress, log, () => Everything(workspace, plan, progress, cancel), cancel) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Everything(Workspace workspace, SystemPlan plan, Progress progress, CancellationToken cancel)
    {
        await WebBuild.Ensure(workspace, progress, cancel);
        await using var system = await RunningSystem.Start(plan, progress, cancel);
        await new Chain(system.Urls[0], plan.DemoKey, progress).Run(cancel);
        await progress.Step("pages are served", () => Pages(system.Urls[0], cancel));
    }

    private static async Task Pages(Uri server, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = server };
        foreach (var page in (string[])["/", "/console", "/squad", "/screen"])
        {
            var html = await http.GetStringAsync(new Uri(page, UriKind.Relative), cancel);
            if (!html.Contains("<script", StringComparison.Ordinal)) throw new SmokeException($"{page} is no page of ours");
        }
    }
}
