using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpsMap.Server.Clocks;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Squads;

/// <summary>What a squad's phone is told beside its job.</summary>
public sealed class SquadNowTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task The_telephone_of_the_countys_command_centre_is_told_or_of_its_bureau_or_none()
    {
        using var phone = await node.SignedIn("squad", "潞州01");
        await Enter("update unit set phone = null where county = '140403' and kind in ('centre', 'countyBureau')");
        Assert.False((await Now(phone)).TryGetProperty("desk", out _));

        await Enter("update unit set phone = '0355-2010000' where code = '140403'");
        Assert.Equal("0355-2010000", (await Now(phone)).GetProperty("desk").GetProperty("phone").GetString());
        await Enter("update unit set phone = '0355-2012315', name = '潞州区快反指挥中心' where code = '140403-12315'");
        var desk = (await Now(phone)).GetProperty("desk");
        Assert.Equal(("潞州区快反指挥中心", "0355-2012315"), (desk.GetProperty("name").GetString(), desk.GetProperty("phone").GetString()));
        await Enter("update unit set closed = true where code = '140403-12315'");
        Assert.Equal("0355-2010000", (await Now(phone)).GetProperty("desk").GetProperty("phone").GetString());
    }

    [Fact]
    public async Task Whether_the_clocks_are_alive_is_told()
    {
        using var phone = await node.SignedIn("squad", "潞州02");
        node.Services.GetRequiredService<ClockPulse>().Felt(TimeProvider.System.GetUtcNow());
        Assert.True((await Now(phone)).GetProperty("clocksAlive").GetBoolean());
    }

    private async Task Enter(string change) => Assert.NotNull(await node.Database.Scalar<string>(change + " returning code"));

    private static async Task<JsonElement> Now(Browser phone) => await (await phone.Get("/api/squad/now")).Json();
}
