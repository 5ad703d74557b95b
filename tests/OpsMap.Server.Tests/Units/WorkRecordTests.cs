using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Units;

public sealed class WorkRecordTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task A_meeting_is_announced_gets_its_minutes_once_and_can_be_taken_off_the_list()
    {
        using var county = await node.SignedIn("county");
        var linked = await county.Complaint();
        var enter = new { commandId = Guid.NewGuid(), record = new { date = "2026-03-15", topic = "预付卡退费专题会商", attendees = new[] { "王局长", "公安李队" }, cases = new[] { linked } } };
        await (await county.Post("/api/consultations", enter)).Json();
        await (await county.Post("/api/consultations", enter)).Json();
        var path = $"/api/consultations/{enter.commandId}";
        var minutes = new { commandId = Guid.NewGuid(), version = 1, record = new { enter.record.date, enter.record.topic, enter.record.attendees, minutes = "会议决定联合约谈。", enter.record.cases } };
        await (await county.Put(path, minutes)).Json();
        await (await county.Put(path, minutes)).Json();
        await (await county.Put(path, minutes with { commandId = Guid.NewGuid() })).Problem(409, "stale-version", "version");

        var items = (await (await county.Get("/api/consultations?q=预付卡")).Json()).Items();
        var item = items.Single(i => i.GetProperty("id").GetGuid() == enter.commandId);
        Assert.Equal("会议决定联合约谈。 2026-03-15 2", $"{item.Text("minutes")} {item.Text("date")} {item.GetProperty("version")}");
        Assert.Equal(linked, item.GetProperty("cases")[0].GetProperty("id").GetGuid());
        Assert.Empty((await (await county.Get("/api/consultations?q=100%25")).Json()).Items());

        await (await county.Post($"{path}/remove", new { commandId = Guid.NewGuid(), version = 2 })).Json();
        Assert.DoesNotContain((await (await county.Get("/api/consultations?limit=200")).Json()).Items(), i => i.GetProperty("id").GetGuid() == enter.commandId);
        await (await county.Put(path, minutes with { commandId = Guid.NewGuid(), version = 3 })).Problem(404, "not-found");
        Assert.Equal("consultation-entered consultation-changed consultation-removed", await node.Database.Scalar<string>("select string_agg(action, ' ' order by seq) from audit where subject = $1", enter.commandId.ToString()));
    }

    [Fact]
    public async Task Another_county_knows_nothing_of_it_and_pages_follow_one_another()
    {
        using var city = await node.SignedIn("dispatcher");
        using var county = await node.SignedIn("county");
        var ids = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add(Guid.NewGuid());
            await (await city.Post("/api/interviews", new { commandId = ids[i], county = "140405", record = Interview($"第{i + 1}家") })).Json();
        }
        await (await county.Post($"/api/interviews/{ids[0]}/remove", new { commandId = Guid.NewGuid() })).Problem(404, "not-found");
        await (await county.Post("/api/interviews", new { commandId = Guid.NewGuid(), county = "140405", record = Interview("别县") })).Problem(400, "county-does-not-fit", "county");
        Assert.Equal(1L, await node.Database.Scalar<long>("select count(*) from audit where action = 'refused-attempt' and subject = $1 and facts->>'code' = 'other-county'", ids[0].ToString()));
        Assert.DoesNotContain((await (await county.Get("/api/interviews?limit=200")).Json()).Items(), i => i.Text("county") == "140405");

        var first = (await (await city.Get("/api/interviews?limit=2")).Json()).Items();
        var second = (await (await city.Get($"/api/interviews?limit=2&before={first[1].Text("enteredAt")}")).Json()).Items();
        Assert.Equal([ids[2], ids[1]], first.Select(i => i.GetProperty("id").GetGuid()));
        Assert.Equal(ids[0], second[0].GetProperty("id").GetGuid());
    }

    [Theory]
    [InlineData("interviews", """{"date":"2026-03-15","target":"merchant","name":"","subject":"题","attendees":["王"]}""", "required", "record.name")]
    [InlineData("interviews", """{"date":"2026-03-15","target":"unit","name":"某所","subject":"题","attendees":["王"]}""", "required", "record.unit")]
    [InlineData("interviews", """{"date":"2026-03-15","target":"merchant","name":"某店","subject":"题","attendees":["王"],"published":true}""", "required", "record.findings")]
    [InlineData("interviews", """{"date":"2026-03-15","target":"merchant","name":"某店","subject":"题","attendees":["王"],"rectifyBy":"2026-03-14"}""", "out-of-range", "record.rectifyBy")]
    [InlineData("interviews", """{"date":"15.3.2026","target":"merchant","name":"某店","subject":"题","attendees":["王"]}""", "wrong-type", "record.date")]
    [InlineData("consultations", """{"date":"2026-03-15","topic":"题","attendees":[]}""", "required", "record.attendees")]
    [InlineData("consultations", """{"date":"2026-03-15","topic":"题","attendees":["王"," "]}""", "required", "record.attendees[1]")]
    [InlineData("consultations", """{"date":"1999-03-15","topic":"题","attendees":["王"]}""", "out-of-range", "record.date")]
    [InlineData("consultations", """{"date":"2026-03-15","topic":"题","attendees":["王"],"cases":["6c1d1fb5-8b0b-4a53-9a51-000000000000"]}""", "no-such-case", "record.cases[0]")]
    [InlineData("consultations", """{"date":"2026-03-15","topic":"题","attendees":["王"],"departments":["6c1d1fb5-8b0b-4a53-9a51-000000000000"]}""", "no-such-department", "record.departments[0]")]
    [InlineData("consultations", """{"date":"2026-03-15","topic":"题","attendees":["王"],"chair":"王"}""", "unknown-member", "record.chair")]
    public async Task A_slip_is_named_by_its_field(string path, string record, string code, string field)
    {
        using var county = await node.SignedIn("county");
        await (await county.PostText($"/api/{path}", $$"""{"commandId":"{{Guid.NewGuid()}}","record":{{record}}}""")).Problem(400, code, field);
    }

    [Fact]
    public async Task Only_an_archived_case_teaches_and_what_the_city_shares_is_read_in_every_county()
    {
        using var city = await node.SignedIn("dispatcher");
        using var county = await node.SignedIn("county");
        using var other = await County("140404");
        using var squad = await node.SignedIn("squad", "潞州03");
        await (await county.Put($"/api/typical-cases/{await county.Complaint()}", Lesson("未办结"))).Problem(409, "case-not-archived");
        var id = await county.Archived();
        var path = $"/api/typical-cases/{id}";
        await (await county.Put(path, Lesson("退费先例", shared: true))).Problem(403, "wrong-role", "lesson.shared");
        await (await county.Put(path, Lesson("退费先例"))).Json();
        Assert.Equal("退费先例", (await Library(county, id))?.Text("title"));
        Assert.NotNull(await Library(squad, id));
        Assert.Null(await Library(other, id));
        await (await other.Put(path, Lesson("别县"))).Problem(404, "not-found");
        await (await other.Post($"{path}/remove", new { commandId = Guid.NewGuid() })).Problem(404, "not-found");

        await (await city.Put(path, Lesson("全市先例", shared: true))).Json();
        Assert.Equal("全市先例", (await Library(other, id))?.Text("title"));
        Assert.Empty((await Library(other, id))!.Value.GetProperty("cases").EnumerateArray());
        Assert.Empty((await (await county.Get("/api/typical-cases?q=没有这回事")).Json()).Items());
        await (await city.Post($"{path}/remove", new { commandId = Guid.NewGuid(), version = 2 })).Json();
        Assert.Null(await Library(county, id));
        await (await county.Put(path, Lesson("重新列入"))).Json();
        Assert.NotNull(await Library(county, id));
    }

    [Theory]
    [InlineData("station", "/api/consultations")]
    [InlineData("leader", "/api/interviews")]
    [InlineData("section", "/api/consultations")]
    [InlineData("admin", "/api/interviews")]
    public async Task Who_only_reads_does_not_write(string role, string path)
    {
        using var browser = await node.SignedIn(role);
        await (await browser.Post(path, new { commandId = Guid.NewGuid() })).Problem(403, "wrong-role");
        if (role is not "admin") await (await browser.Get(path)).Json();
        else await (await browser.Get(path)).Problem(403, "wrong-role");
    }

    private static object Interview(string name) => new { date = "2026-03-15", target = "merchant", name, subject = "退费承诺", attendees = new[] { "王局长" } };

    private static object Lesson(string title, bool shared = false) => new { commandId = Guid.NewGuid(), lesson = new { title, text = "先行退费，再行追偿。", shared } };

    private static async Task<System.Text.Json.JsonElement?> Library(Browser reader, Guid id)
    {
        var found = (await (await reader.Get("/api/typical-cases?limit=200")).Json()).Items().Where(i => i.GetProperty("case").GetGuid() == id).ToList();
        return found is [var one] ? one : null;
    }

    private async Task<Browser> County(string county)
    {
        var browser = node.Browser();
        await (await browser.Post("/api/demo/session", new { key = Node.DemoKey, role = "county", county })).Json();
        return browser;
    }
}
