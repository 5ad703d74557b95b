using System.Net;
using OpsMap.Server.Access;
using Microsoft.Extensions.DependencyInjection;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed class SessionTests(Backing backing)
{
    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_other_sites_and_the_table_does_not_hold_it()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        var answer = await browser.Post("/api/demo/session", new { key = AccessHost.DemoKey, role = "county" });
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("opsmap=", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/", cookie, StringComparison.OrdinalIgnoreCase);

        var token = new SessionToken(browser.Cookies.GetCookies(host.Address)["opsmap"]!.Value);
        Assert.Equal(1L, await host.Scalar<long>("select count(*) from session where id = $1", token.Row()!));
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from session s where position(convert_to($1, 'UTF8') in s.id) > 0", token.Text));
    }

    [Fact]
    public async Task Without_a_session_everything_but_the_door_is_closed()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        foreach (var path in new[] { "/api/session", "/api/probe", "/api/probe/dispatchers", "/api/no-such-route" })
            await (await browser.Get(path)).Problem(401, "sign-in-needed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("' or 1=1 --aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_made_up_cookie_opens_nothing(string value)
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        browser.Headers["Cookie"] = $"opsmap={value}";
        await (await browser.Get("/api/probe")).Problem(401, "sign-in-needed");
    }

    [Fact]
    public async Task Signing_out_ends_the_session_at_once_here_and_within_five_seconds_on_another_node()
    {
        await using var host = await AccessHost.Start(backing);
        await using var other = await host.Beside();
        using var browser = await host.SignedIn("county");
        using var same = other.Browser();
        same.Headers["Cookie"] = $"opsmap={browser.Cookies.GetCookies(host.Address)["opsmap"]!.Value}";
        Assert.Equal(HttpStatusCode.OK, (await same.Get("/api/probe")).StatusCode);
        var stolen = host.Browser();
        stolen.Headers["Cookie"] = same.Headers["Cookie"];

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Delete("/api/session")).StatusCode);

        await (await stolen.Get("/api/probe")).Problem(401, "sign-in-needed");
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await (await same.Get("/api/probe")).Problem(401, "sign-in-needed");
    }

    [Fact]
    public async Task A_revoked_session_is_dead_within_five_seconds_for_calls_and_for_hubs()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("county");
        using var untouched = await host.SignedIn("leader");
        Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/probe")).StatusCode);
        var session = SessionOf(browser, host);

        await host.Scalar<int>("update session set revoked_at = now() where id = $1", Convert.FromHexString(session));

        var gate = host.Services.GetRequiredService<ILiveSessions>();
        Assert.Equal([session], await gate.Ended([session, SessionOf(untouched, host)], TestContext.Current.CancellationToken));
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await (await browser.Get("/api/probe")).Problem(401, "sign-in-needed");
        Assert.Equal(HttpStatusCode.OK, (await untouched.Get("/api/probe")).StatusCode);
    }

    [Theory]
    [InlineData("update account set role = 'Leadership' where login = 'demo-county'")]
    [InlineData("update account set county = '140404' where login = 'demo-county'")]
    [InlineData("update account set disabled = true where login = 'demo-county'")]
    public async Task Taking_rights_away_ends_every_session_of_the_account(string change)
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("county");
        Assert.Equal("in", await (await browser.Get("/api/probe/dispatchers")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        await host.Scalar<int>(change);
        var gate = host.Services.GetRequiredService<ILiveSessions>();
        Assert.Single(await gate.Ended([SessionOf(browser, host)], TestContext.Current.CancellationToken));
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await (await browser.Get("/api/probe/dispatchers")).Problem(401, "sign-in-needed");
    }

    [Fact]
    public async Task A_session_lives_twelve_hours_after_its_last_use()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("county");
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromHours(11));
            Assert.Equal(HttpStatusCode.OK, (await browser.Get("/api/probe")).StatusCode);
        }
        host.Clock.Advance(TimeSpan.FromHours(12) + TimeSpan.FromSeconds(1));
        await (await browser.Get("/api/probe")).Problem(401, "sign-in-needed");
    }

    [Fact]
    public async Task Signing_in_again_makes_a_new_session_and_ends_the_old_one()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("county");
        var before = browser.Cookies.GetCookies(host.Address)["opsmap"]!.Value;
        await browser.Post("/api/demo/session", new { key = AccessHost.DemoKey, role = "leader" });
        Assert.False(string.Equals(before, browser.Cookies.GetCookies(host.Address)["opsmap"]!.Value, StringComparison.Ordinal));
        using var old = host.Browser();
        old.Headers["Cookie"] = $"opsmap={before}";
        await (await old.Get("/api/probe")).Problem(401, "sign-in-needed");
    }

    private static string SessionOf(Browser browser, AccessHost host) =>
        Convert.ToHexString(new SessionToken(browser.Cookies.GetCookies(host.Address)["opsmap"]!.Value).Row()!);
}
