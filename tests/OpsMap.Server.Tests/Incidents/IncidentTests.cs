using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.LiveMap;
using OpsMap.Server.Tests.Triage;
using OpsMap.Server.Tests.Units;
using Xunit;

namespace OpsMap.Server.Tests.Incidents;

public sealed class IncidentTests(Node node) : IClassFixture<Node>
{
    private const string Huguan = "140427";
    private static readonly DateTimeOffset Tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);

    [Fact]
    public async Task From_the_suggestion_to_the_end_leadership_knows_at_once_and_every_case_learns_it()
    {
        using var desk = await TriageDesk.County(node, Huguan);
        using var leader = await node.SignedIn("leader");
        var gate = await desk.Gate();
        var squad = await node.SquadOnDuty("壶关04");
        Assert.Equal(5, (await desk.Ask(gate.Cases[2])).GetProperty("incident").GetProperty("cases").GetArrayLength());
        await using var wall = await node.Board(leader);

        var opening = new { commandId = Guid.NewGuid(), incident = gate.Opening(squad) };
        var opened = await (await desk.Browser.Post("/api/incidents", opening)).Json();
        var id = opened.GetProperty("id").GetGuid();
        Assert.Equal(opening.commandId, id);
        Assert.Equal((2, "壶关04", Huguan), (opened.GetProperty("version").GetInt32(), opened.GetProperty("card").GetProperty("commander").Text("code"), opened.GetProperty("card").Text("county")));
        await Patience.Until(() => wall.Cards.ContainsKey(id.ToString()), "leadership hears of the incident");
        await Patience.Until(() => wall.Cards[gate.Cases[0].ToString()].TryGetProperty("incident", out _), "and that the case is in it");

        // sent again it is the same; the same words under the same id by another content are not
        Assert.Equal(opened.ToString(), (await (await desk.Browser.Post("/api/incidents", opening)).Json()).ToString());
        await (await desk.Browser.Post("/api/incidents", opening with { incident = gate.Opening(squad, "别的") })).Problem(409, "command-id-reused", "commandId");
        Assert.Equal(2L, await node.Database.Scalar<long>("select count(*) from event where stream = $1", id));

        foreach (var c in gate.Cases)
        {
            var seen = await desk.Browser.Case(c);
            Assert.Equal(id, seen.GetProperty("card").GetProperty("incident").GetGuid());
            Assert.Contains(seen.GetProperty("timeline").EnumerateArray(), t => t.Text("type") == "case-linked");
        }
        Assert.False((await desk.Ask(gate.Cases[2])).TryGetProperty("incident", out _));

        await desk.Browser.Say(id, new { type = "set-shared-reply", text = "景区已启动全额退费，三个工作日内原路退回" });
        await desk.Browser.Say(id, new { type = "add-note", text = "人群约二百人" });
        await desk.Browser.Say(id, new { type = "name-representatives", cases = gate.Cases.Take(2), agreed = true });
        var closing = await (await desk.Browser.Try(id, new { type = "close-incident", summary = "景区公开致歉，人群散去" })).Problem(409, "cases-still-open");
        Assert.Equal("5", closing.GetProperty("facts").Text("count"));
        await desk.Browser.Say(id, new { type = "close-incident", summary = "景区公开致歉，人群散去", monitoringEnded = true });

        var detail = await desk.Browser.Incident(id);
        Assert.Equal(["incident-opened", "commander-named", "shared-reply-set", "incident-noted", "representatives-named", "incident-closed"],
            detail.GetProperty("log").EnumerateArray().Select(e => e.Text("type")));
        Assert.Equal((5, 5, 2, false), (detail.GetProperty("cases").GetArrayLength(), detail.GetProperty("card").GetProperty("stillOpen").GetArrayLength(),
            detail.GetProperty("card").GetProperty("representatives").GetArrayLength(), detail.GetProperty("mayAct").GetBoolean()));
        await Patience.Until(() => !wall.Cards[id.ToString()].GetProperty("open").GetBoolean(), "leadership hears that it is over");
        Assert.True((await desk.Browser.Case(gate.Cases[0])).GetProperty("card").GetProperty("incidentOver").GetBoolean());
        await (await desk.Browser.Try(id, new { type = "add-note", text = "再记一笔" })).Problem(409, "incident-over");
        Assert.Equal("incident-opened incident-closed", await node.Database.Scalar<string>("select string_agg(action, ' ' order by seq) from audit where subject = $1 and action like 'incident-%'", id.ToString()));
    }

    [Fact]
    public async Task Police_and_tourism_are_called_in_one_act_and_each_answers_in_its_own_inbox()
    {
        using var desk = await TriageDesk.County(node, Huguan);
        using var police = await node.Liaison("police");
        using var tourism = await node.Liaison("culture-tourism");
        using var court = await node.Liaison("court");
        var id = await desk.Browser.Open(await desk.Gate());
        var departments = new[] { await Department("police"), await Department("culture-tourism") };
        var command = new { commandId = Guid.NewGuid(), command = new { type = "alert-departments", departments, mode = "joint", text = "请派员到场维持秩序并协调退费", due = Tomorrow } };
        await (await desk.Browser.Post($"/api/incidents/{id}/commands", command)).Json();
        await (await desk.Browser.Post($"/api/incidents/{id}/commands", command)).Json();

        var tasks = (await desk.Browser.Incident(id)).GetProperty("tasks").EnumerateArray().ToList();
        Assert.Equal(2, tasks.Count);
        foreach (var liaison in new[] { police, tourism })
        {
            var task = (await Inbox(liaison)).Single(t => tasks.Any(of => of.GetProperty("id").GetGuid() == t.GetProperty("id").GetGuid()));
            Assert.Equal("索道排队退费群体投诉", task.GetProperty("matter").Text("title"));
            Assert.False(task.TryGetProperty("incident", out _));
            await (await liaison.Post($"/api/joint-tasks/{task.GetProperty("id").GetGuid()}/reply", new { commandId = Guid.NewGuid(), text = "已派员到场" })).Json();
        }
        Assert.DoesNotContain(await Inbox(court), t => t.GetProperty("matter").Text("title") == "索道排队退费群体投诉");
        Assert.All((await desk.Browser.Incident(id)).GetProperty("tasks").EnumerateArray(), t => Assert.Equal("已派员到场", t.Text("reply")));
        Assert.Equal("公安 文旅", await node.Database.Scalar<string>("select string_agg(d->>'name', ' ' order by n) from incident_view, jsonb_array_elements(card->'departments') with ordinality x (d, n) where id = $1", id));

        // the register's own way still works, for one more department
        var later = new { commandId = Guid.NewGuid(), task = new { department = await Department("health"), mode = "joint", text = "请备急救力量", due = Tomorrow, incident = id } };
        await (await desk.Browser.Post("/api/joint-tasks", later)).Json();
        Assert.Equal(3, (await (await desk.Browser.Get($"/api/joint-tasks?incident={id}")).Json()).Items().Count);
        await (await desk.Browser.Try(id, new { type = "alert-departments", departments = new[] { Guid.NewGuid() }, mode = "joint", text = "x", due = Tomorrow })).Problem(400, "no-such-department", "departments");
    }

    [Fact]
    public async Task Another_county_knows_nothing_of_it_until_a_case_of_its_own_is_in_it_and_then_only_reads()
    {
        using var huguan = await TriageDesk.County(node, Huguan);
        using var pingshun = await TriageDesk.County(node, "140425");
        using var city = await TriageDesk.City(node);
        var id = await huguan.Browser.Open(await huguan.Gate());
        await (await pingshun.Browser.Get($"/api/incidents/{id}")).Problem(404, "not-found");
        Assert.Equal("other-county", await LastAttempt(pingshun.Browser));
        await (await pingshun.Browser.Try(id, new { type = "add-note", text = "x" })).Problem(404, "not-found");
        Assert.DoesNotContain((await (await pingshun.Browser.Get("/api/incidents?limit=200")).Json()).Items(), i => i.GetProperty("id").GetGuid() == id);

        var theirs = await pingshun.Register("同一景区退费", "返程后投诉", "140425");
        await (await huguan.Browser.Try(id, new { type = "link-case", @case = theirs })).Problem(400, "no-such-case", "case");
        await city.Browser.Say(id, new { type = "link-case", @case = theirs });
        var seen = await pingshun.Browser.Incident(id);
        Assert.Equal([theirs], seen.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("id").GetGuid()));
        Assert.False(seen.GetProperty("mayAct").GetBoolean());
        await (await pingshun.Browser.Try(id, new { type = "add-note", text = "x" })).Problem(403, "wrong-role");
        Assert.Equal("wrong-role", await LastAttempt(pingshun.Browser));

        await huguan.Browser.Say(id, new { type = "unlink-case", @case = theirs, reason = "另案处理" });
        await (await pingshun.Browser.Get($"/api/incidents/{id}")).Problem(404, "not-found");
        Assert.False((await pingshun.Browser.Case(theirs)).GetProperty("card").TryGetProperty("incident", out _));
    }

    [Theory]
    [InlineData("station", "POST", "/api/incidents")]
    [InlineData("section", "POST", "/api/incidents")]
    [InlineData("leader", "POST", "/api/incidents")]
    [InlineData("squad", "GET", "/api/incidents")]
    [InlineData("liaison", "GET", "/api/incidents")]
    [InlineData("admin", "GET", "/api/incidents")]
    [InlineData("leader", "POST", "/api/incidents/6c1d1fb5-8b0b-4a53-9a51-000000000000/commands")]
    public async Task A_role_that_has_no_part_in_it_is_refused_and_written_down(string role, string method, string path)
    {
        using var browser = await node.SignedIn(role);
        using var body = method is "POST" ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null;
        await (await browser.Send(new HttpMethod(method), path, body)).Problem(403, "wrong-role");
        Assert.Equal("wrong-role", await LastAttempt(browser));
    }

    [Fact]
    public async Task What_is_no_crowd_an_unknown_case_and_a_slip_are_refused_by_their_field()
    {
        using var desk = await TriageDesk.County(node, Huguan);
        var four = await desk.Gate(cases: 4);
        await Refused(four.Opening(), 409, "burst-missing", "cases");
        await Refused(new Gate(four.Lon, four.Lat, [.. four.Cases, Guid.NewGuid()]).Opening(), 400, "no-such-case", "cases");
        var five = await desk.Gate();
        await Refused(five.Opening(title: " "), 400, "required", "title");
        await Refused(five.Opening(Guid.NewGuid()), 404, "no-such-squad", "commander");
        await Refused(new { level = "二", title = "x", reason = "x", point = new { lon = 113.5, lat = 35.9 }, radiusM = 500, cases = five.Cases }, 400, "wrong-type", "incident.level");
        await Refused(new { level = 2, title = "x", reason = "x", point = new { lon = 113.5, lat = 35.9 }, radiusM = 500, cases = five.Cases, county = Huguan }, 400, "unknown-member", "incident.county");

        var id = await desk.Browser.Open(five);
        await (await desk.Browser.Try(id, new { type = "open-incident", incident = five.Opening() })).Problem(400, "unknown-code", "command.type");
        await (await desk.Browser.Try(id, new { type = "name-representatives", cases = five.Cases.Take(3), agreed = true })).Problem(400, "too-many-representatives", "cases");
        await (await desk.Browser.Try(id, new { type = "link-case", @case = five.Cases[0] })).Problem(409, "already-in-incident");
        await (await desk.Browser.Post($"/api/incidents/{id}/commands", new { commandId = Guid.NewGuid(), version = 7, command = new { type = "add-note", text = "x" } })).Problem(409, "stale-version", "version");
        await (await desk.Browser.Try(Guid.NewGuid(), new { type = "add-note", text = "x" })).Problem(404, "not-found");

        async Task Refused(object incident, int status, string code, string field) =>
            await (await desk.Browser.Post("/api/incidents", new { commandId = Guid.NewGuid(), incident })).Problem(status, code, field);
    }

    [Fact]
    public async Task Ten_desks_open_one_crowd_at_the_same_instant_and_one_incident_stands()
    {
        using var desk = await TriageDesk.County(node, Huguan);
        var gate = await desk.Gate();
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => desk.Browser.Post("/api/incidents", new { commandId = Guid.NewGuid(), incident = gate.Opening() })));
        var opened = Assert.Single(answers, a => a.IsSuccessStatusCode);
        foreach (var no in answers.Where(a => a != opened)) await no.Problem(409, "already-in-incident");
        Assert.Equal(1L, await node.Database.Scalar<long>("select count(distinct card->>'incident') from case_view where id = any($1)", gate.Cases.ToArray()));
    }

    [Fact]
    public async Task The_cases_go_on_being_worked_on_while_the_incident_is_opened_and_closed_around_them()
    {
        using var desk = await TriageDesk.County(node, Huguan);
        var gate = await desk.Gate();
        var working = Task.WhenAll(gate.Cases.Select(async c => await (await desk.Browser.Post($"/api/cases/{c}/commands", new { commandId = Guid.NewGuid(), command = new { type = "start-triage" } })).Json()));
        var id = await desk.Browser.Open(gate);
        await working;
        working = Task.WhenAll(gate.Cases.Select(async c => await (await desk.Browser.Post($"/api/cases/{c}/commands", new { commandId = Guid.NewGuid(), command = new { type = "decide-normal" } })).Json()));
        await desk.Browser.Say(id, new { type = "close-incident", summary = "散去", monitoringEnded = true });
        await working;
        foreach (var c in gate.Cases)
        {
            var types = (await desk.Browser.Case(c)).GetProperty("timeline").EnumerateArray().Select(t => t.Text("type")).Where(t => t is not "clock-set").ToList();
            Assert.Equal(["case-linked", "case-received", "case-unlinked", "normal-decided", "triage-started"], types.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_second_wall_hides_it_from_other_counties_and_lets_none_of_them_write_it()
    {
        using var desk = await TriageDesk.County(node, Huguan);
        var id = await desk.Browser.Open(await desk.Gate());
        await using var database = new OpsMap.Server.Platform.Database(node.Database.Owner);
        var cancel = TestContext.Current.CancellationToken;
        Assert.Empty(await database.Rows(new("140425"), OpsMap.Server.Platform.Database.Sql("select 1 from incident_view where id = $1", id), r => r.GetInt32(0), cancel));
        Assert.Single(await database.Rows(new(Huguan), OpsMap.Server.Platform.Database.Sql("select 1 from incident_view where id = $1", id), r => r.GetInt32(0), cancel));
        Assert.Equal(0, await database.Execute(new("140425"), OpsMap.Server.Platform.Database.Sql("update incident_view set version = 99 where id = $1", id), cancel));
    }

    [Fact]
    public async Task Leadership_sees_a_squad_exactly_while_it_commands_an_incident_and_is_refused_and_written_down_otherwise()
    {
        using var desk = await TriageDesk.County(node, Huguan);
        using var leader = await node.SignedIn("leader");
        var squad = await node.SquadOnDuty("壶关03");
        var slot = await node.Database.Scalar<short>("select slot from squad_view where id = $1", squad);
        await using var hub = node.Hub(leader);
        var lons = System.Threading.Channels.Channel.CreateUnbounded<int>();
        hub.On<byte[]>("Frame", frame =>
        {
            for (var at = 12; at < frame.Length; at += 16)
                if (System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(at)) == slot) lons.Writer.TryWrite(System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at + 2)));
        });
        await hub.StartAsync(TestContext.Current.CancellationToken);
        await hub.InvokeAsync<string>("Join", TestContext.Current.CancellationToken);

        var fixAt = TimeProvider.System.GetUtcNow();
        node.Services.GetRequiredService<OpsMap.Server.LiveMap.PositionBoard>().Offer(new OpsMap.Server.LiveMap.LiveFix(
            slot, new(squad), new(Huguan), new(113.567654, 35.951234), 12, null, 0, fixAt, fixAt));
        await Seen(113_570_000);
        await (await Track(exact: true)).Problem(403, "exact-only-in-incident");
        Assert.Equal("exact-only-in-incident", await LastAttempt(leader));

        var id = await desk.Browser.Open(await desk.Gate(), squad);
        await Seen(113_567_654);
        await (await Track(exact: true)).Json();
        await (await Track(exact: true, minutes: 120)).Problem(403, "exact-only-in-incident");
        await desk.Browser.Say(id, new { type = "close-incident", summary = "散去", monitoringEnded = true });
        await Seen(113_570_000);
        await (await Track(exact: true)).Problem(403, "exact-only-in-incident");

        Task<HttpResponseMessage> Track(bool exact, int minutes = 30) => leader.Post($"/api/squads/{squad}/track",
            new { from = TimeProvider.System.GetUtcNow().AddMinutes(-minutes), to = TimeProvider.System.GetUtcNow().AddSeconds(-1), reason = "现场指挥", exact });

        async Task Seen(int lon)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            while (await lons.Reader.ReadAsync(patience.Token) != lon) { }
        }
    }

    private static async Task<List<JsonElement>> Inbox(Browser liaison) => (await (await liaison.Get("/api/joint-tasks/inbox?limit=200")).Json()).Items();

    private Task<Guid> Department(string code) => node.Database.Scalar<Guid>("select id from department where code = $1", code);

    private async Task<string> LastAttempt(Browser browser) => await node.Database.Scalar<string>(
        "select facts->>'code' from audit where action = 'refused-attempt' and person = $1 order by seq desc limit 1", (await (await browser.Get("/api/session")).Json()).GetProperty("id").GetGuid());
}
