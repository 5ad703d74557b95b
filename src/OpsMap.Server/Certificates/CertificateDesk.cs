using Npgsql;

namespace OpsMap.Server.Certificates;

/// <summary>Keeps drawing up what is due.</summary>
public sealed partial class CertificateDesk(CertificateClerk clerk, ILogger<CertificateDesk> log) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await clerk.Next(only: null, stoppingToken)) { }
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                LogLater(log, e.Message);
            }
            catch (Exception e) when (e is InvalidOperationException or System.Text.Json.JsonException)
            {
                LogFailed(log, e);
                await clerk.PutBack(stoppingToken);
            }
        }
    }

    [LoggerMessage(EventId = 4801, Level = LogLevel.Warning, Message = "Certificates are drawn up later: {Why}")]
    private static partial void LogLater(ILogger log, string why);

    [LoggerMessage(EventId = 4802, Level = LogLevel.Error, Message = "A certificate of arrival cannot be drawn up")]
    private static partial void LogFailed(ILogger log, Exception e);
}
