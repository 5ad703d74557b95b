using System.Net;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed class BindingTests(Backing backing)
{
    [Theory]
    [InlineData("section", "140404", "unit", "140404-SPG")]
    [InlineData("section", "1404", "unit", "1404-XBK")]
    [InlineData("liaison", "1404", "department", "police")]
    public async Task An_account_is_bound_to_its_office_and_told_so(string role, string county, string binding, string code)
    {
        await using var host = await AccessHost.Start(backing);
        Assert.Equal(HttpStatusCode.Created, (await host.AskForAccount(Account(role, county, binding, code))).StatusCode);
        using var browser = host.Browser();
        await browser.Post("/api/session", new { login = "wang", password = AccessHost.Password });
        var me = await (await browser.Get("/api/session")).Json();
        Assert.Equal(role, me.GetProperty("role").GetString());
        Assert.Equal(await host.Scalar<string>($"select name from {binding} where code = $1", code), me.GetProperty("office").GetProperty("name").GetString());
        Assert.Equal(await host.Scalar<Guid>($"select id from {binding} where code = $1", code), (await (await browser.Get("/api/probe")).Json()).GetProperty(binding).GetGuid());
    }

    [Theory]
    [InlineData("section", "140403", "unit", "140404-SPG", "no-such-unit", "unit")]
    [InlineData("section", "140404", "unit", "140404-S99", "no-such-unit", "unit")]
    [InlineData("stationHead", "140404", "unit", "140404-SPG", "no-such-unit", "unit")]
    [InlineData("section", "140404", null, null, "required", "unit")]
    [InlineData("liaison", "1404", "department", "circus", "no-such-department", "department")]
    [InlineData("liaison", "140403", "department", "police", "no-such-department", "department")]
    [InlineData("liaison", "1404", null, null, "required", "department")]
    [InlineData("merchantStaff", "140403", null, null, "required", "venue")]
    [InlineData("merchantStaff", "140403", "venue", "6c1d1fb5-8b0b-4a53-9a51-000000000000", "no-such-venue", "venue")]
    [InlineData("countyDispatcher", "140404", "unit", "140404-SPG", "binding-not-for-role", "unit")]
    [InlineData("section", "140404", "department", "police", "required", "unit")]
    [InlineData("countyDispatcher", "1404", null, null, "county-does-not-fit", "county")]
    [InlineData("cityDispatcher", "140403", null, null, "county-does-not-fit", "county")]
    [InlineData("public", "140403", null, null, "unknown-code", "role")]
    [InlineData("system", "1404", null, null, "unknown-code", "role")]
    public async Task What_does_not_fit_is_named_in_words(string role, string county, string? binding, string? code, string refusal, string field)
    {
        await using var host = await AccessHost.Start(backing);
        var chinese = await (await host.AskForAccount(Account(role, county, binding, code))).Problem(400, refusal, field);
        var english = await (await host.AskForAccount(Account(role, county, binding, code), "en")).Problem(400, refusal, field);
        Assert.NotEqual(chinese.GetProperty("title").GetString(), english.GetProperty("title").GetString());
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from account"));
    }

    [Fact]
    public async Task Moving_a_liaison_to_another_department_ends_the_sessions()
    {
        await using var host = await AccessHost.Start(backing, ("Access:SessionCache", "00:00:00"));
        using var browser = await host.SignedIn("liaison");
        await (await browser.Get("/api/session")).Json();
        await host.Scalar<int>("update account set department = (select id from department where code = 'court') where role = 'Liaison'");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/api/session")).StatusCode);
    }

    private static Dictionary<string, object> Account(string role, string county, string? binding, string? code)
    {
        var account = new Dictionary<string, object>(StringComparer.Ordinal) { ["login"] = "wang", ["name"] = "王强", ["role"] = role, ["county"] = county, ["password"] = AccessHost.Password };
        if (binding is not null) account[binding] = code!;
        return account;
    }
}
