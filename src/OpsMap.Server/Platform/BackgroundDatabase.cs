using Npgsql;

namespace OpsMap.Server.Platform;

/// <summary>The small pool of work nobody waits for (后台连接池): no query of it runs long, and a node frozen inside a transaction gives its rows back within 3 s.</summary>
public sealed class BackgroundDatabase(string ownerConnection) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ownerConnection)
    {
        ApplicationName = "opsmap-background",
        MinPoolSize = 0,
        MaxPoolSize = 8,
        Timeout = 3,
        CommandTimeout = 6,
        KeepAlive = 5,
        Options = "-c role=opsmap_app -c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=2500 -c tcp_keepalives_idle=5",
    });

    /// <summary>The rows of one statement, as everybody's eyes.</summary>
    public static async Task<IReadOnlyList<T>> Rows<T>(NpgsqlConnection connection, NpgsqlTransaction? transaction, NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> map, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Database.Setting(Scope.Everything), query } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(map(reader));
        return rows;
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
