using Npgsql;

namespace OpsMap.AppHost.Services;

/// <summary>Makes the owner role, its database and PostGIS on a server where we are superuser; harmless when they are there already.</summary>
internal static class OwnedDatabase
{
    private const string Owner = "opsmap_owner";
    private const string Name = "opsmap";

    /// <summary>Gives the owner's connection string. The owner is no superuser: row-level security must bind it as well.</summary>
    public static async Task<string> Ensure(string admin, string password, bool errorDetail, CancellationToken cancel)
    {
        await using (var server = NpgsqlDataSource.Create(admin))
        {
            if (!await Has(server, "select 1 from pg_roles where rolname = $1", Owner, cancel))
                await Run(server, $"create role {Owner} login createdb createrole", cancel);
            await Run(server, $"alter role {Owner} password '{password}'", cancel);
            if (!await Has(server, "select 1 from pg_database where datname = $1", Name, cancel))
                await Run(server, $"create database {Name} owner {Owner}", cancel);
        }
        await using (var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(admin) { Database = Name }))
            await Run(database, "create extension if not exists postgis", cancel);

        return new NpgsqlConnectionStringBuilder(admin)
        {
            Username = Owner,
            Password = password,
            Database = Name,
            Pooling = true,
            Timeout = 15,
            IncludeErrorDetail = errorDetail,
        }.ConnectionString;
    }

    private static async Task<bool> Has(NpgsqlDataSource db, string sql, string name, CancellationToken cancel)
    {
        await using var command = db.CreateCommand(sql);
        command.Parameters.Add(new() { Value = name });
        return await command.ExecuteScalarAsync(cancel) is not null;
    }

    private static async Task Run(NpgsqlDataSource db, string sql, CancellationToken cancel)
    {
        await using var command = db.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
