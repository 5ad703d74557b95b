using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Documents;
using Xunit;
using static OpsMap.Server.Tests.Duty.Roster;

namespace OpsMap.Server.Tests.Duty;

/// <summary>What becomes of a squad when its time is over, against the server as it ships.</summary>
public sealed class ShiftEndTests(Node node) : IClassFixture<Node>
{
    private static readonly object _on = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" };

    [Fact]
    public async Task A_quarter_of_an_hour_after_its_shift_a_squad_is_clocked_off_and_its_position_goes_with_it()
    {
        using var phone = await node.SignedIn("squad", "潞州10");
        using var desk = await node.SignedIn("county");
        var (squad, shift) = await OnDuty(phone, desk, "潞州10");
        await Report(phone);
        await Until(() => Positions(squad), p => p == 1, "the squad is on the map");

        // fourteen minutes are within the grace: two looks pass and nothing happens
        await EndedAgo(shift, 14);
        await Settled(desk);
        Assert.Equal("available", await State(squad));
        Assert.True((await Now(phone)).GetProperty("shift").GetProperty("overdue").GetBoolean());

        await EndedAgo(shift, 15.1);
        await Until(() => State(squad), s => s == "offDuty", "clocked off");
        Assert.Equal(0, await Positions(squad));
        Assert.Equal("offDuty", await node.Database.Scalar<string>("select body ->> 'state' from feed where kind = 'squad' and body ->> 'id' = $1 order by seq desc limit 1", squad.ToString()));
        Assert.Equal("system", await node.Database.Scalar<string>("select actor ->> 'role' from event where stream = $1 and type = 'clocked-off'", squad));
        // from before its duty, and told yes all the same, lest the phone keep it and send it again
        var late = await Report(phone, minutesAgo: 60);
        Assert.Equal((1, "off-duty"), (late.GetProperty("ack").GetInt32(), Assert.Single(late.GetProperty("dropped").EnumerateArray()).GetProperty("why").GetString()));
        Assert.Equal(1, await node.Database.Scalar<long>("select count(*) from position_fix where squad = $1", squad));

        // whoever comes back after that stays on: the end has been dealt with
        await phone.Say(squad, _on);
        await Settled(desk);
        Assert.Equal("available", await State(squad));
    }

    [Fact]
    public async Task A_squad_with_a_job_in_hand_stays_until_the_job_is_done()
    {
        using var office = new Office(node);
        using var desk = await node.SignedIn("county");
        var id = await office.Directed();
        var squad = await node.Database.Scalar<Guid>("select squad from directive where case_id = $1 and active", id);
        await node.Database.Scalar<int>("update shift set removed_at = now() where squad = $1 returning 1", squad);
        var shift = await desk.Planned(Shift(squad, DateTimeOffset.UtcNow.AddHours(-8), hours: 9));
        await EndedAgo(shift, 60);
        await Settled(desk);
        Assert.Equal("assigned", await State(squad));
        Assert.False(await node.Database.Scalar<bool>("select ended_at is not null from shift where id = $1", shift));

        await office.Say(id, new { type = "cancel-directive", reason = "投诉人撤回" });
        await Until(() => State(squad), s => s == "offDuty", "clocked off after its job");
        await Until(() => node.Database.Scalar<bool>("select ended_at is not null from shift where id = $1", shift), ended => ended, "the end is dealt with");
    }

    [Fact]
    public async Task Who_goes_on_into_the_next_shift_is_not_sent_home_in_between()
    {
        using var phone = await node.SignedIn("squad", "潞州11");
        using var desk = await node.SignedIn("county");
        var (squad, shift) = await OnDuty(phone, desk, "潞州11");
        await node.Database.Scalar<int>("update shift set starts_at = now() - interval '9 hours', ends_at = now() - interval '20 minutes' where id = $1 returning 1", shift);
        // the next one is there before the watch can look: both in one statement of the person's
        await desk.Planned(Shift(squad, DateTimeOffset.UtcNow.AddMinutes(-19)));
        await Until(() => node.Database.Scalar<bool>("select ended_at is not null from shift where id = $1", shift), ended => ended, "the end is dealt with");
        Assert.Equal("available", await State(squad));
    }

    [Fact]
    public async Task A_roster_of_last_week_clocks_nobody_off()
    {
        using var phone = await node.SignedIn("squad", "潞州12");
        using var desk = await node.SignedIn("county");
        var (squad, _) = await OnDuty(phone, desk, "潞州12");
        await desk.Planned(Shift(squad, DateTimeOffset.UtcNow.AddDays(-3)));
        await Settled(desk);
        Assert.Equal("available", await State(squad));
    }

    [Fact]
    public async Task A_break_ends_with_its_hour()
    {
        using var phone = await node.SignedIn("squad", "潞州13");
        using var other = await node.SignedIn("squad", "潞州14");
        var (squad, free) = (await phone.Squad("潞州13"), await other.Squad("潞州14"));
        await phone.Say(squad, _on);
        await other.Say(free, _on);
        await phone.Say(squad, new { type = "start-break" });
        Assert.Equal("break", await State(squad));
        await Rewrite(squad, """update event set body = jsonb_set(body, '{until}', to_jsonb(now() - interval '1 second')) where stream = $1 and type = 'break-started'""");
        await Until(() => State(squad), s => s == "available", "the break is over");
    }

