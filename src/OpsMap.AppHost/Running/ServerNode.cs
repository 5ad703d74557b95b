using System.Globalization;
using OpsMap.AppHost.Https;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Running;

/// <summary>One OpsMap.Server process: its ports, its environment, and whether it answers.</summary>
public sealed class ServerNode : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private const string PhaseMark = "starting: ";

    private readonly string _log;
    private readonly HashSet<string> _phases = new(StringComparer.Ordinal);

    private ServerNode(Uri url, Uri? secure, string log, Child child) => (Url, Secure, _log, Child) = (url, secure, log, child);

    public Uri Url { get; }
    /// <summary>The same node over https, if there are certificates.</summary>
    public Uri? Secure { get; }
    public Child Child { get; }

    public static ServerNode Create(SystemPlan plan, int index, BackingServices services, string cluster, Action<string> say)
    {
        var port = plan.FirstPort + index ?? Loopback.FreePort();
        var url = new Uri($"http://127.0.0.1:{port}");
        var environment = new Dictionary<string, string>(plan.Settings, StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = url.ToString(),
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["OPSMAP_POSTGRES"] = services.Postgres,
            ["OPSMAP_REDIS"] = services.Redis,
            ["OPSMAP_KEYS"] = plan.Keys,
            ["OPSMAP_OPERATOR_KEY"] = plan.OperatorKey,
            ["OPSMAP_GEODATA"] = plan.Workspace.Geodata,
            ["OPSMAP_WEB"] = plan.Workspace.WebDist,
            ["OPSMAP_CLUSTER"] = cluster,
            ["OPSMAP_SILO_PORT"] = Loopback.FreePort().ToString(CultureInfo.InvariantCulture),
            ["OPSMAP_GATEWAY_PORT"] = Loopback.FreePort().ToString(CultureInfo.InvariantCulture),
        };
        if (plan.Demo) environment["OPSMAP_DEMO_KEY"] = plan.DemoKey;
        var secure = plan.FirstSecurePort + index is { } securePort ? new Uri($"https://127.0.0.1:{securePort}") : null;
        if (secure is not null)
        {
            var authority = new InternalAuthority(plan.Workspace.Certificates);
            environment["ASPNETCORE_URLS"] = $"{url};{secure}";
            environment["Kestrel__Certificates__Default__Path"] = authority.CertificateFile;
            environment["Kestrel__Certificates__Default__KeyPath"] = authority.KeyFile;
            environment["OPSMAP_CA"] = authority.RootFile;
        }
        var log = LogFile.Fresh(plan.Logs, $"node-{index + 1}");
        var program = plan.Workspace.Program("OpsMap.Server");
        var command = new GuardedCommand("dotnet", [program], log)
        {
            Environment = environment,
            LastSignal = "TERM",
            Grace = TimeSpan.FromSeconds(15),
        };
        return new(url, secure, log, new Child($"node {index + 1} ({url.Authority})", () => command, say));
    }

    /// <summary>Starts the process and waits until it can serve: database, migrations and silo; says each thing the node begins to do until then.</summary>
    public async Task Start(Action<string> say, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StartLimit);
        Child.Start();
        try
        {
            while (!await IsReady(limit.Token))
            {
                foreach (var phase in LogFile.Marked(_log, PhaseMark).Where(_phases.Add)) say($"  {Child.Name}: {phase}");
                if (Child.Restarts > 0) throw new ServiceException($"{Child.Name} died at its start. The end of {_log}:\n{LogFile.Tail(_log)}");
                await Task.Delay(100, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ServiceException($"{Child.Name} was not ready after {Progress.Seconds(StartLimit)}. The end of {_log}:\n{LogFile.Tail(_log)}");
        }
    }

    public ValueTask DisposeAsync() => Child.DisposeAsync();

    private async Task<bool> IsReady(CancellationToken cancel)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, "/readyz"), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return false;
        }
    }
}
