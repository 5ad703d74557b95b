using System.Globalization;
using Npgsql;

namespace OpsMap.AppHost.Services;

/// <summary>A private PostgreSQL on a free loopback port. Throwaway: in the temp folder, gone at the end. Kept: its data survive, also a crash.</summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly PostgresFolder _folder;
    private readonly ServiceAccount _account;
    private GuardedProcess? _server;
    private int _port;

    private LocalPostgres(PostgresFolder folder, ServiceAccount account) => (_folder, _account) = (folder, account);

    /// <summary>As the superuser, to the database `postgres`.</summary>
    public string Admin => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = "postgres",
        Password = _folder.Password,
        Database = "postgres",
        Pooling = false,
        Timeout = 3,
    }.ConnectionString;

    public string OwnerPassword => _folder.Password;

    public int Pid => _server?.Pid ?? throw new InvalidOperationException("The server is down");

    /// <summary>Completes when the server has died by itself.</summary>
    public Task Died => _server?.Exited ?? Task.CompletedTask;

    /// <summary>Starts a throwaway server, or with <paramref name="keepIn"/> one whose data stay in that folder.</summary>
    public static async Task<LocalPostgres> Start(string? keepIn, CancellationToken cancel)
    {
        var account = ServiceAccount.For("postgres");
        var postgres = new LocalPostgres(await PostgresFolder.Open(keepIn, account, cancel), account);
        try
        {
            await postgres.Up(cancel);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kill -9, as a power cut or the kernel would.</summary>
    public async Task Crash()
    {
        var server = _server ?? throw new InvalidOperationException("The server is down already");
        _server = null;
        await server.Crash();
        await server.DisposeAsync();
    }

    /// <summary>Starts again on the same port and waits until recovery is through.</summary>
    public Task Restart(CancellationToken cancel = default) =>
        _server is null ? Up(cancel) : throw new InvalidOperationException("The server is still up");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _folder.Discard();
    }

    private async Task Up(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StartLimit);
        var portIsTaken = _port == 0;
        while (true)
        {
            if (portIsTaken) _port = Loopback.FreePort();
            _folder.ClearStalePidFile();
            var logStart = _folder.LogLength;
            _server = GuardedProcess.Start(Command());
            if (await Answers(_server, limit.Token)) return;

            await _server.Crash();
            await _server.DisposeAsync();
            _server = null;
            var log = _folder.LogSince(logStart);
            portIsTaken = log.Contains("Address already in use", StringComparison.Ordinal);
            // The children of a killed postmaster need a moment to leave shared memory.
            var leaving = log.Contains("shared memory", StringComparison.Ordinal);
            if (!portIsTaken && !leaving) throw new ServiceException($"PostgreSQL did not start:\n{log}");
            await Task.Delay(100, limit.Token);
        }
    }

    private GuardedCommand Command()
    {
        string[] settings =
        [
            // No unix socket: in a deep folder its path is too long for the kernel.
            "listen_addresses=127.0.0.1", "unix_socket_directories=", "shared_buffers=128MB", "autovacuum_naptime=5s",
            "timezone=UTC", "log_timezone=UTC", "password_encryption=scram-sha-256",
            // a run of tests has a database, with a pool, for each test at work
            .. _folder.Kept ? (string[])["max_connections=200", "fsync=on"] : ["max_connections=500", "fsync=off", "full_page_writes=off"],
        ];
        var command = _account.Command(
            [_folder.Binaries.Server, "-D", _folder.Data, "-p", _port.ToString(CultureInfo.InvariantCulture), .. settings.SelectMany(s => (string[])["-c", s])]);
        return new(command[0], [.. command.Skip(1)], _folder.Log)
        {
            LastSignal = _folder.Kept ? "INT" : "KILL",
            Grace = _folder.Kept ? TimeSpan.FromSeconds(20) : TimeSpan.Zero,
            Folder = _folder.Kept ? null : _folder.Root,
        };
    }

    private async Task<bool> Answers(GuardedProcess server, CancellationToken cancel)
    {
        while (!server.Exited.IsCompleted)
        {
            try
            {
                await using var connection = new NpgsqlConnection(Admin);
                await connection.OpenAsync(cancel);
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(25, cancel);
            }
        }
        return false;
    }
}
