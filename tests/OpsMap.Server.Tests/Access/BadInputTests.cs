using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace OpsMap.Server.Tests.Access;

/// <summary>What a hostile or broken client may send to the real routes: refused with a code, a field and words; nothing stored; everybody else served.</summary>
public sealed class BadInputTests(Node node) : IClassFixture<Node>
{
    public static TheoryData<string, string, int, string, string?> Poison => new()
    {
        { "point", """{"lon":113.1,"lat":91}""", 400, "point-invalid", "point" },
        { "point", """{"lon":181,"lat":36.2}""", 400, "point-invalid", "point" },
        { "point", """{"lon":-200,"lat":-91}""", 400, "point-invalid", "point" },
        { "point", """{"lon":NaN,"lat":36.2}""", 400, "malformed-json", "case.point.lon" },
        { "point", """{"lon":113.1,"lat":Infinity}""", 400, "malformed-json", "case.point.lat" },
        { "point", """{"lon":113.1,"lat":1e400}""", 400, "number-not-finite", "case.point.lat" },
        { "point", """{"lon":"NaN","lat":36.2}""", 400, "wrong-type", "case.point.lon" },
        { "point", """{"lon":113.1}""", 400, "member-missing", "case.point.lat" },
        { "title", "\"a\\u0000b\"", 400, "text-has-nul", "case.title" },
        { "facts", "\"\\ud83d\"", 400, "text-broken", "case.facts" },
        { "title", "\"\"", 400, "required", "title" },
        { "title", $"\"{new string('长', 101)}\"", 400, "too-long", "title" },
        { "kind", "\"quarrel\"", 400, "unknown-code", "case.kind" },
        { "channel", "\"pigeon\"", 400, "unknown-code", "case.channel" },
        { "industry", "11", 400, "unknown-code", "case.industry" },
        { "situations", "[7]", 400, "unknown-code", "case.situations[0]" },
        { "county", "\"110101\"", 400, "unknown-code", "case.county" },
        { "datum", "\"mars\"", 400, "unknown-code", "case.datum" },
        { "amount", "-1", 400, "out-of-range", "amount" },
        { "amount", "1e30", 400, "wrong-type", "case.amount" },
        { "leavesAt", "\"31 Nov\"", 400, "wrong-type", "case.leavesAt" },
        { "isAdmin", "true", 400, "unknown-member", "case.isAdmin" },
        { "facts", $"\"{new string('x', 70 * 1024)}\"", 413, "body-too-large", null },
        { "facts", $"\"{new string('x', 10 * 1024 * 1024)}\"", 413, "body-too-large", null },
    };

