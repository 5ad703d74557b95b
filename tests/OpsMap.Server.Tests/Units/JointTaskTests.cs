using System.Text.Json;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Units;

public sealed class JointTaskTests(Node node) : IClassFixture<Node>
{
    private static readonly DateTimeOffset Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Twenty_five_departments_are_listed_and_only_the_two_in_print_are_no_placeholders()
    {
        using var county = await node.SignedIn("county");
        var departments = (await (await county.Get("/api/departments")).Json()).EnumerateArray().ToList();
        Assert.Equal(25, departments.Count);
        // another test of this class puts a real department into this one's place
        var untouched = departments.Where(d => d.Text("code") != "telecom-post");
        Assert.Equal(["公安", "法院"], untouched.Where(d => !d.GetProperty("placeholder").GetBoolean()).Select(d => d.Text("name")));
    }

    [Fact]
    public async Task An_administrator_puts_the_real_department_in_the_placeholders_place()
    {
        using var admin = await node.SignedIn("admin");
        var id = await Department("telecom-post");
        var change = new { commandId = Guid.NewGuid(), version = 1, department = new { name = "市通信发展办公室", liaison = "李强", phone = "0355-1234567" } };
        await (await admin.Put($"/api/departments/{id}", change)).Json();
        await (await admin.Put($"/api/departments/{id}", change)).Json();
        await (await admin.Put($"/api/departments/{id}", change with { commandId = Guid.NewGuid() })).Problem(409, "stale-version", "version");
        Assert.Equal("市通信发展办公室 False", await node.Database.Scalar<string>("select name || ' ' || initcap(placeholder::text) from department where id = $1", id));
        await (await admin.Post("/api/departments", new { commandId = Guid.NewGuid(), department = new { name = "又一局", code = "police" } })).Problem(400, "repeated", "department.code");
        await (await admin.Post("/api/departments", new { commandId = Guid.NewGuid(), department = new { name = " " } })).Problem(400, "required", "department.name");
    }

    [Fact]
    public async Task A_department_sees_its_own_task_answers_it_and_learns_nothing_of_the_complainant()
    {
        using var county = await node.SignedIn("county");
        using var police = await node.SignedIn("liaison");
        using var court = await Liaison("court");
        var set = await Set(county, "police", await county.Complaint());

        var seen = (await Inbox(police)).Single(t => t.GetProperty("id").GetGuid() == set);
        Assert.Equal("预付卡拒不退费 英雄中路某健身房 某健身房", $"{seen.GetProperty("matter").Text("title")} {seen.GetProperty("matter").Text("place")} {seen.GetProperty("matter").Text("respondent")}");
        Assert.False(seen.TryGetProperty("case", out _));
        Assert.DoesNotContain(Desk.Complainant[..1] + "**", seen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Desk.Complainant, seen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await Inbox(court), t => t.GetProperty("id").GetGuid() == set);

        var reply = new { commandId = Guid.NewGuid(), version = 1, text = "已立案调查" };
        await (await court.Post($"/api/joint-tasks/{set}/reply", reply)).Problem(404, "not-found");
        Assert.Equal("other-county", await LastAttempt(court));
        await (await police.Post($"/api/joint-tasks/{set}/reply", reply)).Json();
        await (await police.Post($"/api/joint-tasks/{set}/reply", reply)).Json();
        await (await police.Post($"/api/joint-tasks/{set}/reply", reply with { text = "另一答复" })).Problem(409, "command-id-reused", "commandId");
        await (await police.Post($"/api/joint-tasks/{set}/reply", new { commandId = Guid.NewGuid(), text = "再答" })).Problem(409, "task-not-now");

        await (await county.Post($"/api/joint-tasks/{set}/send-back", new { commandId = Guid.NewGuid(), text = "请补充立案文书号" })).Json();
        await (await police.Post($"/api/joint-tasks/{set}/reply", new { commandId = Guid.NewGuid(), text = "长公立字第1号" })).Json();
        await (await county.Post($"/api/joint-tasks/{set}/close", new { commandId = Guid.NewGuid(), text = "办结" })).Json();
        var desk = (await (await county.Get("/api/joint-tasks?state=closed")).Json()).Items().Single(t => t.GetProperty("id").GetGuid() == set);
        Assert.Equal("长公立字第1号 办结", $"{desk.Text("reply")} {desk.Text("remark")}");
        Assert.Equal("joint-task-set joint-task-replied joint-task-sent-back joint-task-replied joint-task-closed",
            await node.Database.Scalar<string>("select string_agg(type, ' ' order by version) from event where stream = $1", set));
        Assert.Equal(5L, await node.Database.Scalar<long>("select count(*) from audit where subject = $1 and action like 'joint-task-%'", set.ToString()));
    }

    [Fact]
    public async Task A_task_of_another_county_is_neither_seen_nor_set_nor_closed()
    {
        using var city = await node.SignedIn("dispatcher");
        using var county = await node.SignedIn("county");
        var foreign = await city.Complaint("140404");
        var task = await Set(city, "police", foreign);
        Assert.DoesNotContain((await (await county.Get("/api/joint-tasks?limit=200")).Json()).Items(), t => t.GetProperty("id").GetGuid() == task);
        await (await county.Post($"/api/joint-tasks/{task}/close", new { commandId = Guid.NewGuid(), text = "办结" })).Problem(404, "not-found");
        await (await county.Post("/api/joint-tasks", await Request("police", foreign))).Problem(400, "no-such-case", "task.case");
    }

