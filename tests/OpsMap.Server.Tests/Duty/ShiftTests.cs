using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using Xunit;
using static OpsMap.Server.Tests.Duty.Roster;

namespace OpsMap.Server.Tests.Duty;

public sealed class ShiftTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task A_shift_is_entered_once_changed_by_version_and_removed_and_each_step_is_on_record()
    {
        using var desk = await node.SignedIn("county");
        var (monday, squad, id, command) = (Monday(), await desk.Squad("潞州01"), Guid.NewGuid(), Guid.NewGuid());
        for (var i = 0; i < 2; i++) await (await desk.Plan(id, Shift(squad, monday.At(8), leader: "王一"), commandId: command)).Json();
        var shift = Assert.Single(await desk.Shifts(monday));
        Assert.Equal(("晋D·1234警", "王一", 2, 1), (shift.GetProperty("vehicle").GetString(), shift.GetProperty("leader").GetString(), shift.GetProperty("members").GetArrayLength(), shift.GetProperty("version").GetInt32()));

        await (await desk.Plan(id, Shift(squad, monday.At(9)), version: 1)).Json();
        await (await desk.Plan(id, Shift(squad, monday.At(10)), version: 1)).Problem(409, Codes.StaleVersion, "version");
        await (await desk.Delete($"/api/shifts/{id}?version=2&commandId={Guid.NewGuid()}")).Json();
        Assert.Empty(await desk.Shifts(monday));
        await (await desk.Delete($"/api/shifts/{id}")).Problem(404, Codes.NotFound);
        Assert.Equal("shift-entered shift-changed shift-removed", await node.Database.Scalar<string>("select string_agg(type, ' ' order by version) from event where stream = $1", id));
    }

    [Fact]
    public async Task One_squad_has_one_shift_at_a_time_and_the_refusal_names_the_other()
    {
        using var desk = await node.SignedIn("county");
        var (monday, squad) = (Monday(), await desk.Squad("潞州02"));
        await desk.Planned(Shift(squad, monday.At(8)));
        var no = await (await desk.Plan(Guid.NewGuid(), Shift(squad, monday.At(19)))).Problem(409, Refusals.ShiftOverlaps, "shift.startsAt");
        Assert.EndsWith("08:00", no.GetProperty("facts").GetProperty("from").GetString(), StringComparison.Ordinal);
        await (await desk.Plan(Guid.NewGuid(), Shift(squad, monday.At(20)))).Json();

        // also when forty people plan the same night in the same second
        var race = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => desk.Plan(Guid.NewGuid(), Shift(squad, monday.At(48)))));
        Assert.Equal(1, race.Count(r => r.IsSuccessStatusCode));
        Assert.All(race.Where(r => !r.IsSuccessStatusCode), r => Assert.Equal(409, (int)r.StatusCode));
        Assert.Equal(3, (await desk.Shifts(monday)).Count);
    }

    [Fact]
    public async Task What_cannot_be_is_named_by_its_field()
    {
        using var desk = await node.SignedIn("county");
        var (monday, squad) = (Monday(), await desk.Squad("潞州03"));
        await (await desk.Plan(Guid.NewGuid(), Shift(squad, monday.At(8), members: ["王一"]))).Problem(400, Refusals.ShiftShortOfCrew, "shift.members");
        await (await desk.Plan(Guid.NewGuid(), Shift(squad, monday.At(8), members: ["王一", " "]))).Problem(400, Refusals.Required, "shift.members[1]");
        await (await desk.Plan(Guid.NewGuid(), Shift(squad, monday.At(8), hours: 48))).Problem(400, Refusals.ShiftLength, "shift.endsAt");
        await (await desk.Plan(Guid.NewGuid(), Shift(Guid.NewGuid(), monday.At(8)))).Problem(404, Refusals.NoSuchSquad, "shift.squad");
        await (await desk.Get("/api/shifts?from=2031-01-06&to=2032-01-06")).Problem(400, Refusals.OutOfRange, "to");
        Assert.Empty(await desk.Shifts(monday));
    }

    [Fact]
    public async Task A_week_is_copied_once_and_what_would_overlap_is_left_out_and_named()
    {
        using var desk = await node.SignedIn("county");
        var (monday, squad, other) = (Monday(), await desk.Squad("潞州04"), await desk.Squad("潞州05"));
        for (var day = 0; day < 7; day++)
        {
            await desk.Planned(Shift(squad, monday.AddDays(day).At(8)));
            await desk.Planned(Shift(other, monday.AddDays(day).At(20), onCall: true));
        }
        var next = monday.AddDays(7);
        await desk.Planned(Shift(squad, next.At(15), hours: 2));
        var copy = new { commandId = Guid.NewGuid(), county = "140403", from = monday, to = next };
        for (var i = 0; i < 2; i++)
        {
            var answer = await (await desk.Post("/api/shifts/copy-week", copy)).Json();
            Assert.Equal(13, answer.GetProperty("copied").GetInt32());
            var left = Assert.Single(answer.GetProperty("skipped").EnumerateArray());
            Assert.Equal((squad, next.At(8)), (left.GetProperty("squad").GetGuid(), left.GetProperty("startsAt").GetDateTimeOffset()));
        }
        Assert.Equal(14, (await desk.Shifts(next)).Count(s => s.GetProperty("startsAt").GetDateTimeOffset() >= next.At(0)));
        await (await desk.Post("/api/shifts/copy-week", copy with { commandId = Guid.NewGuid(), county = "140404" })).Problem(403, Refusals.OtherCounty, "county");
    }

    [Fact]
    public async Task Two_shifts_change_hours_also_of_one_squad_and_not_onto_a_third()
    {
        using var desk = await node.SignedIn("county");
        var (monday, squad, other) = (Monday(), await desk.Squad("潞州06"), await desk.Squad("潞州07"));
        var (day, night) = (await desk.Planned(Shift(squad, monday.At(8), leader: "王一")), await desk.Planned(Shift(squad, monday.At(20), leader: "李二", onCall: true)));
        await (await desk.Post("/api/shifts/swap", new { commandId = Guid.NewGuid(), a = day, b = night })).Json();
        var now = (await desk.Shifts(monday)).ToDictionary(s => s.GetProperty("id").GetGuid());
        Assert.Equal((monday.At(20), true, "王一"), (now[day].GetProperty("startsAt").GetDateTimeOffset(), now[day].GetProperty("onCall").GetBoolean(), now[day].GetProperty("leader").GetString()));
        Assert.Equal(monday.At(8), now[night].GetProperty("startsAt").GetDateTimeOffset());

        var far = await desk.Planned(Shift(other, monday.At(32)));
        await desk.Planned(Shift(squad, monday.At(33), hours: 2));
        await (await desk.Post("/api/shifts/swap", new { commandId = Guid.NewGuid(), a = night, b = far })).Problem(409, Refusals.ShiftOverlaps, "a");
        await (await desk.Post("/api/shifts/swap", new { commandId = Guid.NewGuid(), a = day, b = Guid.NewGuid() })).Problem(404, Codes.NotFound);
    }

    [Fact]
    public async Task A_county_plans_its_own_squads_the_city_all_and_who_only_reads_plans_none()
    {
        using var county = await node.SignedIn("county");
        using var city = await node.SignedIn("dispatcher");
        using var admin = await node.SignedIn("admin");
        using var station = await node.SignedIn("station");
        using var phone = await node.SignedIn("squad", "潞州08");
        var (monday, theirs) = (Monday(), await city.Squad("上党01"));
        var id = await city.Planned(Shift(theirs, monday.At(8)));
        await admin.Planned(Shift(theirs, monday.At(20)));
        await (await county.Plan(id, Shift(theirs, monday.At(9)))).Problem(404, Refusals.NoSuchSquad, "shift.squad");
        await (await county.Plan(id, Shift(await county.Squad("潞州08"), monday.At(9)))).Problem(404, Codes.NotFound);
        await (await county.Delete($"/api/shifts/{id}")).Problem(404, Codes.NotFound);
        Assert.Empty(await county.Shifts(monday));
        Assert.Equal(2, (await city.Shifts(monday, county: "140404")).Count);
        Assert.Empty(await station.Shifts(monday));
        await (await station.Plan(id, Shift(theirs, monday.At(9)))).Problem(403, Refusals.WrongRole);
        await (await phone.Get("/api/shifts")).Problem(403, Refusals.WrongRole);
    }

    [Fact]
    public async Task A_duty_phone_is_called_and_the_roster_says_who_was_not()
    {
        using var desk = await node.SignedIn("county");
        using var city = await node.SignedIn("dispatcher");
        var squad = await desk.Squad("潞州09");
        var before = await OnRoster(desk, squad);
        Assert.True(before.GetProperty("unchecked").GetBoolean());   // the demonstration's shift runs, day and night
        await (await desk.Post($"/api/squads/{squad}/reachability", new { commandId = Guid.NewGuid(), reached = false, note = "无人接听" })).Json();
        await (await desk.Post($"/api/squads/{squad}/reachability", new { commandId = Guid.NewGuid(), reached = true })).Json();
        var after = await OnRoster(desk, squad);
        Assert.False(after.GetProperty("unchecked").GetBoolean());
        Assert.True(after.GetProperty("lastCheck").GetProperty("reached").GetBoolean());
        Assert.Equal(2L, await node.Database.Scalar<long>("select count(*) from reachability where squad = $1", squad));
        await (await desk.Post($"/api/squads/{await city.Squad("上党02")}/reachability", new { commandId = Guid.NewGuid(), reached = true })).Problem(404, Codes.NotFound);
    }

    private static async Task<System.Text.Json.JsonElement> OnRoster(Browser desk, Guid squad) =>
        (await (await desk.Get("/api/shifts")).Json()).GetProperty("squads").EnumerateArray().Single(s => s.GetProperty("id").GetGuid() == squad);
}
