using Npgsql;
using OpsMap.AppHost.Services;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

public sealed class LocalServersTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_committed_survives_a_kill_of_the_database_server()
    {
        await using var postgres = await LocalPostgres.Start(keepIn: null, Cancel);
        await Run(postgres.Admin, "create table kept(n int); insert into kept values (42)");

        await postgres.Crash();
        await Assert.ThrowsAsync<NpgsqlException>(() => Run(postgres.Admin, "select 1"));
        await postgres.Restart(Cancel);

        Assert.Equal(42, await Run(postgres.Admin, "select n from kept"));
    }

    [Fact]
    public async Task A_kept_database_opens_again_after_a_crash_with_a_foreign_pid_in_its_lock_file()
    {
        using var folder = new OpenFolder();
        var home = Path.Combine(folder.Path, "postgres");
        await using (var first = await LocalPostgres.Start(home, Cancel))
        {
            await Run(first.Admin, "create table kept(n int); insert into kept values (7)");
            await first.Crash();
        }
        var lockFile = Path.Combine(home, "data", "postmaster.pid");
        Assert.True(File.Exists(lockFile));
        await File.WriteAllTextAsync(lockFile, $"{Environment.ProcessId}\n{home}/data\n1\n5432\n", Cancel);

        await using var second = await LocalPostgres.Start(home, Cancel);
        Assert.Equal(7, await Run(second.Admin, "select n from kept"));
    }

    [Fact]
    public async Task A_second_server_does_not_open_the_same_folder()
    {
        using var folder = new OpenFolder();
        var home = Path.Combine(folder.Path, "postgres");
        await using var first = await LocalPostgres.Start(home, Cancel);
        var refusal = await Assert.ThrowsAsync<ServiceException>(() => LocalPostgres.Start(home, Cancel));
        Assert.Contains("already running", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Run(first.Admin, "select 1"));
    }

    private static async Task<object?> Run(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
