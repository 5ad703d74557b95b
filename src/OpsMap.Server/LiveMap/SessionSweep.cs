using Microsoft.Extensions.Options;
using Npgsql;

namespace OpsMap.Server.LiveMap;

/// <summary>Cuts live connections whose session is over: what was taken away in the administration is gone from the wall within 5 s.</summary>
public sealed partial class SessionSweep(Connections connections, ILiveSessions sessions, IOptions<LiveMapOptions> options, ILogger<SessionSweep> log) : BackgroundService
{
    public async Task Sweep(CancellationToken ct)
    {
        var open = connections.Open;
        if (open.Count == 0) return;
        var ended = await sessions.Ended([.. open.Select(c => c.Session).Distinct(StringComparer.Ordinal)], ct);
        foreach (var connection in open.Where(c => ended.Contains(c.Session, StringComparer.Ordinal)))
        {
            LogCut(log, connection.Id, connection.Person);
            connection.Cut();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SessionSweep);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                LogUnknown(log, e.Message);
            }
        }
    }

    [LoggerMessage(EventId = 4311, Level = LogLevel.Information, Message = "Session over: connection {Connection} of {Person} cut")]
    private static partial void LogCut(ILogger log, string connection, Guid person);

    [LoggerMessage(EventId = 4312, Level = LogLevel.Warning, Message = "Sessions cannot be checked: {Why}")]
    private static partial void LogUnknown(ILogger log, string why);
}
