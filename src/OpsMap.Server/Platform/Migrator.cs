using System.Reflection;
using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace OpsMap.Server.Platform;

/// <summary>Brings the database to this version: numbered SQL, each file once, one node at a time.</summary>
public static class Migrator
{
    private const long Lock = 0x4F70734D6170;   // "OpsMap"

    /// <param name="ownerConnection">Connection string of the owner, who may create roles and extensions.</param>
    /// <exception cref="InvalidOperationException">A migration failed; its name is in the message.</exception>
    public static void Run(string ownerConnection)
    {
        using var guard = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false }.ConnectionString);
        guard.Open();
        Execute(guard, $"select pg_advisory_lock({Lock})");
        var result = DeployChanges.To.PostgresqlDatabase(ownerConnection)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.Contains(".Migrations.", StringComparison.Ordinal))
            .WithVariablesDisabled()   // $p$ is PostgreSQL quoting, not a variable
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} failed: {result.Error.Message}", result.Error);
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        command.ExecuteNonQuery();
    }
}
