using System.Buffers.Binary;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace OpsMap.AppHost.Smoke;

/// <summary>A dispatcher's screen: joins the live hub and hears of cases and positions.</summary>
public sealed class DispatcherScreen : IAsyncDisposable
{
    private const int FrameHeader = 12;
    private const int FrameRecord = 16;

    private readonly HubConnection _hub;

    private DispatcherScreen(HubConnection hub) => _hub = hub;

    public required Heard<JsonElement> Cases { get; init; }
    public required Heard<byte[]> Frames { get; init; }
    public required JsonElement Snapshot { get; init; }

    public static async Task<DispatcherScreen> Open(Visitor visitor, CancellationToken cancel)
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(new Uri(visitor.Server, "/live"), o =>
            {
                o.Cookies = visitor.Cookies;
                o.Headers["Origin"] = visitor.Origin;
            })
            .AddMessagePackProtocol()
            .Build();
        var cases = new Heard<JsonElement>("the console");
        var frames = new Heard<byte[]>("the map");
        hub.On<string>("Feed", json =>
        {
            foreach (var row in JsonDocument.Parse(json).RootElement.GetProperty("rows").EnumerateArray())
                if (row.GetProperty("kind").GetString() == "case") cases.Add(row.GetProperty("body"));
        });
        hub.On<byte[]>("Frame", frames.Add);
        await hub.StartAsync(cancel);
        var snapshot = JsonDocument.Parse(await hub.InvokeAsync<string>("Join", cancel)).RootElement;
        return new DispatcherScreen(hub) { Snapshot = snapshot, Cases = cases, Frames = frames };
    }

    public Task CaseIs(string id, string region, string stage, CancellationToken cancel) => Cases.Until(
        card => card.GetProperty("id").GetString() == id && card.GetProperty(region).GetString() == stage,
        $"case {region} {stage}",
        cancel);

    public Task Shows(int slot, CancellationToken cancel) => Frames.Until(frame => Slots(frame).Contains(slot), $"a position of squad slot {slot}", cancel);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static IEnumerable<int> Slots(byte[] frame)
    {
        for (var at = FrameHeader; at + FrameRecord <= frame.Length; at += FrameRecord)
            yield return BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(at));
    }
}
