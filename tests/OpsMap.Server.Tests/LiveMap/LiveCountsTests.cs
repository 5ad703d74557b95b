using Microsoft.Extensions.DependencyInjection;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Devices;
using Xunit;

namespace OpsMap.Server.Tests.LiveMap;

/// <summary>What the operator is told of the live map.</summary>
public sealed class LiveCountsTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task Positions_are_counted_for_the_operator_and_for_nobody_else()
    {
        using var operators = node.Browser();
        operators.Headers["X-Operator-Key"] = Node.OperatorKey;
        var board = node.Services.GetRequiredService<PositionBoard>();
        var before = board.Counts;

        using var phone = await new SigningPhone(await node.SignedIn("squad", "潞州02")).Register();
        var squad = (await (await phone.Browser.Get("/api/session")).Json()).GetProperty("squad").GetProperty("id").GetGuid();
        await (await phone.Browser.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" } })).Json();
        await (await phone.Track()).Json();
        await Patience.Until(() => board.Counts.Emitted == before.Emitted + 1, "the position in the next frame");

        var told = await (await operators.Get("/api/operator/live")).Json();
        Assert.Equal((before.Offered + 1, before.Emitted + 1, before.Dropped), (told.GetProperty("offered").GetInt64(), told.GetProperty("emitted").GetInt64(), told.GetProperty("superseded").GetInt64()));
        Assert.Equal(401, (int)(await phone.Browser.Get("/api/operator/live")).StatusCode);
    }
}
