using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace OpsMap.Bench;

/// <summary>The same rows as the server would store, in binary batches on one connection, with nothing asked and nobody waiting.</summary>
internal sealed class RawFixes(NpgsqlConnection connection, Guid squad) : IAsyncDisposable
{
    private const int Rows = 500;

    private static readonly Guid _device = Guid.NewGuid();
    private readonly List<double> _rates = [];
    private long _seq;

    public double PerSecond => _rates.Order().ElementAt(_rates.Count / 2);

    public static async Task<RawFixes> Open(BenchSystem system, CancellationToken ct)
    {
        // copying is not possible under a policy; the server's own role stays under it
        await using (var bare = system.Owner.CreateCommand("alter table position_fix no force row level security")) await bare.ExecuteNonQueryAsync(ct);
        return new RawFixes(await system.Owner.OpenConnectionAsync(ct), system.Phones[0].Id);
    }

    public async Task Write(CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        var now = DateTime.UtcNow;
        await using (var rows = await connection.BeginBinaryImportAsync("copy position_fix (squad, device, seq, taken_at, at, received_at, lon, lat, accuracy_m, speed_mps, heading) from stdin binary", ct))
        {
            for (var i = 0; i < Rows; i++)
            {
                await rows.StartRowAsync(ct);
                await rows.WriteAsync(squad, NpgsqlDbType.Uuid, ct);
                await rows.WriteAsync(_device, NpgsqlDbType.Uuid, ct);
                await rows.WriteAsync(++_seq, NpgsqlDbType.Bigint, ct);
                for (var instants = 0; instants < 3; instants++) await rows.WriteAsync(now, NpgsqlDbType.TimestampTz, ct);
                await rows.WriteAsync(113.1, NpgsqlDbType.Double, ct);
                await rows.WriteAsync(36.2, NpgsqlDbType.Double, ct);
                for (var reals = 0; reals < 3; reals++) await rows.WriteAsync(8f, NpgsqlDbType.Real, ct);
            }
            await rows.CompleteAsync(ct);
        }
        _rates.Add(Rows / Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
