using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;

namespace OpsMap.AppHost.Smoke;

/// <summary>A squad's phone: hears its orders on the device hub, reports where it is by acknowledged posts.</summary>
public sealed class SquadPhone : IAsyncDisposable
{
    private readonly HubConnection _hub;
    private readonly Visitor _visitor;
    private int _seq;

    private SquadPhone(HubConnection hub, Visitor visitor) => (_hub, _visitor) = (hub, visitor);

    public required Heard<JsonElement> Now { get; init; }

    public static async Task<SquadPhone> Open(Visitor visitor, CancellationToken cancel)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(visitor.Server, "/device"), o =>
            {
                o.Cookies = visitor.Cookies;
                o.Headers["Origin"] = visitor.Origin;
            })
            .Build();
        var now = new Heard<JsonElement>("the phone");
        hub.On<string>("Now", json => now.Add(JsonDocument.Parse(json).RootElement));
        await hub.StartAsync(cancel);
        return new SquadPhone(hub, visitor) { Now = now };
    }

    public Task HasJob(string caseId, CancellationToken cancel) => Now.Until(
        now => now.TryGetProperty("job", out var job) && job.ValueKind == JsonValueKind.Object && job.GetProperty("card").GetProperty("id").GetString() == caseId,
        "its directive",
        cancel);

    /// <summary>One position, taken now; the answer tells whether the squad counts as arrived.</summary>
    public async Task<bool> Report(double lon, double lat, CancellationToken cancel)
    {
        var now = TimeProvider.System.GetUtcNow();
        var seq = ++_seq;
        var answer = await _visitor.Post(
            "/api/squad/track",
            new { device = "smoke", sentAt = now, datum = "wgs84", fixes = new[] { new { seq, t = now, lon, lat, acc = 8.0, spd = 9.0 } } },
            cancel);
        if (answer.GetProperty("ack").GetInt32() != seq) throw new SmokeException($"position {seq} was not acknowledged: {answer}");
        if (answer.TryGetProperty("dropped", out var dropped) && dropped.GetArrayLength() > 0) throw new SmokeException($"position {seq} was dropped: {dropped}");
        return answer.TryGetProperty("arrived", out var arrived) && arrived.ValueKind == JsonValueKind.String;
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
