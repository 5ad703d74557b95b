using OpsMap.Domain;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Duty;
using Xunit;

namespace OpsMap.Server.Tests.Squads;

/// <summary>What a phone says of itself reaches the boards, with positions and without.</summary>
public sealed class PhoneTroubleTests(Node node) : IClassFixture<Node>
{
    private long _seq = 1;

    [Fact]
    public async Task A_low_battery_and_missing_positions_stand_on_the_squads_card_until_they_are_over()
    {
        using var phone = await node.SignedIn("squad", "潞州04");
        var squad = await phone.Squad("潞州04");
        await phone.Say(squad, new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" });

        await Reports(phone, battery: 0.5, fix: true);
        Assert.Null(await Troubles(squad));
        await Reports(phone, battery: 0.15, fix: true);
        Assert.Equal("""["lowBattery"]""", await Troubles(squad));
        await Reports(phone, battery: 0.14, gps: "denied");
        Assert.Equal("""["lowBattery", "noGps"]""", await Troubles(squad));
        Assert.Equal(2, await node.Database.Scalar<long>("select count(*) from event where stream = $1 and type = 'phone-reported'", squad));
        // a position is a position
        await Reports(phone, battery: 0.3, fix: true);
        Assert.Null(await Troubles(squad));

        await Reports(phone, gps: "off");
        Assert.Equal("""["noGps"]""", await Troubles(squad));
        await phone.Say(squad, new { type = "clock-off" });
        Assert.Null(await Troubles(squad));
        // off duty nobody's phone is anybody's business
        await Reports(phone, battery: 0.1, gps: "off");
        Assert.Null(await Troubles(squad));

        await (await Sent(phone, battery: 1.5)).Problem(400, Refusals.OutOfRange, "battery");
        await (await phone.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "report-phone", phone = new { troubles = Array.Empty<string>() } } })).Problem(400, OpsMap.Server.Platform.Codes.UnknownCode, "command.type");
    }

    private async Task Reports(Browser phone, double? battery = null, string? gps = null, bool fix = false) => await (await Sent(phone, battery, gps, fix)).Json();

    private Task<HttpResponseMessage> Sent(Browser phone, double? battery = null, string? gps = null, bool fix = false) => phone.Post("/api/squad/track", new
    {
        device = "phone",
        sentAt = DateTimeOffset.UtcNow,
        battery,
        gps,
        fixes = fix ? [new { seq = _seq++, t = DateTimeOffset.UtcNow, lon = 113.11, lat = 36.19, acc = 9 }] : Array.Empty<object>(),
    });

    private async Task<string?> Troubles(Guid squad) => await node.Database.Scalar<object>("select coalesce(card #>> '{phone,troubles}', '') from squad_view where id = $1", squad) is string { Length: > 0 } told ? told : null;
}
