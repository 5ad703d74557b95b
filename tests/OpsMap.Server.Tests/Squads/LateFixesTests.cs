using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.Replay;
using Xunit;
using Database = OpsMap.Server.Platform.Database;

namespace OpsMap.Server.Tests.Squads;

/// <summary>Positions that come when the squad no longer shares: what it was on duty for counts, what it was not is nobody's business.</summary>
public sealed class LateFixesTests(Backing backing)
{
    private const string Code = "潞州05";
    private static readonly SquadId _squad = PastNode.IdOf(Code);
    private static readonly Actor _leader = PastNode.Leader(_squad, new CountyCode("140403"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_phone_and_tracker_saw_on_duty_is_kept_though_they_were_offline_until_the_shift_was_ended_and_it_is_shown_to_nobody()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromHours(3));
        using var phone = await node.SignedIn("squad", Code);
        using var box = new Browser(node.Address, null);
        var entered = await (await phone.Post("/api/trackers", new { commandId = Guid.NewGuid(), squad = _squad.Value, name = "车载终端" })).Json();
        var token = (await (await phone.Get($"/api/trackers/{entered.GetProperty("id").GetGuid()}/token")).Json()).GetProperty("token").GetString()!;
        await Must(node, new SquadCommand.ClockOn(2, "2026-01"), _leader);
        var on = node.Now;

        node.Clock.Back -= TimeSpan.FromMinutes(60);
        await Must(node, new SquadCommand.ClockOff(), Actor.Machine);
        var off = node.Now;
        node.Clock.Back -= TimeSpan.FromMinutes(30);

        DateTimeOffset[] taken = [on.AddMinutes(10), off.AddMinutes(-1), off.AddMinutes(10)];
        for (var time = 1; time <= 2; time++)
        {
            var answer = await Sent(phone, node.Now, taken);
            Assert.Equal(3, answer.GetProperty("ack").GetInt32());
            var dropped = Assert.Single(answer.GetProperty("dropped").EnumerateArray());
            Assert.Equal((3, "off-duty"), (dropped.GetProperty("seq").GetInt32(), dropped.GetProperty("why").GetString()));
            foreach (var at in taken)
            {
                using var yes = await box.Get(string.Create(CultureInfo.InvariantCulture, $"/t/{token}?timestamp={at.ToUnixTimeMilliseconds()}&lat=36.19&lon=113.11&accuracy=9"));
                Assert.True(yes.IsSuccessStatusCode);
            }
        }

        Assert.Equal([taken[0], taken[0], taken[1], taken[1]], await Stored(node), (a, b) => Math.Abs((a - b).TotalMilliseconds) < 2);
        Assert.DoesNotContain(node.Board, f => f.Squad == _squad);
        // the next shift does not begin where the last one was
        await Must(node, new SquadCommand.ClockOn(2, "2026-01"), _leader);
        await Sent(phone, node.Now, taken);
        Assert.DoesNotContain(node.Board, f => f.Squad == _squad);
    }

    [Fact]
    public async Task What_was_seen_before_a_break_is_kept_in_the_break_and_what_was_seen_in_it_is_not()
    {
        await using var node = await PastNode.Start(backing, TimeSpan.FromHours(2));
        using var phone = await node.SignedIn("squad", Code);
        await Must(node, new SquadCommand.ClockOn(2, "2026-01"), _leader);
        node.Clock.Back -= TimeSpan.FromMinutes(30);
        await Must(node, new SquadCommand.StartBreak(), _leader);
        var rest = node.Now;
        node.Clock.Back -= TimeSpan.FromMinutes(10);

        await Sent(phone, node.Now, [rest.AddMinutes(-5), rest.AddMinutes(5)]);
        Assert.Equal([rest.AddMinutes(-5)], await Stored(node), (a, b) => Math.Abs((a - b).TotalMilliseconds) < 2);
        Assert.DoesNotContain(node.Board, f => f.Squad == _squad);
    }

    private static async Task<System.Text.Json.JsonElement> Sent(Browser phone, DateTimeOffset now, DateTimeOffset[] taken) => await (await phone.Post("/api/squad/track", new
    {
        device = "late",
        sentAt = now,
        fixes = taken.Select((t, i) => new { seq = i + 1, t, lon = 113.11, lat = 36.19, acc = 9 }),
    })).Json();

    private static async Task Must(PastNode node, SquadCommand command, Actor by) => Assert.Null((await node.Say(_squad, command, by)).Refusal);

    private static Task<IReadOnlyList<DateTimeOffset>> Stored(PastNode node) => node.Database.Rows(Scope.Everything,
        Database.Sql("select at from position_fix where squad = $1 order by at", _squad.Value), r => r.GetFieldValue<DateTimeOffset>(0), Cancel);
}
