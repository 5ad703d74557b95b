using Npgsql;
using NpgsqlTypes;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Tracks;

/// <summary>
/// Stores positions before they are acknowledged (轨迹入库). Whoever finds nobody writing writes what is queued, in one statement and one commit:
/// a lone phone waits for one commit, two thousand wait for few.
/// </summary>
public sealed class TrackWriter(Database database)
{
    private const int MostAtOnce = 4_000;
    private const int MostWaiting = 40_000;

    private const string Sql = """
        insert into position_fix (squad, device, seq, taken_at, at, received_at, lon, lat, accuracy_m, speed_mps, heading)
        select * from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::float8[], $8::float8[], $9::real[], $10::real[], $11::real[])
        on conflict do nothing
        """;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _rows;
    private bool _writing;

    /// <summary>How many fixes and commits there have been.</summary>
    public (long Fixes, long Commits) Written { get; private set; }

    /// <summary>Ends when these are committed; a repeated one changes nothing.</summary>
    /// <exception cref="LedgerUnavailableException">They are not known to be stored: they are to be sent again.</exception>
    public Task Append(IReadOnlyList<StoredFix> fixes)
    {
        if (fixes.Count == 0) return Task.CompletedTask;
        var waiting = new Waiting(fixes);
        lock (_gate)
        {
            if (_rows > MostWaiting) throw new LedgerUnavailableException(new TimeoutException($"{_rows} positions wait to be stored"));
            _waiting.Enqueue(waiting);
            _rows += fixes.Count;
            if (_writing) return waiting.Stored;
            _writing = true;
        }
        _ = Task.Run(WriteAll);
        return waiting.Stored;
    }

    private async Task WriteAll()
    {
        while (Next() is { Count: > 0 } group)
        {
            try
            {
                await Write(group);
            }
            catch (PostgresException e) when (!e.IsTransient && group.Count > 1)
            {
                // what the database refuses for what it is concerns one of them only
                foreach (var one in group) await WriteAlone(one);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
            {
                foreach (var one in group) one.Fail(e);
            }
        }
    }

    private async Task WriteAlone(Waiting one)
    {
        try
        {
            await Write([one]);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            one.Fail(e);
        }
    }

    private List<Waiting> Next()
    {
        var group = new List<Waiting>();
        lock (_gate)
        {
            for (var rows = 0; _waiting.TryPeek(out var next) && (rows == 0 || rows + next.Fixes.Count <= MostAtOnce); rows += next.Fixes.Count) group.Add(_waiting.Dequeue());
            _rows -= group.Sum(w => w.Fixes.Count);
            _writing = group.Count > 0;
        }
        return group;
    }

    private async Task Write(IReadOnlyList<Waiting> group)
    {
        StoredFix[] rows = [.. group.SelectMany(w => w.Fixes)];
        await using var batch = database.Batch(Scope.Everything, Database.Sql(Sql,
            Column(rows, r => r.Squad.Value, NpgsqlDbType.Uuid), Column(rows, r => r.Fix.Device, NpgsqlDbType.Uuid), Column(rows, r => r.Fix.Seq, NpgsqlDbType.Bigint),
            Column(rows, r => r.Fix.TakenAt.UtcDateTime, NpgsqlDbType.TimestampTz), Column(rows, r => r.Fix.At.UtcDateTime, NpgsqlDbType.TimestampTz), Column(rows, r => r.ReceivedAt.UtcDateTime, NpgsqlDbType.TimestampTz),
            Column(rows, r => r.Fix.Point.Lon, NpgsqlDbType.Double), Column(rows, r => r.Fix.Point.Lat, NpgsqlDbType.Double),
            Column(rows, r => r.Fix.AccuracyM, NpgsqlDbType.Real), Column(rows, r => r.Fix.SpeedMps, NpgsqlDbType.Real), Column(rows, r => r.Fix.Heading, NpgsqlDbType.Real)));
        await batch.ExecuteNonQueryAsync();
        Written = (Written.Fixes + rows.Length, Written.Commits + 1);
        foreach (var one in group) one.Done();
    }

    private static NpgsqlParameter Column<T>(StoredFix[] rows, Converter<StoredFix, T> value, NpgsqlDbType type) => new() { Value = Array.ConvertAll(rows, value), NpgsqlDbType = NpgsqlDbType.Array | type };

    /// <summary>One report and whoever waits for it.</summary>
    private sealed class Waiting(IReadOnlyList<StoredFix> fixes)
    {
        private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<StoredFix> Fixes => fixes;

        public Task Stored => _stored.Task;

        public void Done() => _stored.TrySetResult();

        public void Fail(Exception e) => _stored.TrySetException(new LedgerUnavailableException(e));
    }
}
