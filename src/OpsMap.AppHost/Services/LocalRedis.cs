using System.Globalization;
using System.Net.Sockets;

namespace OpsMap.AppHost.Services;

/// <summary>A private Redis on a free loopback port. It is a cache: nothing is written to disk and its folder goes with it.</summary>
public sealed class LocalRedis : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private readonly string _password = Secrets.New();
    private GuardedProcess? _server;
    private int _port;

    private LocalRedis(string folder) => _folder = folder;

    public string ConnectionString => $"127.0.0.1:{_port},password={_password},abortConnect=false";

    public int Pid => _server?.Pid ?? throw new InvalidOperationException("The server is down");

    /// <summary>Completes when the server has died by itself.</summary>
    public Task Died => _server?.Exited ?? Task.CompletedTask;

    private string Log => Path.Combine(_folder, "log");

    public static async Task<LocalRedis> Start(CancellationToken cancel)
    {
        var redis = new LocalRedis(Directory.CreateTempSubdirectory("opsmap-redis-").FullName);
        try
        {
            await redis.Up(cancel);
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    /// <summary>Kill -9: all it held is lost.</summary>
    public async Task Crash()
    {
        var server = _server ?? throw new InvalidOperationException("The server is down already");
        _server = null;
        await server.Crash();
        await server.DisposeAsync();
    }

    /// <summary>Starts again, empty, on the same port.</summary>
    public Task Restart(CancellationToken cancel = default) =>
        _server is null ? Up(cancel) : throw new InvalidOperationException("The server is still up");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private async Task Up(CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(StartLimit);
        var account = ServiceAccount.For("redis");
        var fixedPort = _port != 0;
        while (true)
        {
            if (!fixedPort) _port = Loopback.FreePort();
            var settings = Path.Combine(_folder, "redis.conf");
            // In a file, not on the command line, where every account of the machine could read the password.
            Secrets.Write(settings, string.Create(CultureInfo.InvariantCulture,
                $"port {_port}\nbind 127.0.0.1\ndir {_folder}\nsave \"\"\nappendonly no\nrequirepass {_password}"));
            await account.Own(_folder, limit.Token);
            var command = account.Command("redis-server", settings);
            _server = GuardedProcess.Start(new(command[0], [.. command.Skip(1)], Log) { Folder = _folder });
            if (await Answers(_server, limit.Token)) return;

            await _server.Crash();
            await _server.DisposeAsync();
            _server = null;
            var log = await File.ReadAllTextAsync(Log, limit.Token);
            if (!log.Contains("Address already in use", StringComparison.Ordinal)) throw new ServiceException($"Redis did not start:\n{log}");
        }
    }

    private async Task<bool> Answers(GuardedProcess server, CancellationToken cancel)
    {
        var answer = new byte[64];
        while (!server.Exited.IsCompleted)
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync("127.0.0.1", _port, cancel);
                await socket.SendAsync("PING\r\n"u8.ToArray(), cancel);
                if (await socket.ReceiveAsync(answer, cancel) > 0) return true;
            }
            catch (SocketException)
            {
                await Task.Delay(15, cancel);
            }
        }
        return false;
    }
}
