using System.Net;
using System.Text;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Trackers;

/// <summary>Devices against the server as it ships: entered, believed, on the map, taken out.</summary>
public sealed class TrackerTests(Node node) : IClassFixture<Node>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_device_moves_its_squad_and_nothing_moves_one_off_duty()
    {
        using var leader = await node.SignedIn("squad", "潞州07");
        var squad = await Squad(leader, "潞州07");
        var token = await Entered(leader, squad);
        using var device = node.Browser();

        // off duty nothing is shared; the device is told yes, so that it does not keep it for later
        await Yes(device.Get(OsmAndOf(token, 113.1000)));
        await (await leader.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" } })).Json();
        Assert.Equal(0, await Lon(squad));

        await Yes(device.Get(OsmAndOf(token, 113.1001)));
        await At(squad, 113.1001);
        await Yes(device.Send(HttpMethod.Post, OsmAndOf(token, 113.1002), content: null));
        await At(squad, 113.1002);
        using var form = new StringContent(OsmAndOf(token, 113.1003)[3..], Encoding.UTF8, "application/x-www-form-urlencoded");
        await Yes(device.Send(HttpMethod.Post, "/t", form));
        await At(squad, 113.1003);
        await Yes(device.Post("/t", new { device_id = token, location = new { timestamp = DateTimeOffset.UtcNow.ToString("O"), coords = new { latitude = 36.19, longitude = 113.1004, accuracy = 30.0, speed = 9.0, heading = 90.0 }, battery = new { level = 0.5, is_charging = false } } }));
        await At(squad, 113.1004);
        using (var app = node.Browser())
        {
            app.Headers["Authorization"] = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("crew:" + token));
            await Yes(app.Post("/t", new { _type = "location", lat = 36.19, lon = 113.1005, acc = 30, vel = 30, cog = 90, batt = 49, tid = "07", tst = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1 }));
        }
        await At(squad, 113.1005);
    }

    [Fact]
    public async Task A_device_taken_out_and_a_forged_token_are_nobody()
    {
        using var leader = await node.SignedIn("squad", "潞州08");
        var token = await Entered(leader, await Squad(leader, "潞州08"));
        var id = (await Trackers(leader)).Single().GetProperty("id").GetGuid();
        using var device = node.Browser();
        await Yes(device.Get(OsmAndOf(token, 113.1)));
        await (await leader.Post($"/api/trackers/{id}/take-out", new { commandId = Guid.NewGuid() })).Json();

        await (await device.Get(OsmAndOf(token, 113.1))).Problem(404, Codes.NotFound);
        await (await device.Get(OsmAndOf(Convert.ToBase64String(Guid.NewGuid().ToByteArray()), 113.1))).Problem(404, Codes.NotFound);
        await (await device.Get("/t?lat=36.19&lon=113.1")).Problem(404, Codes.NotFound);
        await (await leader.Get($"/api/trackers/{id}/token")).Problem(404, Codes.NotFound);
        await (await leader.Post($"/api/trackers/{id}/take-out", new { commandId = Guid.NewGuid() })).Problem(409, Refusals.NotNow);
    }

    [Fact]
    public async Task A_device_is_entered_once_for_an_own_squad_and_seen_by_its_county_only()
    {
        using var leader = await node.SignedIn("squad", "潞州09");
        using var other = await node.SignedIn("squad", "上党01");
        using var county = await node.SignedIn("county");
        using var station = await node.SignedIn("station");
        var squad = await Squad(leader, "潞州09");
        var command = Guid.NewGuid();
        var first = await (await leader.Post("/api/trackers", new { commandId = command, squad, name = "车载终端" })).Json();
        var second = await (await leader.Post("/api/trackers", new { commandId = command, squad, name = "车载终端" })).Json();
        Assert.Equal(first.GetProperty("id").GetGuid(), second.GetProperty("id").GetGuid());
        await (await leader.Post("/api/trackers", new { commandId = command, squad, name = "另一个" })).Problem(409, Codes.CommandIdReused, "commandId");

        Assert.Single(await Trackers(leader));
        Assert.Contains(await Trackers(county), t => t.GetProperty("id").GetGuid() == command);
        Assert.Empty(await Trackers(other));
        await (await other.Get($"/api/trackers/{command}/token")).Problem(404, Codes.NotFound);
        await (await other.Post("/api/trackers", new { commandId = Guid.NewGuid(), squad, name = "车载终端" })).Problem(404, Refusals.NoSuchSquad, "squad");
        await (await leader.Post("/api/trackers", new { commandId = Guid.NewGuid(), squad, name = " " })).Problem(400, Refusals.Required, "name");
        await (await station.Post("/api/trackers", new { commandId = Guid.NewGuid(), squad, name = "车载终端" })).Problem(403, Refusals.WrongRole);
    }

    private static string OsmAndOf(string token, double lon) =>
        FormattableString.Invariant($"/t?id={Uri.EscapeDataString(token)}&timestamp={DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}&lat=36.19&lon={lon}&speed=12.5&bearing=90&altitude=940&accuracy=30&batt=90");

    private static async Task<string> Entered(Browser leader, Guid squad)
    {
        var entered = await (await leader.Post("/api/trackers", new { commandId = Guid.NewGuid(), squad, name = "演示手机" })).Json();
        var token = await (await leader.Get($"/api/trackers/{entered.GetProperty("id").GetGuid()}/token")).Json();
        return token.GetProperty("token").GetString()!;
    }

    private static async Task Yes(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.OK && text == "[]", $"{(int)answer.StatusCode}: {text}");
    }

    private static async Task<IReadOnlyList<JsonElement>> Trackers(Browser browser) => [.. (await (await browser.Get("/api/trackers")).Json()).EnumerateArray()];

    private static async Task<Guid> Squad(Browser browser, string code) => (await (await browser.Get("/api/squads")).Json()).EnumerateArray()
        .Single(s => s.GetProperty("code").ValueEquals(code)).GetProperty("id").GetGuid();

    private Task<double> Lon(Guid squad) => node.Database.Scalar<double>(FormattableString.Invariant($"select coalesce((select lon from squad_position where squad = '{squad}'), 0)"));

    private async Task At(Guid squad, double lon)
    {
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var since = TimeProvider.System.GetTimestamp();
        while (Math.Abs(await Lon(squad) - lon) > 1e-6)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(15), $"the squad is never at {lon}");
            await every.WaitForNextTickAsync(Cancel);
        }
    }
}
