using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Running;

/// <summary>The operator's way into a node: the one that is up, or one started just for this.</summary>
public sealed class OperatorAccess : IAsyncDisposable
{
    private readonly RunningSystem? _own;
    private readonly UpLock? _held;

    private OperatorAccess(Uri server, string key, RunningSystem? own, UpLock? held)
    {
        (_own, _held) = (own, held);
        // No limit: an import of a hundred thousand lines takes its time and reports on the way.
        Http = new HttpClient { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        Http.DefaultRequestHeaders.Add("X-Operator-Key", key);
        Http.DefaultRequestHeaders.Add("Origin", server.GetLeftPart(UriPartial.Authority));
    }

    public HttpClient Http { get; }

    public static async Task<OperatorAccess> Open(Workspace workspace, Progress progress, CancellationToken cancel)
    {
        var held = UpLock.TryTake(workspace);
        if (held is null)
        {
            var running = RunFile.Read(workspace) ?? throw new ServiceException("OpsMap is just being started; try again in a moment.");
            return new(running.Urls[0], Secrets.Read(workspace.OperatorKey), null, null);
        }
        progress.Say("OpsMap is not up; starting a node for this.");
        try
        {
            var plan = SystemPlan.Kept(workspace) with { Demo = false };
            var system = await RunningSystem.Start(plan, progress, cancel);
            return new(system.Urls[0], plan.OperatorKey, system, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The reason in words, from a problem the server answered with.</summary>
    public static async Task<string> Reason(HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") return $"{(int)answer.StatusCode} {text}";
        using var problem = System.Text.Json.JsonDocument.Parse(text);
        string? Member(string name) => problem.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
        return string.Join(' ', new[] { Member("title"), Member("field"), $"({(int)answer.StatusCode} {Member("code")})" }.Where(w => w is not null));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_own is not null) await _own.DisposeAsync();
        _held?.Dispose();
    }
}
