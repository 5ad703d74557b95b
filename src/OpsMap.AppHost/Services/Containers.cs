using System.Security.Cryptography;
using System.Text;
using Npgsql;
using Testcontainers.PostgreSql;
using Testcontainers.Redis;

namespace OpsMap.AppHost.Services;

/// <summary>The two servers as containers, where a Docker endpoint answers.</summary>
internal sealed class Containers : IAsyncDisposable
{
    private const string PostgresImage = "postgis/postgis:15-3.3";
    private const string RedisImage = "redis:7-alpine";

    private readonly PostgreSqlContainer _postgres;
    private readonly RedisContainer _redis;

    private Containers(PostgreSqlContainer postgres, RedisContainer redis) => (_postgres, _redis) = (postgres, redis);

    public string Admin => new NpgsqlConnectionStringBuilder(_postgres.GetConnectionString()) { Pooling = false }.ConnectionString;
    public string Redis => _redis.GetConnectionString() + ",abortConnect=false";

    /// <summary>Throwaway, or with a folder name its data stay in a named volume.</summary>
    public static async Task<Containers> Start(string? keepIn, string password, CancellationToken cancel)
    {
        var postgres = new PostgreSqlBuilder(PostgresImage)
            .WithUsername("postgres")
            .WithPassword(password)
            .WithDatabase("postgres")
            .WithCommand("-c", "max_connections=500", "-c", "autovacuum_naptime=5s", "-c", "timezone=UTC");
        if (keepIn is not null)
        {
            // The builder's own defaults trade durability for speed; the last word on the command line wins.
            postgres = postgres
                .WithCommand("-c", "max_connections=200", "-c", "fsync=on", "-c", "full_page_writes=on", "-c", "synchronous_commit=on")
                .WithVolumeMount(Volume(keepIn), "/var/lib/postgresql/data");
        }
        var containers = new Containers(postgres.Build(), new RedisBuilder(RedisImage).Build());
        try
        {
            await Task.WhenAll(containers._postgres.StartAsync(cancel), containers._redis.StartAsync(cancel));
            return containers;
        }
        catch
        {
            await containers.DisposeAsync();
            throw;
        }
    }

    public static Task Erase(string keepIn, CancellationToken cancel) =>
        Shell.Must(["docker", "volume", "rm", "--force", Volume(keepIn)], cancel);

    private static string Volume(string keepIn) =>
        "opsmap-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(keepIn)))[..12];

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _redis.DisposeAsync();
    }
}
