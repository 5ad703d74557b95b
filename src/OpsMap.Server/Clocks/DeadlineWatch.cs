using Microsoft.Extensions.Options;
using Npgsql;

namespace OpsMap.Server.Clocks;

/// <summary>Keeps the poller going, whatever becomes of the database meanwhile.</summary>
public sealed partial class DeadlineWatch(DeadlinePoller poller, TimeProvider clock, IOptions<ClockOptions> options, ILogger<DeadlineWatch> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Poll);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await poller.Round(clock.GetUtcNow(), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidOperationException or ObjectDisposedException or OperationCanceledException)
            {
                LogFailed(log, e.Message);
            }
        }
    }

    [LoggerMessage(EventId = 3111, Level = LogLevel.Error, Message = "Clocks were not looked at: {Why}")]
    private static partial void LogFailed(ILogger log, string why);
}
