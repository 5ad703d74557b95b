using System.Net;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

/// <summary>Origins, headers, limits, roles, the operator's key and the demonstration links.</summary>
public sealed class DoorTests(Backing backing)
{
    [Theory]
    [InlineData("https://evil.example", null, 403)]
    [InlineData("null", null, 403)]
    [InlineData("http://127.0.0.1:1", null, 403)]
    [InlineData(null, "cross-site", 403)]
    [InlineData(null, "same-site", 403)]
    [InlineData(null, null, 204)]
    [InlineData("self", null, 204)]
    [InlineData(null, "same-origin", 204)]
    public async Task Only_our_own_pages_may_act(string? origin, string? site, int expected)
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("county");
        if (origin is not null) browser.Headers["Origin"] = origin == "self" ? host.Address.GetLeftPart(UriPartial.Authority) : origin;
        if (site is not null) browser.Headers["Sec-Fetch-Site"] = site;
        var answer = await browser.Delete("/api/session");
        if (expected == 403) await answer.Problem(403, "foreign-origin");
        else Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        if (expected == 403) Assert.Equal(0L, await host.Scalar<long>("select count(*) from session where revoked_at is not null"));
    }

    [Fact]
    public async Task Behind_a_proxy_of_this_machine_the_https_page_is_ours_and_without_one_it_is_not()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        browser.Headers["Origin"] = "https://" + host.Address.Authority;
        var unknown = new { login = "nobody", password = "wrong-password" };
        await (await browser.Post("/api/session", unknown)).Problem(403, "foreign-origin");
        browser.Headers["X-Forwarded-Proto"] = "https";
        await (await browser.Post("/api/session", unknown)).Problem(401, "sign-in-failed");
    }

    [Fact]
    public async Task Another_site_may_not_open_a_socket()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("county");
        browser.Headers["Origin"] = "https://evil.example";
        browser.Headers["Connection"] = "Upgrade";
        browser.Headers["Upgrade"] = "websocket";
        await (await browser.Get("/api/probe")).Problem(403, "foreign-origin");
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_never_to_do()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        foreach (var path in new[] { "/api/session", "/api/probe/defect", "/no-such-page" })
        {
            var answer = await browser.Get(path);
            string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
            Assert.Equal("nosniff", Header("X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header("Referrer-Policy"));
            Assert.Contains("frame-ancestors 'none'", Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", Header("Content-Security-Policy"), StringComparison.Ordinal);
            Assert.Equal("", Header("Server"));
        }
    }

    [Fact]
    public async Task A_role_that_may_not_is_refused_and_written_down()
    {
        await using var host = await AccessHost.Start(backing);
        using var leader = await host.SignedIn("leader");
        await (await leader.Get("/api/probe/dispatchers")).Problem(403, "wrong-role");
        Assert.Equal("GET /api/probe/dispatchers", await host.Scalar<string>("select facts->>'route' from audit where action = 'refused-attempt' and role = 'Leadership'"));
    }

    [Fact]
    public async Task A_session_that_calls_too_often_waits_and_others_do_not()
    {
        await using var host = await AccessHost.Start(backing, ("Access:SessionBurst", "10"), ("Access:SessionPerSecond", "1"));
        using var eager = await host.SignedIn("county");
        using var calm = await host.SignedIn("leader");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => eager.Get("/api/probe")));
        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.InRange(refused.Count, 20, 35);
        await refused[0].Problem(429, "too-many-requests");
        Assert.NotNull(refused[0].Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await calm.Get("/api/probe")).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("operator-key-of-this-tesT")]
    public async Task The_operators_routes_need_the_operators_key(string? key)
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("admin");
        if (key is not null) browser.Headers["X-Operator-Key"] = key;
        await (await browser.Post("/api/operator/accounts", new { login = "x" })).Problem(401, "sign-in-needed");
    }

    [Fact]
    public async Task The_operators_key_is_no_session()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        browser.Headers["X-Operator-Key"] = AccessHost.OperatorKey;
        await (await browser.Get("/api/probe")).Problem(401, "sign-in-needed");
    }

    [Theory]
    [InlineData("ab", "王强", "countyDispatcher", "140403", "Correct-horse-8", "login-not-allowed", "login")]
    [InlineData("a b c", "王强", "countyDispatcher", "140403", "Correct-horse-8", "login-not-allowed", "login")]
    [InlineData("wang", "", "countyDispatcher", "140403", "Correct-horse-8", "required", "name")]
    [InlineData("wang", "王强", "system", "1404", "Correct-horse-8", "unknown-code", "role")]
    [InlineData("wang", "王强", "emperor", "1404", "Correct-horse-8", "unknown-code", "role")]
    [InlineData("wang", "王强", "countyDispatcher", "140499", "Correct-horse-8", "unknown-code", "county")]
    [InlineData("wang", "王强", "countyDispatcher", "110000", "Correct-horse-8", "unknown-code", "county")]
    [InlineData("wang", "王强", "countyDispatcher", "140403", "short-1A", "password-too-weak", "password")]
    [InlineData("wang", "王强", "countyDispatcher", "140403", "alllowercase", "password-too-weak", "password")]
    [InlineData("wang", "王强", "countyDispatcher", "140403", "My-wang-2026", "password-too-weak", "password")]
    [InlineData("wang", "王强", "countyDispatcher", "140403", "aaaaaaaaaaaaaaaaaaaa", "password-too-weak", "password")]
    [InlineData("wang", "王强", "squadMember", "140403", "Correct-horse-8", "required", "squad")]
    public async Task An_account_is_made_only_of_what_makes_sense(string login, string name, string role, string county, string password, string code, string field)
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        browser.Headers["X-Operator-Key"] = AccessHost.OperatorKey;
        await (await browser.Post("/api/operator/accounts", new { login, name, role, county, password })).Problem(400, code, field);
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from account"));
    }

    [Fact]
    public async Task A_login_is_given_once_and_there_is_no_account_until_somebody_makes_one()
    {
        await using var host = await AccessHost.Start(backing);
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from account"));
        await host.CreateAccount("wang");
        using var browser = host.Browser();
        browser.Headers["X-Operator-Key"] = AccessHost.OperatorKey;
        await (await browser.Post("/api/operator/accounts", new { login = "WANG", name = "另一人", role = "admin", county = "1404", password = AccessHost.Password })).Problem(409, "account-exists", "login");
        Assert.Equal(1L, await host.Scalar<long>("select count(*) from account where password_hash not like '%Correct%'"));
    }

    [Theory]
    [InlineData("dispatcher", "/console", "CityDispatcher", "1404")]
    [InlineData("county", "/console", "CountyDispatcher", "140403")]
    [InlineData("station", "/console", "StationHead", "140403")]
    [InlineData("leader", "/screen", "Leadership", "1404")]
    [InlineData("admin", "/admin", "Admin", "1404")]
    public async Task A_demonstration_link_is_a_role(string role, string page, string expected, string county)
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        var answer = await browser.Get($"/demo/{AccessHost.DemoKey}/{role}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(page, answer.Headers.Location?.ToString());
        var me = await (await browser.Get("/api/session")).Json();
        Assert.True(me.GetProperty("demo").GetBoolean());
        Assert.Equal(county, me.GetProperty("county").GetString());
        Assert.Equal(1L, await host.Scalar<long>("select count(*) from account where role = $1 and password_hash is null", expected));
        await browser.Get($"/demo/{AccessHost.DemoKey}/{role}");
        Assert.Equal(1L, await host.Scalar<long>("select count(*) from account"));
    }

    [Fact]
    public async Task A_wrong_demonstration_key_is_a_page_that_does_not_exist_and_no_key_is_no_route()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        await (await browser.Get("/demo/wrong/county")).Problem(404, "not-found");
        await (await browser.Post("/api/demo/session", new { key = "wrong", role = "county" })).Problem(404, "not-found");
        await (await browser.Get($"/demo/{AccessHost.DemoKey}/emperor")).Problem(400, "unknown-code", "role");
        await (await browser.Get($"/demo/{AccessHost.DemoKey}/squad?squad=潞州99")).Problem(404, "no-such-squad", "squad");
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from account"));

        await using var real = await AccessHost.Start(backing, ("Demo_Key", ""));
        using var visitor = real.Browser();
        await (await visitor.Get("/demo//county")).Problem(401, "sign-in-needed");
        await (await visitor.Post("/api/demo/session", new { key = "", role = "county" })).Problem(401, "sign-in-needed");
    }
}