    [Fact]
    public async Task Of_ten_replies_at_one_instant_one_stands_and_one_reply_sent_ten_times_is_one()
    {
        using var county = await node.SignedIn("county");
        using var police = await node.SignedIn("liaison");
        var task = await Set(county, "police", await county.Complaint());
        var rivals = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => police.Post($"/api/joint-tasks/{task}/reply", new { commandId = Guid.NewGuid(), text = $"答复{i}" })));
        Assert.Single(rivals, r => r.IsSuccessStatusCode);
        Assert.All(rivals.Where(r => !r.IsSuccessStatusCode), r => Assert.Equal(System.Net.HttpStatusCode.Conflict, r.StatusCode));
        Assert.Equal(2L, await node.Database.Scalar<long>("select count(*) from event where stream = $1", task));

        await (await county.Post($"/api/joint-tasks/{task}/send-back", new { commandId = Guid.NewGuid(), text = "请补充" })).Json();
        var same = new { commandId = Guid.NewGuid(), text = "补充如下" };
        var repeats = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => police.Post($"/api/joint-tasks/{task}/reply", same)));
        Assert.All(await Task.WhenAll(repeats.Select(r => r.Json())), r => Assert.Equal(4, r.GetProperty("version").GetInt32()));
        Assert.Equal(4L, await node.Database.Scalar<long>("select count(*) from event where stream = $1", task));
    }

    [Fact]
    public async Task The_second_wall_stands_behind_the_departments_scope()
    {
        using var city = await node.SignedIn("dispatcher");
        await Set(city, "court", await city.Complaint("140404"));
        await using var database = new Database(node.Database.Owner);
        var court = await Department("court");
        var scope = new Scope($"department:{court}");
        Assert.All(await database.Rows(scope, Database.Sql("select department from joint_task"), r => r.GetGuid(0), Cancel), d => Assert.Equal(court, d));
        Assert.Empty(await database.Rows(scope, Database.Sql("select 1 from case_view union all select 1 from work_record union all select 1 from event"), r => r.GetInt32(0), Cancel));
        Assert.Equal(0, await database.Execute(scope, Database.Sql("update joint_task set text = 'x'"), Cancel));
        Assert.Empty(await database.Rows(new Scope("140405"), Database.Sql("select 1 from joint_task"), r => r.GetInt32(0), Cancel));
    }

    [Theory]
    [InlineData("text", "", "required", "task.text")]
    [InlineData("due", "2020-01-01T00:00:00Z", "out-of-range", "task.due")]
    [InlineData("due", "gestern", "wrong-type", "task.due")]
    [InlineData("mode", "gently", "unknown-code", "task.mode")]
    [InlineData("department", "6c1d1fb5-8b0b-4a53-9a51-000000000000", "no-such-department", "task.department")]
    [InlineData("case", "6c1d1fb5-8b0b-4a53-9a51-000000000000", "no-such-case", "task.case")]
    [InlineData("case", null, "required", "task.case")]
    [InlineData("incident", "6c1d1fb5-8b0b-4a53-9a51-000000000000", "out-of-range", "task.incident")]
    public async Task A_slip_is_named_by_its_field(string member, string? value, string code, string field)
    {
        using var county = await node.SignedIn("county");
        var task = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["department"] = await Department("police"),
            ["mode"] = "joint",
            ["text"] = "请协查",
            ["due"] = Tomorrow,
            ["case"] = await county.Complaint(),
            [member] = value,
        };
        await (await county.Post("/api/joint-tasks", new { commandId = Guid.NewGuid(), task })).Problem(400, code, field);
    }

    [Theory]
    [InlineData("station", "POST", "/api/joint-tasks")]
    [InlineData("squad", "GET", "/api/joint-tasks")]
    [InlineData("liaison", "GET", "/api/joint-tasks")]
    [InlineData("county", "GET", "/api/joint-tasks/inbox")]
    [InlineData("liaison", "GET", "/api/departments")]
    [InlineData("liaison", "GET", "/api/cases")]
    [InlineData("liaison", "GET", "/api/situation")]
    [InlineData("liaison", "GET", "/api/consultations")]
    public async Task A_role_that_has_no_part_in_it_is_refused_and_written_down(string role, string method, string path)
    {
        using var browser = await node.SignedIn(role);
        using var body = method is "POST" ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null;
        await (await browser.Send(new HttpMethod(method), path, body)).Problem(403, "wrong-role");
        Assert.Equal("wrong-role", await LastAttempt(browser));
    }

    private async Task<Guid> Set(Browser desk, string department, Guid about)
    {
        var request = await Request(department, about);
        var set = await (await desk.Post("/api/joint-tasks", request)).Json();
        Assert.True(JsonElement.DeepEquals(set, await (await desk.Post("/api/joint-tasks", request)).Json()));
        return set.GetProperty("id").GetGuid();
    }

    private async Task<object> Request(string department, Guid about) =>
        new { commandId = Guid.NewGuid(), task = new { department = await Department(department), mode = "joint", text = "请协查该商家下落", due = Tomorrow, @case = about } };

    private async Task<Browser> Liaison(string department)
    {
        var browser = node.Browser();
        await (await browser.Post("/api/demo/session", new { key = Node.DemoKey, role = "liaison", department })).Json();
        return browser;
    }

    private static async Task<List<JsonElement>> Inbox(Browser liaison) => (await (await liaison.Get("/api/joint-tasks/inbox?limit=200")).Json()).Items();

    private Task<Guid> Department(string code) => node.Database.Scalar<Guid>("select id from department where code = $1", code);

    private async Task<string> LastAttempt(Browser browser) => await node.Database.Scalar<string>(
        "select facts->>'code' from audit where action = 'refused-attempt' and person = $1 order by seq desc limit 1", (await (await browser.Get("/api/session")).Json()).GetProperty("id").GetGuid());
}
