using System.Diagnostics;
using System.Net;
using Npgsql;
using OpsMap.AppHost.Services;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Platform;

/// <summary>The database is killed under a running cluster of two: it costs refused commands and nothing else.</summary>
public sealed class OutageTests
{
    /// <summary>Longer than three missed heartbeats and than two refreshes of the membership table.</summary>
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silos_outlive_the_database_commands_are_refused_meanwhile_and_work_again_by_themselves()
    {
        await using var services = await BackingServices.Start(cancel: Cancel);
        Assert.SkipWhen(services.LocalPostgres is null, "only a server of our own may be killed");
        var cluster = Guid.NewGuid().ToString("N");
        await using var one = Node.Of(cluster, services.Postgres, services.Redis);
        await using var two = Node.Of(cluster, services.Postgres, services.Redis);
        using var desk = await one.SignedIn("dispatcher");
        using var other = await two.SignedIn("dispatcher");
        Assert.Equal(HttpStatusCode.Created, (await Register(desk)).StatusCode);

        await services.LocalPostgres!.Crash();
        var since = Stopwatch.StartNew();
        using var every = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (since.Elapsed < Outage && await every.WaitForNextTickAsync(Cancel))
        {
            foreach (var browser in new[] { desk, other })
            {
                using var refused = await Register(browser);
                Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
                Assert.NotNull(refused.Headers.RetryAfter);
                var told = await refused.Content.ReadAsStringAsync(Cancel);
                Assert.True(told.Contains("database-unavailable", StringComparison.Ordinal) || told.Contains("busy", StringComparison.Ordinal), told);
            }
        }
        await services.LocalPostgres.Restart(Cancel);

        since.Restart();
        foreach (var browser in new[] { desk, other })
        {
            while ((await Register(browser)).StatusCode != HttpStatusCode.Created)
            {
                Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), "not back 30 s after the database");
                await every.WaitForNextTickAsync(Cancel);
            }
        }
        Assert.Equal(2L, await ActiveSilos(services.Postgres, cluster));
    }

    private static Task<HttpResponseMessage> Register(Browser browser) => browser.Post("/api/cases", new
    {
        commandId = Guid.NewGuid(),
        @case = new { kind = "complaint", channel = "hotline12315", title = "退款纠纷", facts = "拒绝退款", place = "某店", county = "140403", respondent = new { name = "某店" } },
    });

    private static async Task<long> ActiveSilos(string postgres, string cluster)
    {
        await using var source = NpgsqlDataSource.Create(postgres);
        await using var command = source.CreateCommand("select count(*) from ops_silo where cluster = $1 and status = $2");
        command.Parameters.AddWithValue(cluster);
        command.Parameters.AddWithValue((int)SiloStatus.Active);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
