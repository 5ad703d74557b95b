using Npgsql;

namespace OpsMap.Server.Certificates;

/// <summary>Keeps drawing up what is due, and looks each minute for positions that came after it.</summary>
public sealed partial class CertificateDesk(CertificateClerk clerk, CertificateDues dues, TimeProvider clock, ILogger<CertificateDesk> log) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _lateEvery = TimeSpan.FromMinutes(1);

    /// <summary>Looked back when a node starts: longer than all of them were down.</summary>
    private static readonly TimeSpan _missed = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every);
        var looked = clock.GetUtcNow() - _missed;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                if (clock.GetUtcNow() is var now && now - looked >= _lateEvery)
                {
                    // what was being stored while we looked is looked at again
                    await dues.NoteLate(looked - _lateEvery, now, stoppingToken);
                    looked = now;
                }
                while (await clerk.Next(only: null, stoppingToken)) { }
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                LogLater(log, e.Message);
            }
            catch (Exception e) when (e is InvalidOperationException or System.Text.Json.JsonException)
            {
                LogFailed(log, e);
                await dues.PutBack(stoppingToken);
            }
        }
    }

    [LoggerMessage(EventId = 4801, Level = LogLevel.Warning, Message = "Certificates are drawn up later: {Why}")]
    private static partial void LogLater(ILogger log, string why);

    [LoggerMessage(EventId = 4802, Level = LogLevel.Error, Message = "A certificate of arrival cannot be drawn up")]
    private static partial void LogFailed(ILogger log, Exception e);
}
