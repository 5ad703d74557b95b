using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Triage;
using Xunit;

namespace OpsMap.Server.Tests.Triage;

public sealed class RuleBookTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task An_administrator_changes_a_rule_and_the_next_question_is_answered_by_it()
    {
        using var admin = await node.SignedIn("admin");
        using var desk = await TriageDesk.City(node);
        var id = await desk.Register("量子波动速读退费纠纷", "量子波动速读没有效果");
        var book = JsonNode.Parse((await (await admin.Get("/api/triage/rules")).Json()).GetRawText())!;
        var version = book["version"]!.GetValue<int>();
        book["rules"]!["industries"]![9]!["words"]!["量子波动"] = 10;
        await (await Put(admin, new { version, rules = book["rules"], note = "新骗局" })).Json();
        var answer = await desk.Ask(id);
        Assert.Equal((10, version + 1), (answer.GetProperty("industry").GetProperty("suggested").GetInt32(), answer.GetProperty("rules").GetInt32()));
        Assert.Equal($"{version + 1} 新骗局", await node.Database.Scalar<string>("select subject || ' ' || (facts->>'note') from audit where action = 'triage-rules-changed' order by seq desc limit 1"));

        // who was looking at the older version is told
        var stale = await (await Put(admin, new { version, rules = book["rules"] })).Problem(409, "stale-version", "version");
        Assert.Equal($"{version + 1}", stale.GetProperty("facts").GetProperty("current").GetString());
        Assert.Equal(1, await node.Database.Scalar<long>("select count(*) from audit where action = 'triage-rules-changed'"));
    }

    [Fact]
    public async Task A_rule_nobody_could_score_by_is_refused_with_its_place_and_only_an_administrator_may_try()
    {
        using var admin = await node.SignedIn("admin");
        using var desk = await TriageDesk.City(node);
        var book = JsonNode.Parse((await (await admin.Get("/api/triage/rules")).Json()).GetRawText())!;
        book["rules"]!["industries"]![0]!["words"]!["食品"] = 99;
        await (await Put(admin, new { version = book["version"], rules = book["rules"] })).Problem(400, "out-of-range", "rules.industries[0].words.食品");
        book["rules"]!["industries"]![0]!["words"]!["食品"] = "many";
        await (await Put(admin, new { version = book["version"], rules = book["rules"] })).Problem(400, "wrong-type", "rules.industries[0].words.食品");
        await (await Put(desk.Browser, new { version = 1 })).Problem(403, "wrong-role");
        await (await desk.Browser.Get("/api/triage/rules")).Problem(403, "wrong-role");
    }

    private static Task<HttpResponseMessage> Put(Browser browser, object body) => browser.Send(HttpMethod.Put, "/api/triage/rules", JsonContent.Create(body));
}

public sealed class ShippedRulesTests(Backing backing)
{
    [Fact]
    public async Task Shipped_rules_are_written_once_and_never_over_an_administrators()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        Assert.Equal(1, (await new RuleBook(database).Current(cancel)).Version);
        Assert.Equal(1, (await new RuleBook(database).Current(cancel)).Version);
        // an older server's rules give way to this one's
        await test.Scalar<int>("insert into triage_rule (version, body) select 2, jsonb_set(body, '{industryLeast}', '7') from triage_rule returning version");
        Assert.Equal((3, 2), (await new RuleBook(database).Current(cancel)) is var book ? (book.Version, book.Rules.IndustryLeast) : default);
        var by = GrainCluster.City;
        Assert.Null(await new RuleBook(database).Change(new RulesChange(3, RuleBook.Shipped with { IndustryLeast = 9 }), by, cancel));
        Assert.Equal((4, 9, by.Name), (await new RuleBook(database).Current(cancel)) is var kept ? (kept.Version, kept.Rules.IndustryLeast, kept.ChangedBy) : default);
    }
}
