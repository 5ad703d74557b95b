using System.Net;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed class SignInTests(Backing backing)
{
    private const string Login = "wangqiang";

    [Fact]
    public async Task The_right_password_opens_a_session_and_says_who_is_in()
    {
        await using var host = await AccessHost.Start(backing);
        await host.CreateAccount(Login);
        using var browser = host.Browser();

        var me = await (await Try(browser, AccessHost.Password, "  WangQiang ")).Json();
        Assert.Equal("王强", me.GetProperty("name").GetString());
        Assert.Equal("countyDispatcher", me.GetProperty("role").GetString());
        Assert.Equal("潞州区", me.GetProperty("countyName").GetString());
        Assert.Equal("140403", (await (await browser.Get("/api/session")).Json()).GetProperty("county").GetString());
        Assert.Equal(1L, await host.Scalar<long>("select count(*) from audit where action = 'signed-in' and person is not null"));
    }

    [Fact]
    public async Task Wrong_password_unknown_login_and_disabled_account_get_the_same_answer()
    {
        await using var host = await AccessHost.Start(backing);
        await host.CreateAccount(Login);
        await host.CreateAccount("gone");
        await host.Scalar<int>("update account set disabled = true where login = 'gone'");
        using var browser = host.Browser();

        var answers = new List<string>();
        foreach (var (login, password) in new[] { (Login, "wrong"), ("nobody", AccessHost.Password), ("gone", AccessHost.Password), ("", ""), (Login, new string('x', 5000)) })
        {
            var answer = await Try(browser, password, login);
            answers.Add((await answer.Problem(401, "sign-in-failed")).GetRawText());
        }
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from session"));
    }

    [Fact]
    public async Task Five_wrong_tries_lock_the_account_for_fifteen_minutes_even_for_the_right_password()
    {
        await using var host = await AccessHost.Start(backing);
        await host.CreateAccount(Login);
        using var browser = host.Browser();

        for (var i = 0; i < 5; i++) await (await Try(browser, "wrong")).Problem(401, "sign-in-failed");
        await (await Try(browser, AccessHost.Password)).Problem(401, "sign-in-failed");
        Assert.Equal(1L, await host.Scalar<long>("select count(*) from audit where action = 'account-locked'"));

        host.Clock.Advance(TimeSpan.FromMinutes(14.9));
        await (await Try(browser, AccessHost.Password)).Problem(401, "sign-in-failed");
        host.Clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(HttpStatusCode.OK, (await Try(browser, AccessHost.Password)).StatusCode);
    }

    [Fact]
    public async Task Four_wrong_tries_and_the_right_one_start_the_count_again()
    {
        await using var host = await AccessHost.Start(backing);
        await host.CreateAccount(Login);
        using var browser = host.Browser();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 4; i++) await (await Try(browser, "wrong")).Problem(401, "sign-in-failed");
            Assert.Equal(HttpStatusCode.OK, (await Try(browser, AccessHost.Password)).StatusCode);
        }
    }

    [Fact]
    public async Task Tries_sent_at_one_instant_are_counted_before_any_is_looked_at()
    {
        await using var host = await AccessHost.Start(backing);
        await host.CreateAccount(Login);
        using var browser = host.Browser();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Try(browser, i == 19 ? AccessHost.Password : $"guess-{i}")));
        Assert.True(await host.Scalar<int>("select failed from account where login = $1", Login) <= 5);
        Assert.True(await host.Scalar<long>("select count(*) from audit where person is not null and action in ('sign-in-failed', 'account-locked')") <= 9, "more than five were compared");
        Assert.True(answers.Count(a => a.StatusCode == HttpStatusCode.OK) <= 1);
    }

    [Fact]
    public async Task An_address_that_keeps_guessing_is_stopped_and_no_other_address_with_it()
    {
        await using var host = await AccessHost.Start(backing, ("Access:AddressTries", "6"), ("Access:AddressTriesPerMinute", "2"));
        await host.CreateAccount(Login);
        using var guesser = host.Browser("127.0.0.7");
        using var honest = host.Browser("127.0.0.8");

        for (var i = 0; i < 6; i++) await (await Try(guesser, "wrong", $"login-{i}")).Problem(401, "sign-in-failed");
        var stopped = await Try(guesser, "wrong", "login-7");
        await stopped.Problem(429, "too-many-sign-ins");
        Assert.NotNull(stopped.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await Try(honest, AccessHost.Password)).StatusCode);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await (await Try(guesser, "wrong", "login-8")).Problem(401, "sign-in-failed");
    }

    [Fact]
    public async Task A_shift_of_sixty_squads_signs_in_from_one_address()
    {
        await using var host = await AccessHost.Start(backing, ("Access:AddressTries", "3"));
        await host.CreateAccount(Login);
        for (var i = 0; i < 12; i++)
        {
            using var phone = host.Browser();
            Assert.Equal(HttpStatusCode.OK, (await Try(phone, AccessHost.Password)).StatusCode);
        }
    }

    private static Task<HttpResponseMessage> Try(Browser browser, string password, string login = Login) => browser.Post("/api/session", new { login, password });
}
