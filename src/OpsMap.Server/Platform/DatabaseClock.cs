using System.Diagnostics;
using Npgsql;

namespace OpsMap.Server.Platform;

/// <summary>The one clock of all nodes: PostgreSQL's time, carried forward by a monotonic counter, so that a node's wrong wall clock changes no deadline.</summary>
public sealed partial class DatabaseClock(ILogger<DatabaseClock> log) : TimeProvider
{
    private sealed record Anchor(DateTimeOffset Database, long Ticks);

    private Anchor? _anchor;

    public override DateTimeOffset GetUtcNow() => _anchor is { } a ? a.Database + Stopwatch.GetElapsedTime(a.Ticks) : base.GetUtcNow();

    /// <summary>Asks the database for its time and anchors to the middle of the round trip.</summary>
    public async Task Synchronise(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var command = source.CreateCommand("select clock_timestamp()");
        var sent = Stopwatch.GetTimestamp();
        var database = (DateTime)(await command.ExecuteScalarAsync(ct))!;
        var trip = Stopwatch.GetElapsedTime(sent);
        var now = new DateTimeOffset(database, TimeSpan.Zero) + (trip / 2);
        if (_anchor is not null && (now - GetUtcNow()).Duration() > TimeSpan.FromMilliseconds(500)) LogStep(log, (now - GetUtcNow()).TotalMilliseconds);
        _anchor = new Anchor(now, Stopwatch.GetTimestamp());
    }

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "Database clock moved by {Milliseconds} ms against this node")]
    private static partial void LogStep(ILogger log, double milliseconds);
}

/// <summary>Keeps the node's clock on the database's, every ten seconds.</summary>
public sealed partial class DatabaseClockSynchroniser(DatabaseClock clock, Database database, ILogger<DatabaseClockSynchroniser> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var every = new PeriodicTimer(TimeSpan.FromSeconds(10));
        while (await every.WaitForNextTickAsync(stoppingToken))
        {
            try { await clock.Synchronise(database.App, stoppingToken); }
            catch (NpgsqlException e) { LogUnreachable(log, e.Message); }
        }
    }

    [LoggerMessage(EventId = 1102, Level = LogLevel.Warning, Message = "Clock not synchronised, database unreachable: {Reason}")]
    private static partial void LogUnreachable(ILogger log, string reason);
}
