using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Running;

/// <summary>Everything started on this machine: services, nodes, simulator. Disposing it stops all of it, in order.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    private readonly List<ServerNode> _nodes = [];
    private readonly SystemPlan _plan;
    private readonly CancellationTokenSource _stopping = new();
    private Task _services = Task.CompletedTask;
    private Child? _simulator;

    private RunningSystem(SystemPlan plan, BackingServices services) => (_plan, Services) = (plan, services);

    public BackingServices Services { get; }
    public IReadOnlyList<ServerNode> Nodes => _nodes;
    public IReadOnlyList<Uri> Urls => [.. _nodes.Select(n => n.Url)];
    public string OperatorKey => _plan.OperatorKey;
    public string? DemoKey => _plan.Demo ? _plan.DemoKey : null;
    public int? SimulatorPid => _simulator?.Pid;
    /// <summary>A process died and was started again.</summary>
    public Action? Changed { get; set; }

    public static async Task<RunningSystem> Start(SystemPlan plan, Progress progress, CancellationToken cancel)
    {
        var services = await progress.Step("starting PostgreSQL and Redis", () => BackingServices.Start(plan.KeepPostgresIn, cancel));
        var system = new RunningSystem(plan, services);
        try
        {
            system._services = system.KeepServicesUp(progress);
            await system.StartNodes(progress, cancel);
            if (plan is { Demo: true, Simulate: true }) system.StartSimulator(progress);
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>The sign-in link of each role, in demo mode.</summary>
    public IReadOnlyDictionary<string, Uri> Links => DemoKey is { } key
        ? DemoRoles.All.ToDictionary(r => r.Role, r => new Uri(Urls[0], $"/demo/{key}/{r.Role}"), StringComparer.Ordinal)
        : new Dictionary<string, Uri>(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        if (_simulator is not null) await _simulator.DisposeAsync();
        await Task.WhenAll(_nodes.Select(n => n.DisposeAsync().AsTask()));
        await _stopping.CancelAsync();
        await _services;
        await Services.DisposeAsync();
        _stopping.Dispose();
    }

    private Task KeepServicesUp(Progress progress) => Task.WhenAll(
        Services.LocalPostgres is { } postgres ? KeepUp("PostgreSQL", () => postgres.Died, postgres.Crash, postgres.Restart, progress) : Task.CompletedTask,
        Services.LocalRedis is { } redis ? KeepUp("Redis", () => redis.Died, redis.Crash, redis.Restart, progress) : Task.CompletedTask);

    private async Task KeepUp(string name, Func<Task> died, Func<Task> clear, Func<CancellationToken, Task> restart, Progress progress)
    {
        try
        {
            while (true)
            {
                await died().WaitAsync(_stopping.Token);
                progress.Say($"{name} died; starting it again");
                await clear();
                await restart(_stopping.Token);
                Changed?.Invoke();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // We are going down ourselves.
        }
        catch (ServiceException failure)
        {
            progress.Say($"{name} cannot be started again: {failure.Message}");
        }
    }

    private async Task StartNodes(Progress progress, CancellationToken cancel)
    {
        // A database of our own has no other nodes: a new cluster id spares the wait for silos of a run that crashed.
        var cluster = Services.Kind == BackingKind.Given ? "opsmap" : $"run-{Secrets.New()[..12]}";
        for (var i = 0; i < _plan.Nodes; i++)
        {
            var node = ServerNode.Create(_plan, i, Services, cluster, progress.Say);
            node.Child.Restarted = () => Changed?.Invoke();
            _nodes.Add(node);
        }
        // The first one migrates; the others then find everything in place.
        await progress.Step($"starting {_nodes[0].Child.Name}", () => _nodes[0].Start(progress.Say, cancel));
        if (_nodes.Count > 1)
            await progress.Step($"starting {_nodes.Count - 1} more", () => Task.WhenAll(_nodes.Skip(1).Select(n => n.Start(progress.Say, cancel))));
    }

    /// <summary>The squad whose phone the demo link opens: a person plays it.</summary>
    private const string VisitorsSquad = "潞州01";

    private void StartSimulator(Progress progress)
    {
        var command = new GuardedCommand("dotnet", [_plan.Workspace.Program("OpsMap.Simulator"), "--leave", VisitorsSquad, "--profile", _plan.WorkingDay ? "day" : "demo"], LogFile.Fresh(_plan.Logs, "simulator"))
        {
            Environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["OPSMAP_SERVERS"] = string.Join(',', Urls.Select(u => u.GetLeftPart(UriPartial.Authority))),
                ["OPSMAP_DEMO_KEY"] = _plan.DemoKey,
            },
            LastSignal = "TERM",
            Grace = TimeSpan.FromSeconds(5),
        };
        _simulator = new Child("simulator", () => command, progress.Say);
        _simulator.Restarted = () => Changed?.Invoke();
        _simulator.Start();
    }
}

/// <summary>The roles a demo visitor may take, in the order they meet a complaint.</summary>
public static class DemoRoles
{
    public static IReadOnlyList<(string Role, string Name)> All { get; } =
    [
        ("dispatcher", "市级调度员"),
        ("county", "县区调度员"),
        ("section", "科室"),
        ("station", "所长"),
        ("squad", "处置分队"),
        ("leader", "指挥长"),
        ("liaison", "联席部门联络员"),
        ("admin", "管理员"),
    ];
}
