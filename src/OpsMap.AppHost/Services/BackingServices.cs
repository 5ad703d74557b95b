using Npgsql;

namespace OpsMap.AppHost.Services;

/// <summary>Where PostgreSQL and Redis come from.</summary>
public enum BackingKind
{
    Given,
    Docker,
    Local,
}

/// <summary>One PostgreSQL with PostGIS and one Redis: given by the environment, else containers, else private local servers.</summary>
public sealed class BackingServices : IAsyncDisposable
{
    private Containers? _containers;

    private BackingServices(BackingKind kind, string postgres, string redis) => (Kind, Postgres, Redis) = (kind, postgres, redis);

    public BackingKind Kind { get; }
    /// <summary>As the owner of the database.</summary>
    public string Postgres { get; }
    public string Redis { get; }
    /// <summary>Only of the local kind: a test may crash it.</summary>
    public LocalPostgres? LocalPostgres { get; private init; }
    public LocalRedis? LocalRedis { get; private init; }

    /// <summary>Starts throwaway services, or with <paramref name="keepIn"/> a database whose data stay there between runs.</summary>
    public static async Task<BackingServices> Start(string? keepIn = null, CancellationToken cancel = default)
    {
        var (postgres, redis) = (Variable("OPSMAP_POSTGRES"), Variable("OPSMAP_REDIS"));
        if (postgres is not null && redis is not null) return new(BackingKind.Given, postgres, redis);
        if (postgres is not null || redis is not null)
            throw new ServiceException("Set both OPSMAP_POSTGRES and OPSMAP_REDIS, or neither");
        return await Wanted(cancel) == BackingKind.Docker ? await InDocker(keepIn, cancel) : await OnThisMachine(keepIn, cancel);
    }

    /// <summary>Makes a database of the same owner, as a copy of a template that nobody is connected to; gives its connection string.</summary>
    public async Task<string> CreateDatabase(string name, string? template = null, CancellationToken cancel = default)
    {
        var copy = template is null ? "" : $" template {Quoted(template)}";
        await Run($"create database {Quoted(name)}{copy}", cancel);
        return new NpgsqlConnectionStringBuilder(Postgres) { Database = name }.ConnectionString;
    }

    public async Task DropDatabase(string name, CancellationToken cancel = default)
    {
        try
        {
            await Run($"drop database if exists {Quoted(name)} with (force)", cancel);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // "force" may not end an autovacuum worker; a plain drop does so by itself, once our own sessions are gone
            await Run($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name.Replace("'", "''", StringComparison.Ordinal)}' and usename = current_user", cancel);
            await Run($"drop database if exists {Quoted(name)}", cancel);
        }
    }

    /// <summary>Removes what a kept database has left, wherever it was kept.</summary>
    public static async Task Erase(string keepIn, CancellationToken cancel = default)
    {
        PostgresFolder.Erase(keepIn);
        if (await DockerEndpoint.Answers(cancel)) await Containers.Erase(keepIn, cancel);
    }

    public async ValueTask DisposeAsync()
    {
        if (LocalRedis is not null) await LocalRedis.DisposeAsync();
        if (LocalPostgres is not null) await LocalPostgres.DisposeAsync();
        if (_containers is not null) await _containers.DisposeAsync();
    }

    private static async Task<BackingKind> Wanted(CancellationToken cancel)
    {
        var docker = await DockerEndpoint.Answers(cancel);
        return Variable("OPSMAP_BACKING") switch
        {
            null => docker ? BackingKind.Docker : BackingKind.Local,
            "local" => BackingKind.Local,
            "docker" when docker => BackingKind.Docker,
            "docker" => throw new ServiceException("OPSMAP_BACKING=docker, but no Docker endpoint answers"),
            var other => throw new ServiceException($"OPSMAP_BACKING is '{other}'; it may be 'docker' or 'local'"),
        };
    }

    private static async Task<BackingServices> InDocker(string? keepIn, CancellationToken cancel)
    {
        if (keepIn is not null) Directory.CreateDirectory(keepIn);
        var password = keepIn is null ? Secrets.New() : Secrets.Read(Path.Combine(keepIn, "password"));
        var containers = await Containers.Start(keepIn, password, cancel);
        try
        {
            var owner = await OwnedDatabase.Ensure(containers.Admin, password, keepIn is null, cancel);
            return new(BackingKind.Docker, owner, containers.Redis) { _containers = containers };
        }
        catch
        {
            await containers.DisposeAsync();
            throw;
        }
    }

    private static async Task<BackingServices> OnThisMachine(string? keepIn, CancellationToken cancel)
    {
        var redis = LocalRedis.Start(cancel);
        LocalPostgres? postgres = null;
        try
        {
            postgres = await LocalPostgres.Start(keepIn, cancel);
            var owner = await OwnedDatabase.Ensure(postgres.Admin, postgres.OwnerPassword, keepIn is null, cancel);
            return new(BackingKind.Local, owner, (await redis).ConnectionString) { LocalPostgres = postgres, LocalRedis = await redis };
        }
        catch
        {
            if (postgres is not null) await postgres.DisposeAsync();
            if (redis.IsCompletedSuccessfully) await (await redis).DisposeAsync();
            throw;
        }
    }

    private async Task Run(string sql, CancellationToken cancel)
    {
        var server = new NpgsqlConnectionStringBuilder(Postgres) { Database = "postgres", Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
