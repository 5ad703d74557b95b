using Npgsql;

namespace OpsMap.Server.Platform;

/// <summary>The cluster's own small pool (集群专用连接池): busy queries must never keep a heartbeat waiting, nor a dead server hold it long.</summary>
public sealed class ClusterDatabase(string ownerConnection) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ownerConnection)
    {
        ApplicationName = "opsmap-cluster",
        MinPoolSize = 0,
        MaxPoolSize = 4,
        Timeout = 3,
        CommandTimeout = 3,
        KeepAlive = 5,
        Options = "-c role=opsmap_app -c statement_timeout=3000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=3000",
    });

    public async Task<int> Execute(string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = Source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
