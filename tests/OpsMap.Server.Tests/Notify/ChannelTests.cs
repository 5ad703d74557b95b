using OpsMap.Domain;
using OpsMap.Server.Notify;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Documents;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Notify;

/// <summary>Channels over HTTP, against the server as it ships.</summary>
public sealed class ChannelTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task A_channel_is_entered_off_tested_turned_on_and_its_secrets_never_come_back()
    {
        await using var receiver = await Receiver.Start();
        using var admin = await node.SignedIn("admin");
        using var city = await node.SignedIn("dispatcher");
        var (id, path) = (Guid.NewGuid(), "/api/notify/channels");
        var url = receiver.Url("/send?key=robot-key-31415");
        await (await admin.Put($"{path}/{id}", new { commandId = Guid.NewGuid(), channel = new { kind = "dingTalk", name = "值班群", county = "1404", url, secret = "SECRET-27182", phones = new[] { "13912345678" } } })).Json();
        var listed = (await (await city.Get(path)).Json()).EnumerateArray().Single(c => c.GetProperty("id").GetGuid() == id);
        Assert.Equal((false, true, "127.0.0.1", "139****5678", 20), (listed.GetProperty("enabled").GetBoolean(), listed.GetProperty("hasSecret").GetBoolean(), listed.GetProperty("host").GetString(), listed.GetProperty("phones")[0].GetString(), listed.GetProperty("perMinute").GetInt32()));

        var result = await (await admin.Post($"{path}/{id}/test", new { })).Json();
        Assert.True(result.GetProperty("ok").GetBoolean());
        Assert.Contains("sign=", Assert.Single(receiver.Heard).Query, StringComparison.Ordinal);
        receiver.Answer = context => Microsoft.AspNetCore.Http.HttpResponseJsonExtensions.WriteAsJsonAsync(context.Response, new { errcode = 310000, errmsg = "sign not match" });
        Assert.Equal("errcode-310000", (await (await admin.Post($"{path}/{id}/test", new { })).Json()).GetProperty("result").GetString());
        var log = (await (await city.Get($"/api/notify/deliveries?channel={id}")).Json()).EnumerateArray().ToArray();
        Assert.Equal(["errcode-310000", "errcode-0"], log.Select(d => d.GetProperty("result").GetString()));

        // turned on without saying the address again; a new address does not inherit the old one's secret
        await (await admin.Put($"{path}/{id}", new { commandId = Guid.NewGuid(), version = 1, channel = new { kind = "dingTalk", name = "值班群", county = "1404", enabled = true } })).Json();
        await admin.Post($"{path}/{id}/test", new { });
        Assert.Contains("sign=", receiver.Heard.Last().Query, StringComparison.Ordinal);
        await (await admin.Put($"{path}/{id}", new { commandId = Guid.NewGuid(), version = 2, channel = new { kind = "dingTalk", name = "值班群", county = "1404", url = receiver.Url("/other") } })).Json();
        await admin.Post($"{path}/{id}/test", new { });
        Assert.Equal("", receiver.Heard.Last().Query);
        await (await admin.Put($"{path}/{id}", new { commandId = Guid.NewGuid(), version = 2, channel = new { kind = "dingTalk", name = "值班群", county = "1404" } })).Problem(409, Codes.StaleVersion, "version");

        foreach (var told in new[]
        {
            listed.ToString(), string.Concat(log.Select(d => d.ToString())),
            await node.Database.Scalar<string>("select string_agg(e::text, ' ') from event e where stream = $1", id),
            await node.Database.Scalar<string>("select string_agg(a::text, ' ') from audit a where subject = $1", id.ToString()),
            await node.Database.Scalar<string>("select string_agg(encode(sealed, 'escape'), ' ') from notify_channel where id = $1", id),
        })
        {
            Assert.DoesNotContain("31415", told, StringComparison.Ordinal);
            Assert.DoesNotContain("27182", told, StringComparison.Ordinal);
            Assert.DoesNotContain("13912345678", told, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_test_button_pays_with_the_channels_own_tokens()
    {
        await using var receiver = await Receiver.Start();
        using var admin = await node.SignedIn("admin");
        var id = Guid.NewGuid();
        await (await admin.Put($"/api/notify/channels/{id}", new { commandId = Guid.NewGuid(), channel = new { kind = "sms", name = "短信", county = "1404", url = receiver.Url("/sms"), perMinute = 1 } })).Json();
        Assert.Equal("no-phone", (await (await admin.Post($"/api/notify/channels/{id}/test", new { })).Json()).GetProperty("result").GetString());
        await (await admin.Post($"/api/notify/channels/{id}/test", new { })).Problem(429, Codes.ChannelBusy);
        Assert.Empty(receiver.Heard);
    }

    [Fact]
    public async Task A_gateway_that_is_set_to_texts_the_complainant_and_the_number_stays_in_the_vault()
    {
        await using var receiver = await Receiver.Start();
        using var admin = await node.SignedIn("admin");
        using var office = new Office(node);
        var (id, robot) = (Guid.NewGuid(), Guid.NewGuid());
        await (await admin.Put($"/api/notify/channels/{robot}", new { commandId = Guid.NewGuid(), channel = new { kind = "weCom", name = "群", county = "140403", url = receiver.Url("/robot"), complainants = true } })).Problem(400, Refusals.OutOfRange, "channel.complainants");
        await (await admin.Put($"/api/notify/channels/{id}", new { commandId = Guid.NewGuid(), channel = new { kind = "sms", name = "告知短信", county = "140403", url = receiver.Url("/texts"), enabled = true, complainants = true } })).Json();
        var @case = await office.Case();
        await Patience.Until(() => receiver.Heard.Any(h => Text(h).Contains("您反映的诉求已收到", StringComparison.Ordinal)), "the receipt");
        await office.Say(@case, new { type = "first-reply", received = true, handlingUnit = "潞州区市场监管局", accepted = "pending", text = "已联系", channel = "telephone" });
        await Patience.Until(() => receiver.Heard.Any(h => Text(h).Contains("由潞州区市场监管局承办，是否受理将在法定期限内告知您", StringComparison.Ordinal)), "the first reply");
        Assert.Equal(2, receiver.Heard.Count);
        Assert.All(receiver.Heard, h => Assert.Equal(Office.Phone, Assert.Single(h.Body.GetProperty("phones").EnumerateArray()).GetString()));

        var listed = (await (await admin.Get("/api/notify/channels")).Json()).EnumerateArray().Single(c => c.GetProperty("id").GetGuid() == id);
        Assert.True(listed.GetProperty("complainants").GetBoolean());
        var log = await (await admin.Get($"/api/notify/deliveries?channel={id}")).Json();
        Assert.All(log.EnumerateArray(), d => Assert.Equal("complainant", d.GetProperty("what").GetString()));
        Assert.DoesNotContain(Office.Phone, log.ToString(), StringComparison.Ordinal);
        foreach (var table in new[] { "notice", "notify_delivery", "feed", "event", "audit" })
            Assert.Equal(0L, await node.Database.Scalar<long>($"select count(*) from {table} t where t::text like '%' || $1 || '%'", Office.Phone));

        static string Text((string Path, string Query, string? Secret, System.Text.Json.JsonElement Body) heard) => heard.Body.GetProperty("text").GetString()!;
    }

    [Theory]
    [InlineData("http://qyapi.weixin.qq.com/send")]
    [InlineData("http://8.8.8.8/send")]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://user:pass@gateway.example/send")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gateway")]
    public async Task An_address_that_is_not_safe_is_refused(string url)
    {
        using var admin = await node.SignedIn("admin");
        await (await admin.Put($"/api/notify/channels/{Guid.NewGuid()}", new { commandId = Guid.NewGuid(), channel = new { kind = "sms", name = "短信", county = "1404", url } })).Problem(400, Codes.AddressNotAllowed, "channel.url");
    }

    [Theory]
    [InlineData("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x")]
    [InlineData("http://192.168.3.20:8080/sms")]
    [InlineData("http://127.0.0.1:9000/voice")]
    public void The_usual_addresses_are_taken(string url) => Assert.NotNull(ChannelSaid.AddressOf(url));

    [Fact]
    public async Task Only_the_administrator_changes_and_tries_channels_and_only_the_city_looks()
    {
        using var city = await node.SignedIn("dispatcher");
        using var county = await node.SignedIn("county");
        await (await city.Put($"/api/notify/channels/{Guid.NewGuid()}", new { })).Problem(403, Refusals.WrongRole);
        await (await city.Post($"/api/notify/channels/{Guid.NewGuid()}/test", new { })).Problem(403, Refusals.WrongRole);
        await (await county.Get("/api/notify/channels")).Problem(403, Refusals.WrongRole);
        await (await county.Get("/api/notify/deliveries")).Problem(403, Refusals.WrongRole);
    }
}
