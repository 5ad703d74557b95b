using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Documents;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Devices;

/// <summary>Phones against the server as it ships: one in use for each account, and what they sign.</summary>
public sealed class DeviceTests(Node node) : IClassFixture<Node>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_newest_phone_of_an_account_is_in_use_and_the_other_is_told_at_once()
    {
        using var old = await new SigningPhone(await node.SignedIn("squad", "潞州11")).Register();
        using var @new = new SigningPhone(await node.SignedIn("squad", "潞州11"));
        var squad = await OnDuty(old.Browser);
        await (await old.Track()).Json();
        await using var hub = Hub(old);
        var told = new ConcurrentQueue<string>();
        hub.On<string>("Now", _ => { });
        hub.On<string>("Displaced", told.Enqueue);
        await hub.StartAsync(Cancel);
        await hub.InvokeAsync<JsonElement>("Ping", Cancel);

        await @new.Register();
        await Patience.Until(() => !told.IsEmpty, "that another phone has taken over");
        Assert.True(JsonElement.Parse(Assert.Single(told)).TryGetProperty("since", out _));
        Assert.True((await (await old.Track()).Problem(409, Codes.AnotherDevice)).GetProperty("facts").TryGetProperty("since", out _));
        await (await old.Step($"/api/squads/{squad}/commands", squad, """{"type":"clock-off"}""")).Problem(409, Codes.AnotherDevice);
        // also when a proxy has lost the header
        old.Browser.Headers.Remove("X-Device");
        await (await old.Step($"/api/squads/{squad}/commands", squad, """{"type":"clock-off"}""")).Problem(409, Codes.AnotherDevice);
        await (await @new.Track()).Json();

        await old.Register();
        await (await old.Step($"/api/squads/{squad}/commands", squad, """{"type":"clock-off"}""")).Json();
        await (await @new.Track()).Problem(409, Codes.AnotherDevice);
        Assert.Equal(1L, await node.Database.Scalar<long>("select count(*) from device where squad = $1 and displaced_at is null", squad));
    }

    [Fact]
    public async Task Registering_again_changes_nothing_and_another_ones_id_is_refused()
    {
        using var phone = await new SigningPhone(await node.SignedIn("squad", "潞州12")).Register();
        await phone.Register();
        Assert.Equal(1L, await node.Database.Scalar<long>("select count(*) from audit where action = 'device-in-use' and subject = $1", phone.Id.ToString()));
        using var other = new SigningPhone(await node.SignedIn("squad", "潞州13"));
        await (await other.Browser.Post("/api/squad/devices", new { device = phone.Id, key = other.Jwk })).Problem(409, Codes.DeviceTaken, "device");
        await (await phone.Browser.Post("/api/squad/devices", new { device = phone.Id, key = other.Jwk })).Problem(409, Codes.DeviceTaken, "device");
        Assert.Equal(1L, await node.Database.Scalar<long>("select count(*) from device where id = $1 and displaced_at is null", phone.Id));
        using var desk = await node.SignedIn("county");
        await (await desk.Post("/api/squad/devices", new { device = Guid.NewGuid(), key = other.Jwk })).Problem(403, Refusals.WrongRole);
    }

    [Theory]
    [InlineData("RSA", "P-256", null)]
    [InlineData("EC", "P-384", null)]
    [InlineData("EC", "P-256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("EC", "P-256", "zu")]
    public async Task What_is_no_public_key_is_not_registered(string kty, string crv, string? x)
    {
        using var phone = new SigningPhone(await node.SignedIn("squad", "潞州12"));
        var good = JsonSerializer.SerializeToElement(phone.Jwk);
        var key = new { kty, crv, x = x ?? good.GetProperty("x").GetString(), y = good.GetProperty("y").GetString() };
        await (await phone.Browser.Post("/api/squad/devices", new { device = phone.Id, key })).Problem(400, Codes.KeyNotValid, "key");
    }

    [Fact]
    public async Task A_private_key_is_not_even_read()
    {
        using var phone = new SigningPhone(await node.SignedIn("squad", "潞州12"));
        var good = JsonSerializer.SerializeToElement(phone.Jwk);
        var key = new { kty = "EC", crv = "P-256", x = good.GetProperty("x").GetString(), y = good.GetProperty("y").GetString(), d = good.GetProperty("x").GetString() };
        await (await phone.Browser.Post("/api/squad/devices", new { device = phone.Id, key })).Problem(400, Codes.UnknownMember, "key.d");
    }

    [Fact]
    public async Task A_signed_step_is_marked_and_can_be_verified_again_from_the_database_alone()
    {
        using var office = new Office(node);
        var id = await office.Directed(to: "潞州01");
        using var phone = await new SigningPhone(await node.SignedIn("squad", "潞州01")).Register();
        var command = Guid.NewGuid();
        const string ack = """{ "type" : "ack-directive" }""";
        await (await phone.Step($"/api/cases/{id}/commands", id, ack, command, TimeProvider.System.GetUtcNow())).Json();

        var timeline = (await (await phone.Browser.Get($"/api/cases/{id}")).Json()).GetProperty("timeline").EnumerateArray().ToList();
        var step = timeline.Single(e => e.GetProperty("type").ValueEquals("directive-received"));
        Assert.True(step.GetProperty("signed").GetBoolean());
        Assert.False(step.TryGetProperty("late", out _));
        Assert.DoesNotContain(timeline, e => e.GetProperty("type").ValueEquals("directive-issued") && e.TryGetProperty("signed", out _));
        var (said, signature, key) = (await Stored<string>("said", command), await Stored<byte[]>("signature", command), await node.Database.Scalar<byte[]>("select key from device where id = $1", phone.Id));
        Assert.EndsWith(ack, said, StringComparison.Ordinal);
        Assert.True(Server.Devices.DeviceKey.Verifies(key, said, System.Buffers.Text.Base64Url.EncodeToString(signature)));
        Assert.Equal(phone.Id.ToString(), await node.Database.Scalar<string>("select device ->> 'id' from event where stream = $1 and type = 'directive-received'", id));

        // the answer was lost: the same step under a new signature is still the same step
        await (await phone.Step($"/api/cases/{id}/commands", id, ack, command, TimeProvider.System.GetUtcNow())).Json();
        Assert.Equal(1L, await node.Database.Scalar<long>("select count(*) from event where stream = $1 and type = 'directive-received'", id));
    }

    [Fact]
    public async Task A_step_that_was_changed_after_signing_or_signed_by_a_stranger_is_refused()
    {
        using var office = new Office(node);
        var id = await office.Directed(to: "潞州02");
        using var phone = await new SigningPhone(await node.SignedIn("squad", "潞州02")).Register();
        using var stranger = await new SigningPhone(await node.SignedIn("squad", "潞州14")).Register();
        const string ack = """{"type":"ack-directive"}""";
        var path = $"/api/cases/{id}/commands";

        await (await phone.Step(path, id, ack, sent: """{"type":"ack-directive" }""")).Problem(403, Codes.BadSignature);
        await (await phone.Step(path, Guid.NewGuid(), ack)).Problem(403, Codes.BadSignature);
        using var borrowed = new SigningPhone(await node.SignedIn("squad", "潞州02"));
        await (await borrowed.Step(path, id, ack)).Problem(403, Codes.BadSignature);
        await (await stranger.Step(path, id, ack)).Problem(404, Codes.NotFound);
        await (await phone.Browser.PostText(path, $$$"""{"commandId":"{{{Guid.NewGuid()}}}","command":{{{ack}}},"device":{"id":"{{{phone.Id}}}","seq":1,"signature":"nonsense!"}}""")).Problem(403, Codes.BadSignature);
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from event where stream = $1 and type = 'directive-received'", id));
        await (await phone.Browser.PostText(path, $$$"""{"commandId":"{{{Guid.NewGuid()}}}","command":{{{ack}}}}""")).Json();
    }

    private Task<T> Stored<T>(string column, Guid command) => node.Database.Scalar<T>($"select {column} from device_step where command = $1", command);

    private static async Task<Guid> OnDuty(Browser browser)
    {
        var squad = (await (await browser.Get("/api/session")).Json()).GetProperty("squad").GetProperty("id").GetGuid();
        await (await browser.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" } })).Json();
        return squad;
    }

    private HubConnection Hub(SigningPhone phone) => new HubConnectionBuilder().WithUrl(new Uri(node.ClientOptions.BaseAddress, $"/device?device={phone.Id}"), HttpTransportType.WebSockets, o =>
    {
        o.SkipNegotiation = true;
        o.Headers["Cookie"] = phone.Browser.Cookies.GetCookieHeader(node.ClientOptions.BaseAddress);
    }).Build();
}