    [Fact]
    public async Task A_poisoned_registration_is_refused_in_both_languages_and_leaves_nothing()
    {
        using var browser = await node.SignedIn("county");
        using var other = await node.SignedIn("dispatcher");
        var before = await Rows();
        var failures = new List<string>();
        foreach (var row in Poison)
        {
            var (member, value, status, code, field) = row.Data;
            try
            {
                var body = Registration(Guid.NewGuid(), member, value);
                browser.Headers["Accept-Language"] = "zh-CN";
                var chinese = await (await browser.PostText("/api/cases", body)).Problem(status, code, field);
                browser.Headers["Accept-Language"] = "en";
                var english = await (await browser.PostText("/api/cases", body)).Problem(status, code, field);
                Assert.Contains(chinese.GetProperty("title").GetString()!, c => c is >= '一' and <= '鿿');
                Assert.DoesNotContain(english.GetProperty("title").GetString()!, c => c is >= '一' and <= '鿿');
            }
            catch (Xunit.Sdk.XunitException e)
            {
                failures.Add($"{member}: {value[..Math.Min(60, value.Length)]}\n  {e.Message}");
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal(before, await Rows());
        await (await other.PostText("/api/cases", Registration(Guid.NewGuid()))).Json();
    }

    [Fact]
    public async Task Text_that_only_looks_dangerous_is_kept_to_the_letter()
    {
        using var browser = await node.SignedIn("county");
        const string Facts = "'); drop table event;-- <img src=x onerror=alert(1)> ＜script＞ 👮‍♀️ \u202Egnp.exe\u202C %_\\";
        var id = Guid.NewGuid();
        await (await browser.PostText("/api/cases", Registration(id, "facts", JsonSerializer.Serialize(Facts)))).Json();
        Assert.Equal(Facts, (await (await browser.Get($"/api/cases/{id}")).Json()).GetProperty("facts").GetString());
        await (await browser.Get("/api/cases?q=" + Uri.EscapeDataString("%_\\'); drop"))).Json();
    }

    [Fact]
    public async Task A_stale_version_a_repeated_id_and_an_id_used_for_something_else()
    {
        using var browser = await node.SignedIn("county");
        var id = Guid.NewGuid();
        var body = Registration(id);
        var first = await (await browser.PostText("/api/cases", body)).Json();
        var before = await Rows();

        var again = await (await browser.PostText("/api/cases", body)).Json();
        Assert.Equal(first.GetProperty("card").GetProperty("no").GetString(), again.GetProperty("card").GetProperty("no").GetString());
        await (await browser.PostText("/api/cases", Registration(id, "title", "\"另一件事\""))).Problem(409, "command-id-reused", "commandId");

        var triage = Guid.NewGuid();
        await (await browser.PostText($"/api/cases/{id}/commands", Command(triage, "start-triage", version: 99))).Problem(409, "stale-version", "version");
        Assert.Equal(before, await Rows());

        var done = await (await browser.PostText($"/api/cases/{id}/commands", Command(triage, "start-triage", version: 2))).Json();
        Assert.Equal(3, done.GetProperty("version").GetInt32());
        Assert.Equal(3, (await (await browser.PostText($"/api/cases/{id}/commands", Command(triage, "start-triage", version: 2))).Json()).GetProperty("version").GetInt32());
        await (await browser.PostText($"/api/cases/{id}/commands", Command(triage, "decide-normal"))).Problem(409, "command-id-reused", "commandId");
        Assert.Equal(3L, await node.Database.Scalar<long>("select count(*) from event where stream = $1", id));
    }

    [Fact]
    public async Task Ids_and_commands_that_do_not_exist()
    {
        using var browser = await node.SignedIn("county");
        var id = Guid.NewGuid();
        await (await browser.Get($"/api/cases/{id}")).Problem(404, "not-found");
        await (await browser.PostText($"/api/cases/{id}/commands", Command(Guid.NewGuid(), "start-triage"))).Problem(404, "not-found");
        await (await browser.Get("/api/cases/not-an-id")).Problem(400, "bad-parameter", "id");
        await (await browser.Get("/api/cases?limit=many")).Problem(400, "bad-parameter", "limit");
        await (await browser.Get("/api/cases?before=yesterday")).Problem(400, "bad-parameter", "before");
        foreach (var (type, code, field) in new[] { ("fly", "unknown-code", "command.type"), ("register", "member-missing", "command.registration"), ("pass-clock", "member-missing", "command.clock") })
            await (await browser.PostText($"/api/cases/{id}/commands", Command(Guid.NewGuid(), type))).Problem(400, code, field);
    }

    [Theory]
    [InlineData("""{"seq":1,"t":"2026-11-23T01:00:00Z","lon":113.1,"lat":91,"acc":5}""", "out-of-range", "fixes[0].lat")]
    [InlineData("""{"seq":1,"t":"2026-11-23T01:00:00Z","lon":181,"lat":36,"acc":5}""", "out-of-range", "fixes[0].lon")]
    [InlineData("""{"seq":1,"t":"2026-11-23T01:00:00Z","lon":1e400,"lat":36,"acc":5}""", "number-not-finite", "fixes[0].lon")]
    [InlineData("""{"seq":1,"t":"2026-11-23T01:00:00Z","lon":113,"lat":"36","acc":5}""", "wrong-type", "fixes[0].lat")]
    [InlineData("""{"seq":1,"t":"2026-11-23T01:00:00Z","lon":113,"lat":36,"acc":-1}""", "out-of-range", "fixes[0].acc")]
    [InlineData("""{"seq":-1,"t":"2026-11-23T01:00:00Z","lon":113,"lat":36,"acc":5}""", "out-of-range", "fixes[0].seq")]
    public async Task A_poisoned_fix_moves_nobody(string fix, string code, string field)
    {
        using var phone = await node.SignedIn("squad", "潞州03");
        await (await phone.PostText("/api/squad/track", $$"""{"device":"d","sentAt":"2026-11-23T01:00:00Z","fixes":[{{fix}}]}""")).Problem(400, code, field);
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from squad_position"));
    }

    private async Task<string> Rows() => await node.Database.Scalar<string>("""
        select concat_ws(' ', (select count(*) from event), (select count(*) from command), (select count(*) from case_view), (select count(*) from complainant), (select count(*) from deadline), (select count(*) from feed))
        """);

    private static string Registration(Guid id, string? member = null, string? value = null)
    {
        var good = new JsonObject
        {
            ["kind"] = "complaint",
            ["channel"] = "hotline12315",
            ["title"] = "门票退款纠纷",
            ["facts"] = "索道停运，要求退票",
            ["place"] = "潞州区某商场",
            ["respondent"] = new JsonObject { ["name"] = "某商场" },
        };
        // poison is put in as text: no JSON library would write it
        if (member is not null) good.Remove(member);
        var text = good.ToJsonString();
        return $$"""{"commandId":"{{id}}","case":{{(member is null ? text : $"{text[..^1]},\"{member}\":{value}}}")}}}""";
    }

    private static string Command(Guid id, string type, int? version = null) =>
        $$"""{"commandId":"{{id}}",{{(version is { } v ? $"\"version\":{v}," : "")}}"command":{"type":"{{type}}"} }""";
}
