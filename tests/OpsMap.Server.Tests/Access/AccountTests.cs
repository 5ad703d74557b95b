using System.Net;
using System.Text.Json;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed class AccountTests(Backing backing)
{
    private const string Chosen = "Blue-lantern-42";

    [Fact]
    public async Task An_administrator_opens_an_account_and_only_the_persons_own_password_opens_it()
    {
        await using var host = await AccessHost.Start(backing);
        using var admin = await host.SignedIn("admin");
        var request = new { commandId = Guid.NewGuid(), account = new { login = "LiMing", name = "李明", role = "countyDispatcher", county = "140403" } };
        var made = await (await admin.Post("/api/accounts", request)).Json();
        var code = CodeIn(made);
        Assert.Matches("^([2-9A-HJKMNP-TV-Z]{4}-){3}[2-9A-HJKMNP-TV-Z]{4}$", code);
        Assert.Equal(("liming", false), (made.GetProperty("account").GetProperty("login").GetString(), made.GetProperty("account").GetProperty("hasPassword").GetBoolean()));

        using var person = host.Browser();
        await (await person.Post("/api/session", new { login = "liming", password = code })).Problem(401, "sign-in-failed");
        await (await person.Post("/api/session/code", new { code, password = "short" })).Problem(400, "password-too-weak", "password");
        var me = await (await person.Post("/api/session/code", new { code = code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(), password = Chosen })).Json();
        Assert.Equal("李明", me.GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.OK, (await person.Get("/api/session")).StatusCode);
        await (await host.Browser().Post("/api/session/code", new { code, password = "Another-good-1" })).Problem(401, "code-not-valid", "code");
        await (await host.Browser().Post("/api/session", new { login = "liming", password = Chosen })).Json();

        // a late repeat of the first command takes nothing away
        await (await admin.Post("/api/accounts", request)).Problem(409, "account-exists", "account.login");
        await (await host.Browser().Post("/api/session", new { login = "liming", password = Chosen })).Json();
        Assert.Equal("account-created code-issued password-set", await host.Scalar<string>("select string_agg(action, ' ' order by seq) from audit where subject = $1", request.commandId.ToString()));
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from audit where audit::text like '%' || $1 || '%'", code));
    }

    [Fact]
    public async Task A_repeated_command_makes_one_account_and_the_last_code_holds()
    {
        await using var host = await AccessHost.Start(backing);
        using var admin = await host.SignedIn("admin");
        var request = new { commandId = Guid.NewGuid(), account = new { login = "zhao", name = "赵", role = "leadership", county = "1404" } };
        var first = CodeIn(await (await admin.Post("/api/accounts", request)).Json());
        var second = CodeIn(await (await admin.Post("/api/accounts", request)).Json());
        await (await host.Browser().Post("/api/session/code", new { code = first, password = Chosen })).Problem(401, "code-not-valid", "code");
        await (await host.Browser().Post("/api/session/code", new { code = second, password = Chosen })).Json();
        Assert.Equal(1L, await host.Scalar<long>("select count(*) from account where login = 'zhao'"));
    }

    [Fact]
    public async Task A_code_is_dead_after_three_days()
    {
        await using var host = await AccessHost.Start(backing);
        using var admin = await host.SignedIn("admin");
        var code = await Open(admin, "qian");
        host.Clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromMinutes(1));
        await (await host.Browser().Post("/api/session/code", new { code, password = Chosen })).Problem(401, "code-not-valid", "code");
    }

    [Fact]
    public async Task A_new_code_ends_the_old_password_and_every_session()
    {
        await using var host = await AccessHost.Start(backing, ("Access:SessionCache", "00:00:00"));
        using var admin = await host.SignedIn("admin");
        await host.CreateAccount("sun");
        using var person = host.Browser();
        var id = (await (await person.Post("/api/session", new { login = "sun", password = AccessHost.Password })).Json()).GetProperty("id").GetGuid();
        var code = (await (await admin.Post($"/api/accounts/{id}/code", new { })).Json()).GetProperty("code").GetString();
        await (await person.Get("/api/session")).Problem(401, "sign-in-needed");
        await (await person.Post("/api/session", new { login = "sun", password = AccessHost.Password })).Problem(401, "sign-in-failed");
        await (await person.Post("/api/session/code", new { code, password = Chosen })).Json();
    }

    [Fact]
    public async Task A_disabled_account_is_out_at_once_and_enabling_it_gives_its_password_back()
    {
        await using var host = await AccessHost.Start(backing, ("Access:SessionCache", "00:00:00"));
        using var admin = await host.SignedIn("admin");
        await host.CreateAccount("zhou");
        using var person = host.Browser();
        var id = (await (await person.Post("/api/session", new { login = "zhou", password = AccessHost.Password })).Json()).GetProperty("id").GetGuid();
        Assert.True((await (await admin.Post($"/api/accounts/{id}/disable", new { })).Json()).GetProperty("disabled").GetBoolean());
        await (await person.Get("/api/session")).Problem(401, "sign-in-needed");
        await (await person.Post("/api/session", new { login = "zhou", password = AccessHost.Password })).Problem(401, "sign-in-failed");
        await (await admin.Post($"/api/accounts/{id}/enable", new { })).Json();
        await (await person.Post("/api/session", new { login = "zhou", password = AccessHost.Password })).Json();
        Assert.Equal("account-disabled account-enabled", await host.Scalar<string>("select string_agg(action, ' ' order by seq) from audit where subject = $1 and role = 'Admin'", id.ToString()));
    }

    [Fact]
    public async Task Nobody_locks_out_or_demotes_himself_and_rights_that_change_end_the_session()
    {
        await using var host = await AccessHost.Start(backing, ("Access:SessionCache", "00:00:00"));
        using var admin = await host.SignedIn("admin");
        var own = (await (await admin.Get("/api/session")).Json()).GetProperty("id").GetGuid();
        await (await admin.Post($"/api/accounts/{own}/disable", new { })).Problem(409, "account-is-yours");
        await (await admin.Put($"/api/accounts/{own}", new { name = "我", role = "leadership", county = "1404" })).Problem(409, "account-is-yours", "role");

        await host.CreateAccount("wuju");
        using var person = host.Browser();
        var id = (await (await person.Post("/api/session", new { login = "wuju", password = AccessHost.Password })).Json()).GetProperty("id").GetGuid();
        var changed = await (await admin.Put($"/api/accounts/{id}", new { name = "吴局", role = "leadership", county = "140403" })).Json();
        Assert.Equal(("吴局", "leadership"), (changed.GetProperty("name").GetString(), changed.GetProperty("role").GetString()));
        await (await person.Get("/api/session")).Problem(401, "sign-in-needed");
    }

    [Fact]
    public async Task A_countys_administrator_keeps_that_countys_accounts_and_sees_no_others()
    {
        await using var host = await AccessHost.Start(backing);
        await host.CreateAccount("countyadmin", role: "admin", county: "140404");
        await host.CreateAccount("luzhou");
        using var admin = host.Browser();
        await (await admin.Post("/api/session", new { login = "countyadmin", password = AccessHost.Password })).Json();
        Assert.Equal(["countyadmin"], (await (await admin.Get("/api/accounts")).Json()).EnumerateArray().Select(a => a.GetProperty("login").GetString()));
        await (await admin.Post("/api/accounts", new { commandId = Guid.NewGuid(), account = new { login = "other", name = "别", role = "countyDispatcher", county = "140403" } })).Problem(403, "other-county", "account.county");
        await (await admin.Post("/api/accounts", new { commandId = Guid.NewGuid(), account = new { login = "boss", name = "别", role = "admin", county = "1404" } })).Problem(403, "other-county", "account.county");
        var theirs = await host.Scalar<Guid>("select id from account where login = 'luzhou'");
        foreach (var step in new[] { "code", "disable", "enable" }) await (await admin.Post($"/api/accounts/{theirs}/{step}", new { })).Problem(404, "not-found");
    }

    [Theory]
    [InlineData("""{"login":"a","name":"王","role":"leadership","county":"1404"}""", "login-not-allowed", "account.login")]
    [InlineData("""{"login":"abc","name":" ","role":"leadership","county":"1404"}""", "required", "account.name")]
    [InlineData("""{"login":"abc","name":"王","role":"public","county":"1404"}""", "unknown-code", "account.role")]
    [InlineData("""{"login":"abc","name":"王","role":"countyDispatcher","county":"1404"}""", "county-does-not-fit", "account.county")]
    [InlineData("""{"login":"abc","name":"王","role":"squadLeader","county":"140403"}""", "required", "account.squad")]
    [InlineData("""{"login":"abc","name":"王","role":"squadLeader","county":"140403","squad":"没有"}""", "no-such-squad", "account.squad")]
    [InlineData("""{"login":"abc","name":"王","role":"leadership","county":"1404","password":"Correct-horse-8"}""", "unknown-member", "account.password")]
    public async Task A_slip_is_named_by_its_field(string account, string code, string field)
    {
        await using var host = await AccessHost.Start(backing);
        using var admin = await host.SignedIn("admin");
        await (await admin.PostText("/api/accounts", $$"""{"commandId":"{{Guid.NewGuid()}}","account":{{account}}}""")).Problem(400, code, field);
    }

    [Fact]
    public async Task Guessing_codes_runs_into_the_limit_of_the_address()
    {
        await using var host = await AccessHost.Start(backing, ("Access:AddressTries", "3"), ("Access:AddressTriesPerMinute", "1"));
        using var stranger = host.Browser();
        for (var i = 0; i < 3; i++) await (await stranger.Post("/api/session/code", new { code = "AAAA-BBBB-CCCC-DDDD", password = Chosen })).Problem(401, "code-not-valid", "code");
        await (await stranger.Post("/api/session/code", new { code = "AAAA-BBBB-CCCC-DDDD", password = Chosen })).Problem(429, "too-many-sign-ins");
    }

    private static string CodeIn(JsonElement made) => made.GetProperty("once").GetProperty("code").GetString()!;

    private static async Task<string> Open(Browser admin, string login) =>
        CodeIn(await (await admin.Post("/api/accounts", new { commandId = Guid.NewGuid(), account = new { login, name = "某", role = "leadership", county = "1404" } })).Json());
}
