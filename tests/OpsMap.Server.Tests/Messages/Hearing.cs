using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Messages;

/// <summary>A page that is open: what the live map, or the phones' hub, tells it.</summary>
internal sealed class Hearing : IAsyncDisposable
{
    private readonly HubConnection _hub;

    private Hearing(HubConnection hub) => _hub = hub;

    public ConcurrentQueue<JsonElement> Told { get; } = new();

    public static async Task<Hearing> Console(Node node, Browser browser)
    {
        var hearing = await On(node, browser, "/live", "Feed", json => JsonElement.Parse(json).GetProperty("rows").EnumerateArray());
        await hearing._hub.InvokeAsync<string>("Join", TestContext.Current.CancellationToken);
        return hearing;
    }

    public static Task<Hearing> Phone(Node node, Browser browser) => On(node, browser, "/device", "Message", json => [JsonElement.Parse(json)]);

    /// <summary>The first thing told that fits; waits for it.</summary>
    public async Task<JsonElement> For(string what, Func<JsonElement, bool> fits)
    {
        await Patience.Until(() => Told.Any(fits), what);
        return Told.First(fits);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static async Task<Hearing> On(Node node, Browser browser, string path, string method, Func<string, IEnumerable<JsonElement>> rows)
    {
        var address = node.ClientOptions.BaseAddress;
        var hub = new HubConnectionBuilder().WithUrl(new Uri(address, path), HttpTransportType.WebSockets, o =>
        {
            o.SkipNegotiation = true;
            o.Headers["Cookie"] = browser.Cookies.GetCookieHeader(address);
        }).Build();
        var hearing = new Hearing(hub);
        hub.On<string>(method, json =>
        {
            foreach (var row in rows(json)) hearing.Told.Enqueue(row);
        });
        await hub.StartAsync(TestContext.Current.CancellationToken);
        return hearing;
    }
}
