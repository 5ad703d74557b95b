using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;
using StackExchange.Redis;

namespace OpsMap.Server.LiveMap;

/// <summary>Fills the board of a starting node from the hot copy, else from the stored positions, so that nobody vanishes while a node restarts.</summary>
public sealed partial class WarmStart(PositionBoard board, PositionRedis redis, BackgroundDatabase database, ILogger<WarmStart> log) : BackgroundService
{
    private const string Sql = """
        select p.slot, p.squad, p.county, p.lon, p.lat, p.accuracy_m, p.heading, coalesce(p.speed_mps, 0), p.fix_at, p.received_at
        from   squad_position p
        join   squad_view s on s.id = p.squad and s.state not in ('offDuty', 'break')
        """;

    private const string HiddenSql = "select slot from squad_view where state in ('offDuty', 'break')";

    /// <summary>Fills the board; newer fixes that have come in meanwhile stay.</summary>
    public async Task Warm(CancellationToken ct)
    {
        var hot = await FromRedis();
        var stored = hot > 0 ? 0 : await FromDatabase(ct);
        await RemoveHidden(ct);
        LogWarmed(log, hot, stored);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Warm(stoppingToken);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogCold(log, e.Message);
        }
    }

    private async Task<int> FromRedis()
    {
        try
        {
            var adopted = 0;
            foreach (var record in await redis.HotCopy())
                if (FixWire.TryReadRecord(record, out var fix) && board.Adopt(fix)) adopted++;
            return adopted;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            LogCold(log, e.Message);
            return 0;
        }
    }

    private async Task<int> FromDatabase(CancellationToken ct)
    {
        var adopted = 0;
        await Read(Sql, reader =>
        {
            var fix = new LiveFix(
                reader.GetInt16(0), new SquadId(reader.GetGuid(1)), new CountyCode(reader.GetString(2)),
                new GeoPoint(reader.GetDouble(3), reader.GetDouble(4)), reader.GetFloat(5), reader.IsDBNull(6) ? null : reader.GetFloat(6),
                reader.GetFloat(7), reader.GetFieldValue<DateTimeOffset>(8), reader.GetFieldValue<DateTimeOffset>(9));
            if (board.Adopt(fix)) adopted++;
        }, ct);
        return adopted;
    }

    /// <summary>The hot copy may still hold a squad that went off duty while Redis was away.</summary>
    private Task RemoveHidden(CancellationToken ct) => Read(HiddenSql, reader => board.Remove(reader.GetInt16(0)), ct);

    private async Task Read(string sql, Action<NpgsqlDataReader> row, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(Database.Setting(Scope.Everything));
        batch.BatchCommands.Add(Database.Sql(sql));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct)) row(reader);
    }

    [LoggerMessage(EventId = 4511, Level = LogLevel.Information, Message = "Board warmed with {Hot} positions from Redis, {Stored} from the database")]
    private static partial void LogWarmed(ILogger log, int hot, int stored);

    [LoggerMessage(EventId = 4512, Level = LogLevel.Warning, Message = "Board not warmed: {Why}")]
    private static partial void LogCold(ILogger log, string why);
}
