using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Devices;
using OpsMap.Server.Tests.Messages;
using Xunit;

namespace OpsMap.Server.Tests.Squads;

/// <summary>A call for help, from the phone to every console and back.</summary>
public sealed class SosTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task A_call_for_help_is_on_the_console_at_once_with_who_and_where_and_goes_when_it_is_cleared()
    {
        using var county = await node.SignedIn("county");
        using var leadership = await node.SignedIn("leader");
        using var phone = await new SigningPhone(await node.SignedIn("squad", "潞州01")).Register();
        var squad = (await (await phone.Browser.Get("/api/session")).Json()).GetProperty("squad").GetProperty("id").GetGuid();
        await (await phone.Browser.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" } })).Json();
        await (await phone.Track()).Json();
        await using var console = await Hearing.Console(node, county);
        await using var wall = await Hearing.Console(node, leadership);

        // a place that is said is not believed; where the phone was seen is
        var called = new Moment(TimeProvider.System.GetUtcNow().AddMinutes(-3)).Now;
        var raised = await (await phone.Step($"/api/squads/{squad}/commands", squad, """{"type":"raise-sos","note":"被多人围堵","point":{"lon":112.5,"lat":36.5}}""", occurredAt: called)).Json();
        var sos = raised.GetProperty("card").GetProperty("sos");
        Assert.Equal((called, "被多人围堵"), (sos.GetProperty("at").GetDateTimeOffset(), sos.GetProperty("note").GetString()));
        Assert.Equal(113.11, sos.GetProperty("point").GetProperty("lon").GetDouble(), 6);
        var heard = await console.For("the call for help", r => Of(r, squad) is { } card && card.TryGetProperty("sos", out _));
        Assert.True(JsonElement.DeepEquals(sos, heard.GetProperty("body").GetProperty("sos")), heard.ToString());
        var shown = await wall.For("that somebody calls for help", r => Of(r, squad) is { } card && card.TryGetProperty("sos", out _));
        Assert.Equal(["at"], shown.GetProperty("body").GetProperty("sos").EnumerateObject().Select(m => m.Name));
        Assert.Equal(called.UtcDateTime, await node.Database.Scalar<DateTime>("select occurred_at from event where stream = $1 and type = 'sos-raised'", squad));

        await (await phone.Browser.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "raise-sos" } })).Problem(409, Refusals.SosRaised);
        using var elsewhere = await node.SignedIn("squad", "上党01");
        await (await elsewhere.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clear-sos", note = "没事" } })).Problem(404, Codes.NotFound);
        var cleared = await (await county.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clear-sos", note = "民警已到场，人员安全" } })).Json();
        Assert.False(cleared.GetProperty("card").TryGetProperty("sos", out _));
    }

    private static JsonElement? Of(JsonElement row, Guid squad) =>
        row.GetProperty("kind").ValueEquals("squad") && row.GetProperty("body") is var card && card.GetProperty("id").GetGuid() == squad ? card : null;
}
