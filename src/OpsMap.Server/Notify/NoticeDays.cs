using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>Drops notices and deliveries past their keeping (通知记录保存期), each hour.</summary>
public sealed partial class NoticeDays(BackgroundDatabase database, IOptions<NotifyOptions> options, TimeProvider clock, ILogger<NoticeDays> log) : BackgroundService
{
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    /// <summary>One round; how many deliveries were dropped. What still waits is never dropped.</summary>
    public async Task<int> Tend(CancellationToken ct)
    {
        await using var drop = database.Source.CreateCommand("select drop_notices($1)");
        drop.Parameters.Add(new() { Value = CityTime.DayOf(clock.GetUtcNow()).AddDays(-options.Value.KeepDays) });
        return (int)(await drop.ExecuteScalarAsync(ct))!;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_every);
        do
        {
            try
            {
                await Tend(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                LogFailed(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = 2621, Level = LogLevel.Warning, Message = "Old notices are not dropped yet: {Why}")]
    private static partial void LogFailed(ILogger log, string why);
}
