using System.Security.Cryptography;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Devices;
using OpsMap.Server.Platform;

namespace OpsMap.Server.LiveMap;

/// <summary>Follows the committed feed: a notification wakes it, a look each second covers a lost one, and it never gives up on the database.</summary>
public sealed partial class FeedTail(BackgroundDatabase database, LiveFeed feed, ILogger<FeedTail> log) : BackgroundService
{
    private const int BatchPerCounty = 200;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private const string HeadsSql = "select county, seq from feed_head";
    private const string NewSql = """
        select f.county, f.seq, f.kind, f.body::text
        from   feed_head h
        left   join unnest($1::text[], $2::bigint[]) as known (county, seq) on known.county = h.county
        cross  join lateral (
                 select * from feed
                 where  feed.county = h.county and feed.seq > coalesce(known.seq, 0)
                 order  by feed.seq
                 limit  $3) f
        where  h.seq > coalesce(known.seq, 0)
        order  by f.county, f.seq
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Follow(() => failures = 0, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidOperationException or OperationCanceledException)
            {
                LogLost(log, e.Message, ++failures);
                await Pause(failures, stoppingToken);
            }
        }
    }

    private async Task Follow(Action reached, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var rung = false;
        connection.Notification += (_, note) =>
        {
            rung = true;
            // lost while this node was away: then the phone hears it with its next call
            if (note.Channel == DisplacedDevice.Channel) feed.Tell(DisplacedDevice.Read(note.Payload));
        };
        await using (var listen = new NpgsqlCommand($"select set_config('ops.county', '*', false); listen feed; listen {DisplacedDevice.Channel}", connection))
            await listen.ExecuteNonQueryAsync(ct);
        if (!feed.Adopt(await Heads(connection, ct))) LogRestored(log);
        reached();
        while (true)
        {
            rung = false;
            var rows = await New(connection, ct);
            if (!feed.Take(rows)) LogGap(log);
            if (rows.Count > 0) continue;
            feed.CaughtUp();
            // a notification that arrived during the query is not announced again
            if (!rung) await connection.WaitAsync(Poll, ct);
        }
    }

    private static async Task<Dictionary<CountyCode, long>> Heads(NpgsqlConnection connection, CancellationToken ct)
    {
        var heads = new Dictionary<CountyCode, long>();
        await using var command = new NpgsqlCommand(HeadsSql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) heads[new CountyCode(reader.GetString(0))] = reader.GetInt64(1);
        return heads;
    }

    private async Task<List<FeedRow>> New(NpgsqlConnection connection, CancellationToken ct)
    {
        var known = feed.Heads.ToArray();
        var rows = new List<FeedRow>();
        await using var command = new NpgsqlCommand(NewSql, connection)
        {
            Parameters =
            {
                new() { Value = Array.ConvertAll(known, h => h.Key.Value) },
                new() { Value = Array.ConvertAll(known, h => h.Value) },
                new() { Value = BatchPerCounty },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(new(new CountyCode(reader.GetString(0)), reader.GetInt64(1), reader.GetString(2), reader.GetString(3)));
        return rows;
    }

    private static async Task Pause(int failures, CancellationToken ct)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 100 << Math.Min(failures, 5)) + RandomNumberGenerator.GetInt32(100));
        await Task.Delay(pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(EventId = 4201, Level = LogLevel.Warning, Message = "The feed is out of reach ({Why}), attempt {Attempt}")]
    private static partial void LogLost(ILogger log, string why, int attempt);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Error, Message = "The feed has a gap: all viewers start over")]
    private static partial void LogGap(ILogger log);

    [LoggerMessage(EventId = 4203, Level = LogLevel.Error, Message = "The database stands behind what was read from it: all viewers start over")]
    private static partial void LogRestored(ILogger log);
}
