using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.LiveMap;
using OpsMap.Server.Tests.Triage;

namespace OpsMap.Server.Tests.Incidents;

/// <summary>A desk that makes incidents of crowds, over HTTP as its browser would.</summary>
internal static class IncidentDesk
{
    private static int _places;

    /// <summary>Five complaints at one gate of 壶关县 within the hour; every call has a gate of its own, two kilometres from the others.</summary>
    public static async Task<Gate> Gate(this TriageDesk desk, int cases = 5)
    {
        var place = Interlocked.Increment(ref _places);
        var (lon, lat) = (113.45 + (0.02 * (place % 6)), 35.85 + (0.02 * (place / 6)));
        var ids = new List<Guid>();
        for (var i = 0; i < cases; i++) ids.Add(await desk.Register($"索道排队退费{i}", "排队五小时未能乘坐，要求退票", "140427", lon: lon, lat: lat + (i * 0.0003)));
        return new Gate(lon, lat, ids);
    }

    public static object Opening(this Gate gate, Guid? commander = null, string title = "索道排队退费群体投诉") => new
    {
        level = 2,
        title,
        reason = "现场大量游客要求退费",
        point = new { lon = gate.Lon, lat = gate.Lat },
        radiusM = 800,
        cases = gate.Cases,
        commander,
    };

    public static async Task<Guid> Open(this Browser desk, Gate gate, Guid? commander = null) =>
        (await (await desk.Post("/api/incidents", new { commandId = Guid.NewGuid(), incident = gate.Opening(commander) })).Json()).GetProperty("id").GetGuid();

    public static async Task<JsonElement> Say(this Browser desk, Guid incident, object command) => await (await desk.Try(incident, command)).Json();

    public static Task<HttpResponseMessage> Try(this Browser desk, Guid incident, object command) =>
        desk.Post($"/api/incidents/{incident}/commands", new { commandId = Guid.NewGuid(), command });

    public static async Task<JsonElement> Incident(this Browser desk, Guid incident) => await (await desk.Get($"/api/incidents/{incident}")).Json();

    public static async Task<JsonElement> Case(this Browser desk, Guid id) => await (await desk.Get($"/api/cases/{id}")).Json();

    public static async Task<Guid> SquadOnDuty(this Node node, string code)
    {
        using var leader = await node.SignedIn("squad", code);
        var squad = (await (await leader.Get("/api/session")).Json()).GetProperty("squad").GetProperty("id").GetGuid();
        if (await node.Database.Scalar<string>("select state from squad_view where id = $1", squad) == "offDuty")
            await (await leader.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" } })).Json();
        return squad;
    }

    public static HubConnection Hub(this Node node, Browser browser)
    {
        var address = node.ClientOptions.BaseAddress;
        var cookie = browser.Cookies.GetCookies(address)["opsmap"]!.Value;
        return new HubConnectionBuilder().WithUrl(new Uri(address, "/live"), o => o.Headers["Cookie"] = $"opsmap={cookie}").Build();
    }

    public static async Task<Board> Board(this Node node, Browser browser) => await new Board(node.Hub(browser)).Join();

    public static async Task<Browser> Liaison(this Node node, string department)
    {
        var browser = node.Browser();
        await (await browser.Post("/api/demo/session", new { key = Node.DemoKey, role = "liaison", department })).Json();
        return browser;
    }
}

/// <summary>Where people complain, and their complaints.</summary>
internal sealed record Gate(double Lon, double Lat, IReadOnlyList<Guid> Cases);
