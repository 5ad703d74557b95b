using Npgsql;
using NpgsqlTypes;
using OpsMap.Server.Platform;

namespace OpsMap.Server.LiveMap;

/// <summary>Stores the last position of each squad that moved, all of them in one statement a second, so that ranking and a restart find them.</summary>
public sealed partial class WriteBehind(PositionBoard board, BackgroundDatabase database, ILogger<WriteBehind> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    // Ordered, so that two nodes never lock each other out. The cell's bytes stay the same until the squad leaves it: such an update touches no index.
    // Whether a squad may be assigned is asked of the squad's own row each time, so that a race with its last step lasts until the next fix.
    private const string Sql = """
        insert into squad_position as p
               (squad, slot, county, lon, lat, accuracy_m, heading, speed_mps, fix_at, received_at, plane, cell, assignable)
        select f.squad, s.slot, s.county, f.lon, f.lat, f.accuracy_m, f.heading, f.speed_mps, f.fix_at, f.received_at,
               g.plane, st_snaptogrid(g.plane, 500), s.state in ('available', 'returning')
        from   unnest($1::uuid[], $2::float8[], $3::float8[], $4::real[], $5::real[], $6::real[], $7::timestamptz[], $8::timestamptz[])
               as f (squad, lon, lat, accuracy_m, heading, speed_mps, fix_at, received_at)
        join   squad_view s on s.id = f.squad and s.state not in ('offDuty', 'break')
        cross  join lateral (select st_transform(st_point(f.lon, f.lat, 4326), 4546) as plane) g
        order  by f.squad
        on conflict (squad) do update set
               slot = excluded.slot, county = excluded.county, lon = excluded.lon, lat = excluded.lat, accuracy_m = excluded.accuracy_m,
               heading = excluded.heading, speed_mps = excluded.speed_mps, fix_at = excluded.fix_at, received_at = excluded.received_at,
               plane = excluded.plane, cell = excluded.cell, assignable = excluded.assignable
        where  p.received_at < excluded.received_at
        """;

    private LiveFix[] _fixes = [];

    public long Written { get; private set; }

    public long Failures { get; private set; }

    /// <summary>Writes what has changed; a failed write is made up for by the next one.</summary>
    public async Task Flush(CancellationToken ct)
    {
        var count = board.DrainUnsaved(ref _fixes);
        if (count == 0) return;
        try
        {
            await Store(_fixes.AsMemory(0, count), ct);
            Written += count;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            // what the database refuses for what it is, it would refuse for ever
            if (e is not PostgresException { IsTransient: false }) board.Resave(_fixes.AsSpan(0, count));
            LogFailed(log, count, e.Message, ++Failures);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Flush(stoppingToken);
    }

    private async Task Store(ReadOnlyMemory<LiveFix> fixes, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(Database.Setting(Scope.Everything));
        batch.BatchCommands.Add(Database.Sql(Sql,
            Column(fixes, f => f.Squad.Value, NpgsqlDbType.Uuid), Column(fixes, f => f.Point.Lon, NpgsqlDbType.Double),
            Column(fixes, f => f.Point.Lat, NpgsqlDbType.Double), Column(fixes, f => f.AccuracyM, NpgsqlDbType.Real),
            Column(fixes, f => f.HeadingDeg, NpgsqlDbType.Real), Column(fixes, f => (float?)f.SpeedMps, NpgsqlDbType.Real),
            Column(fixes, f => f.FixAt.ToUniversalTime(), NpgsqlDbType.TimestampTz), Column(fixes, f => f.ReceivedAt.ToUniversalTime(), NpgsqlDbType.TimestampTz)));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlParameter Column<T>(ReadOnlyMemory<LiveFix> fixes, Func<LiveFix, T> value, NpgsqlDbType type)
    {
        var values = new T[fixes.Length];
        for (var i = 0; i < values.Length; i++) values[i] = value(fixes.Span[i]);
        return new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    [LoggerMessage(EventId = 4401, Level = LogLevel.Warning, Message = "{Count} positions not stored yet ({Why}), failure {Failures}")]
    private static partial void LogFailed(ILogger log, int count, string why, long failures);
}
