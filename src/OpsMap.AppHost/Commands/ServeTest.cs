using System.Text.Json;
using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Running;

namespace OpsMap.AppHost.Commands;

/// <summary>A throwaway system for a program that drives it: addresses on one line, gone when the program is.</summary>
public static class ServeTest
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Command { get; } = new("serve-test", "Starts a throwaway system, prints its addresses as one JSON line, stops when its input ends.", Run)
    {
        Options =
        [
            new("--nodes", "N", "server nodes, 1 to 8 (default 1)"),
            new("--no-demo", null, "no sign-in links"),
            new("--simulate", null, "with simulated squads"),
            new("--set", "NAME=VALUE", "a setting for the nodes, commas between several: Arrival__Dwell=00:00:03"),
        ],
    };

    private static async Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("opsmap-test-");
        try
        {
            var plan = SystemPlan.Throwaway(Workspace.Find(), folder.FullName) with
            {
                Nodes = arguments.Number("--nodes", 1, 1, 8),
                Demo = !arguments.Has("--no-demo"),
                Simulate = arguments.Has("--simulate"),
                Settings = Settings(arguments.Text("--set")),
            };
            await using var system = await RunningSystem.Start(plan, Progress.Aside, cancel);
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                system.Urls,
                system.DemoKey,
                system.OperatorKey,
                system.Services.Postgres,
                system.Services.Redis,
                system.Links,
                Pids = system.Nodes.Select(n => n.Child.Pid),
                PostgresPid = system.Services.LocalPostgres?.Pid,
                plan.Logs,
            }, Json));
            await InputEnd.Wait(cancel);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string> Settings(string? text)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2) is not [var name, var value]) throw new UsageException($"--set takes NAME=VALUE, not '{pair}'");
            settings[$"OPSMAP_{name}"] = value;
        }
        return settings;
    }
}
