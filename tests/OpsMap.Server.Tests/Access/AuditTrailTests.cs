using System.Text.Json;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed class AuditTrailTests(Backing backing)
{
    [Fact]
    public async Task Lines_are_found_by_person_action_and_time_and_reading_is_a_line_itself()
    {
        await using var host = await AccessHost.Start(backing);
        await host.CreateAccount("wang");
        using var person = host.Browser();
        await person.Post("/api/session", new { login = "wang", password = "wrong" });
        await person.Post("/api/session", new { login = "wang", password = AccessHost.Password });
        using var city = await host.SignedIn("dispatcher");

        Assert.Equal(["signed-in", "sign-in-failed"], await Actions(city, "?person=王强"));
        Assert.Equal(["signed-in"], await Actions(city, "?person=wan&action=signed-in"));
        Assert.Empty(await Actions(city, "?person=wan&from=2046-01-01T00:00:00Z"));
        Assert.Empty(await Actions(city, "?person=wan&to=2016-01-01T00:00:00Z"));
        Assert.Empty(await Actions(city, "?person=%25%25"));
        var read = await Lines(city, "?action=audit-read");
        Assert.Equal(("王强", "演示·市级调度员"), (read[^1].GetProperty("facts").GetProperty("person").GetString(), read[^1].GetProperty("name").GetString()));
        Assert.Equal("1", $"{(await (await city.Get("/api/audit?limit=1")).Json()).GetProperty("items").GetArrayLength()}");
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_and_are_one_reading()
    {
        await using var host = await AccessHost.Start(backing);
        using var city = await host.SignedIn("dispatcher");
        for (var i = 0; i < 5; i++) await Write(host, new AuditEntry("step-" + i));
        var first = await (await city.Get("/api/audit?limit=3")).Json();
        var second = await (await city.Get($"/api/audit?limit=3&before={first.GetProperty("next")}")).Json();
        Assert.Equal(["audit-read", "step-4", "step-3", "step-2", "step-1", "step-0"], first.Concat(second).Select(l => l.GetProperty("action").GetString()));
        Assert.Equal(1L, await host.Scalar<long>("select count(*) from audit where action = 'audit-read'"));
    }

    [Fact]
    public async Task A_county_reads_its_own_peoples_lines_and_an_administrator_no_words_about_cases()
    {
        await using var host = await AccessHost.Start(backing);
        using var county = await host.SignedIn("county");
        using var admin = await host.SignedIn("admin");
        await Write(host, new AuditEntry("contact-revealed", By("140403")).With("reason", "核实地址").With("case", "x"));
        await Write(host, new AuditEntry("contact-revealed", By("140404")).With("reason", "另一县"));

        var own = Assert.Single(await Lines(county, "?action=contact-revealed"));
        Assert.Equal("核实地址", own.GetProperty("facts").GetProperty("reason").GetString());
        var all = await Lines(admin, "?action=contact-revealed");
        Assert.Equal(2, all.Count);
        Assert.All(all, line => Assert.False(line.GetProperty("facts").TryGetProperty("reason", out _)));
        foreach (var role in new[] { "station", "leader" })
        {
            using var other = await host.SignedIn(role);
            await (await other.Get("/api/audit")).Problem(403, "wrong-role");
        }
    }

    private static Actor By(string county) => new(new Domain.PersonId(Guid.NewGuid()), "某", Role.CountyDispatcher, new Domain.CountyCode(county));

    private static Task Write(AccessHost host, AuditEntry entry) =>
        ((Audit)host.Services.GetService(typeof(Audit))!).Record(entry, TestContext.Current.CancellationToken);

    private static async Task<List<JsonElement>> Lines(Browser who, string query) => [.. (await (await who.Get("/api/audit" + query)).Json()).GetProperty("items").EnumerateArray()];

    private static async Task<List<string?>> Actions(Browser who, string query) => [.. (await Lines(who, query)).Select(l => l.GetProperty("action").GetString())];
}

file static class Page
{
    public static IEnumerable<JsonElement> Concat(this JsonElement first, JsonElement second) => first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray());
}
