using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Https;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Commands;

/// <summary>The whole system on this machine, until Ctrl+C or `down`.</summary>
public static class Up
{
    private const int DefaultPort = 5080;
    private const int DefaultSecurePort = 5443;

    public static Command Command { get; } = new("up", "Starts PostgreSQL, Redis, the server and the simulated squads; keeps its data in .opsmap.", Run)
    {
        Options =
        [
            new("--nodes", "N", "server nodes, 1 to 8 (default 1)"),
            new("--port", "P", $"port of the first node, the others follow (default {DefaultPort})"),
            new("--https-port", "P", $"port of the first node over https, once ./opsmap certs has been run (default {DefaultSecurePort})"),
            new("--day", null, "the simulated city has the 141 contacts of a counted working day, hour by hour, instead of a lively demonstration"),
            new("--no-demo", null, "no sign-in links, no simulated squads"),
        ],
    };

    private static async Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        var nodes = arguments.Number("--nodes", 1, 1, 8);
        var port = arguments.Number("--port", DefaultPort, 1, 65_535 - nodes);
        var workspace = Workspace.Find();
        using var held = UpLock.TryTake(workspace);
        if (held is null) return AlreadyUp(workspace);

        int? securePort = new InternalAuthority(workspace.Certificates).HasServerCertificate ? arguments.Number("--https-port", DefaultSecurePort, 1, 65_535 - nodes) : null;
        Free("--port", port, nodes);
        if (securePort is { } first) Free("--https-port", first, nodes);

        var progress = Progress.Console;
        await WebBuild.Ensure(workspace, progress, cancel);
        var plan = SystemPlan.Kept(workspace) with
        {
            Nodes = nodes,
            FirstPort = port,
            FirstSecurePort = securePort,
            Demo = !arguments.Has("--no-demo"),
            Simulate = true,
            WorkingDay = arguments.Has("--day"),
        };
        await using (var system = await RunningSystem.Start(plan, progress, cancel))
        {
            RunFile.Of(system).Save(workspace);
            system.Changed = () => RunFile.Of(system).Save(workspace);
            Show(RunFile.Of(system), $"OpsMap is up after {Progress.Seconds(progress.Total)}.");
            progress.Say($"Logs: {workspace.Logs}. Stop it with Ctrl+C or ./opsmap down.");
            await Stopped(cancel);
            progress.Say("stopping");
        }
        RunFile.Remove(workspace);
        progress.Say("OpsMap is down.");
        return 0;
    }

    private static void Free(string option, int first, int nodes)
    {
        if (Enumerable.Range(first, nodes).FirstOrDefault(p => !Loopback.IsFree(p)) is > 0 and var taken)
            throw new ServiceException($"Port {taken} is in use by another program. Choose another one: ./opsmap up {option} {first + 100}");
    }

    private static int AlreadyUp(Workspace workspace)
    {
        if (RunFile.Read(workspace) is { } running) Show(running, $"OpsMap is up already (process {running.Pid}).");
        else Console.WriteLine("OpsMap is just being started by another process.");
        return 0;
    }

    private static void Show(RunFile system, string headline)
    {
        Console.WriteLine($"\n{headline}");
        foreach (var url in system.Urls.Concat(system.SecureUrls)) Console.WriteLine($"  {url}");
        if (system.DemoKey is null) return;
        Console.WriteLine("Sign in as");
        foreach (var (role, name) in DemoRoles.All) Console.WriteLine($"  {new Uri(system.Urls[0], $"/demo/{system.DemoKey}/{role}")}  {name}");
    }

    private static async Task Stopped(CancellationToken cancel)
    {
        var stopped = new TaskCompletionSource();
        await using var registration = cancel.Register(stopped.SetResult);
        await stopped.Task;
    }
}