    [Fact]
    public async Task The_countys_last_free_squad_gives_a_reason_for_its_break()
    {
        using var phone = await node.SignedIn("squad", "黎城01");
        using var other = await node.SignedIn("squad", "黎城02");
        var (squad, second) = (await phone.Squad("黎城01"), await other.Squad("黎城02"));
        await phone.Say(squad, _on);
        await (await phone.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "start-break" } })).Problem(409, Refusals.LastSquad);
        // what the message says about it is not believed
        await (await phone.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "start-break", lastOfCounty = false } })).Problem(409, Refusals.LastSquad);
        await other.Say(second, _on);
        await other.Say(second, new { type = "start-break" });
        await phone.Say(squad, new { type = "start-break", @override = new { reason = "队员发烧就医" } });
        Assert.Equal("队员发烧就医", await node.Database.Scalar<string>("select body -> 'override' ->> 'reason' from event where stream = $1 and type = 'break-started'", squad));
    }

    [Fact]
    public async Task Clocking_on_records_the_notice_that_was_shown_and_the_phone_is_told_its_shift_before()
    {
        using var phone = await node.SignedIn("squad", "潞州15");
        var squad = await phone.Squad("潞州15");
        var shift = (await Now(phone)).GetProperty("shift");
        Assert.Equal(2, shift.GetProperty("members").GetArrayLength());
        Assert.False(shift.TryGetProperty("overdue", out _));
        await (await phone.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = " " } })).Problem(400, Refusals.NoticeNotRead, "noticeVersion");
        await (await phone.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 0, members = new[] { "演示张" }, noticeVersion = "2026-11" } })).Problem(400, Refusals.OutOfRange, "crew");
        await (await phone.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2020-01" } })).Problem(400, Refusals.NoSuchNotice, "command.noticeVersion");
        await (await phone.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, noticeVersion = "2026-11" } })).Problem(400, Codes.MemberMissing, "command.members");
        await phone.Say(squad, _on);
        Assert.Equal("2026-11 2", await node.Database.Scalar<string>("select body ->> 'noticeVersion' || ' ' || (body ->> 'crew') from event where stream = $1 and type = 'clocked-on'", squad));
    }

    /// <summary>On duty in a shift of its own, instead of the demonstration's that never ends.</summary>
    private async Task<(Guid Squad, Guid Shift)> OnDuty(Browser phone, Browser desk, string code)
    {
        var squad = await phone.Squad(code);
        await node.Database.Scalar<int>("update shift set removed_at = now() where squad = $1 returning 1", squad);
        var shift = await desk.Planned(Shift(squad, DateTimeOffset.UtcNow.AddHours(-8), hours: 9));
        await phone.Say(squad, _on);
        return (squad, shift);
    }

    private Task<int> EndedAgo(Guid shift, double minutes) => node.Database.Scalar<int>("update shift set ends_at = now() - make_interval(secs => $2) where id = $1 returning 1", shift, minutes * 60);

    /// <summary>Waits until the watch has looked again: it deals with a shift of another squad that has ended last of all.</summary>
    private async Task Settled(Browser desk)
    {
        var other = await desk.Squad("潞州16");
        await node.Database.Scalar<int>("update shift set removed_at = now() where squad = $1 and removed_at is null returning 1", other);
        var mark = await desk.Planned(Shift(other, DateTimeOffset.UtcNow.AddHours(-8), hours: 9));
        await EndedAgo(mark, 15.01);
        await Until(() => node.Database.Scalar<bool>("select ended_at is not null from shift where id = $1", mark), ended => ended, "the watch has looked");
    }

    private Task<string> State(Guid squad) => node.Database.Scalar<string>("select state from squad_view where id = $1", squad);

    private Task<long> Positions(Guid squad) => node.Database.Scalar<long>("select count(*) from squad_position where squad = $1", squad);

    private static async Task<System.Text.Json.JsonElement> Now(Browser phone) => await (await phone.Get("/api/squad/now")).Json();

    private static async Task<System.Text.Json.JsonElement> Report(Browser phone, int minutesAgo = 0) => await (await phone.Post("/api/squad/track", new
    {
        device = "11111111-1111-4111-8111-111111111111",
        sentAt = DateTimeOffset.UtcNow,
        fixes = new[] { new { seq = 1, t = DateTimeOffset.UtcNow.AddSeconds(1).AddMinutes(-minutesAgo), lon = 113.11, lat = 36.19, acc = 10 } },
    })).Json();

    private async Task Rewrite(Guid squad, string sql) => await node.Database.Scalar<object?>(sql, squad);

    private static async Task Until<T>(Func<Task<T>> look, Func<T, bool> come, string what)
    {
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var since = TimeProvider.System.GetTimestamp();
        while (!come(await look()))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(20), $"{what}: not within 20 s");
            await every.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
