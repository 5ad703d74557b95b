using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

public sealed class AuditTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("update audit set action = 'nothing-happened'")]
    [InlineData("delete from audit")]
    [InlineData("truncate audit")]
    public async Task Nobody_changes_a_line_not_even_the_owner(string statement)
    {
        await using var host = await AccessHost.Start(backing);
        await host.Services.GetRequiredService<Audit>().Record(new AuditEntry("test").With("fact", "值"), Cancel);

        await Assert.ThrowsAsync<PostgresException>(() => host.Scalar<int>(statement));
        await Assert.ThrowsAsync<PostgresException>(() => host.Services.GetRequiredService<Database>().Execute(Scope.Everything, Database.Sql(statement), Cancel));

        Assert.Equal("值", await host.Scalar<string>("select facts->>'fact' from audit where action = 'test'"));
    }

    [Fact]
    public async Task Sign_ins_failures_and_sign_outs_leave_a_line_without_the_password()
    {
        await using var host = await AccessHost.Start(backing);
        await host.CreateAccount("wang");
        using var browser = host.Browser();
        await browser.Post("/api/session", new { login = "wang", password = "wrong-secret-word" });
        await browser.Post("/api/session", new { login = "wang", password = AccessHost.Password });
        await browser.Delete("/api/session");
        Assert.Equal("account-created sign-in-failed signed-in signed-out", await host.Scalar<string>("select string_agg(action, ' ' order by seq) from audit"));
        Assert.Equal(0L, await host.Scalar<long>("select count(*) from audit where audit::text like '%secret%' or audit::text like '%Correct%'"));
    }
}
