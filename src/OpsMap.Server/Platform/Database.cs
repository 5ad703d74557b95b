using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Domain.Access;

namespace OpsMap.Server.Platform;

/// <summary>What one transaction may see: one county, or everything (the city and the system itself).</summary>
public readonly record struct Scope(string Setting)
{
    public static readonly Scope Everything = new("*");

    /// <summary>Looks on, too, at the cases of other counties where a squad of this one helps out: for reading lists and cards, never for acting.</summary>
    public bool WithHelped { get; private init; }

    public Scope LookingOn => this with { WithHelped = true };

    /// <summary>What this person may read; nothing at all for one who sees no cases is decided where the question is asked.</summary>
    public static Scope Of(Actor reader) => new(reader.Scope);

    public static Scope Of(CountyCode county) => county == CountyCode.City ? Everything : new(county.Value);

    /// <summary>The narrowest scope that covers all of these counties.</summary>
    public static Scope Covering(IEnumerable<CountyCode> counties) =>
        counties.Distinct().ToArray() is [var only] ? Of(only) : Everything;
}

/// <summary>PostgreSQL as the application sees it: without the owner's rights, under four timeouts, inside a county.</summary>
public sealed class Database : IAsyncDisposable
{
    public Database(string ownerConnection)
    {
        var settings = new NpgsqlConnectionStringBuilder(ownerConnection)
        {
            ApplicationName = "opsmap",
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Timeout = 5,
            CommandTimeout = 10,
            IncludeErrorDetail = false,
            Options = "-c role=opsmap_app -c statement_timeout=5000 -c lock_timeout=2000 -c idle_in_transaction_session_timeout=3000 -c tcp_keepalives_idle=5",
        };
        if (settings.MaxPoolSize == 100) settings.MaxPoolSize = 60;
        App = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
    }

    public NpgsqlDataSource App { get; }

    /// <summary>One round trip under a county: the setting and the statements travel together and end together.</summary>
    public NpgsqlBatch Batch(Scope scope, params ReadOnlySpan<NpgsqlBatchCommand> commands)
    {
        var batch = App.CreateBatch();
        batch.BatchCommands.Add(Setting(scope));
        foreach (var command in commands) batch.BatchCommands.Add(command);
        return batch;
    }

    // both end with the transaction
    public static NpgsqlBatchCommand Setting(Scope scope) => Sql(
        scope.WithHelped ? "select set_config('ops.county', $1, true), set_config('ops.helper', $1, true)" : "select set_config('ops.county', $1, true)", scope.Setting);

    public static NpgsqlBatchCommand Sql(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>A value that may be missing still needs a type.</summary>
    public static NpgsqlParameter Nullable<T>(T? value) => new()
    {
        Value = (object?)value ?? DBNull.Value,
        NpgsqlDbType = typeof(T) switch
        {
            var t when t == typeof(bool?) => NpgsqlDbType.Boolean,
            var t when t == typeof(int?) => NpgsqlDbType.Integer,
            var t when t == typeof(double?) => NpgsqlDbType.Double,
            var t when t == typeof(DateOnly?) => NpgsqlDbType.Date,
            var t when t == typeof(DateTimeOffset?) => NpgsqlDbType.TimestampTz,
            var t when t == typeof(Guid?) => NpgsqlDbType.Uuid,
            var t when t == typeof(string) => NpgsqlDbType.Text,
            var t => throw new NotSupportedException(t.Name),
        },
    };

    public static NpgsqlParameter Json(string json) => new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb };

    /// <summary>Runs one query under a county and maps its rows.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(Scope scope, NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> map, CancellationToken ct = default)
    {
        await using var batch = Batch(scope, query);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(map(reader));
        return rows;
    }

    public async Task<int> Execute(Scope scope, NpgsqlBatchCommand statement, CancellationToken ct = default)
    {
        await using var batch = Batch(scope, statement);
        await batch.ExecuteNonQueryAsync(ct);
        return (int)statement.RecordsAffected;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
