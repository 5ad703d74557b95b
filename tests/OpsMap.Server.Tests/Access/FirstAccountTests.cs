using System.Text.RegularExpressions;
using OpsMap.Server.Access;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed partial class FirstAccountTests(Backing backing)
{
    [Fact]
    public async Task The_program_itself_opens_the_first_account_and_its_code_sets_the_password()
    {
        await using var host = await AccessHost.Start(backing);
        var (code, shown, _) = await Run(host, "--login", "Li", "--name", "李管理");
        Assert.Equal(1, code);
        (code, shown, _) = await Run(host, "--login", "liming", "--name", "李管理");
        Assert.Equal(0, code);
        using var browser = host.Browser();
        var me = await (await browser.Post("/api/session/code", new { code = OneTimeCode().Match(shown).Value, password = "Blue-lantern-42" })).Json();
        Assert.Equal(("李管理", "admin", "1404"), (me.GetProperty("name").GetString(), me.GetProperty("role").GetString(), me.GetProperty("county").GetString()));
    }

    [Theory]
    [InlineData("usage: admin create")]
    [InlineData("is no role", "--login", "liming", "--role", "king")]
    [InlineData("is no county code", "--login", "liming", "--county", "99")]
    [InlineData("(squad)", "--login", "liming", "--role", "squadLeader", "--county", "140403")]
    public async Task What_cannot_be_is_said_with_the_reason(string reason, params string[] words)
    {
        await using var host = await AccessHost.Start(backing);
        var (code, _, aside) = await Run(host, words);
        Assert.Equal(1, code);
        Assert.Contains(reason, aside, StringComparison.Ordinal);
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from account"));
    }

    private static async Task<(int Code, string Shown, string Aside)> Run(AccessHost host, params string[] words)
    {
        var (shown, aside) = (new StringWriter(), new StringWriter());
        var code = await FirstAccount.Create(["--Postgres", host.Database.Owner, .. words], shown, aside, TestContext.Current.CancellationToken);
        return (code, shown.ToString(), aside.ToString());
    }

    [GeneratedRegex("([2-9A-Z]{4}-){3}[2-9A-Z]{4}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OneTimeCode();
}
