using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Tracks;

/// <summary>Makes the days to come ahead of time and drops those past keeping, with the silences of devices and places that earlier versions kept beside the track (轨迹分区与保存期).</summary>
public sealed partial class TrackDays(BackgroundDatabase database, IOptions<TrackOptions> options, TimeProvider clock, ILogger<TrackDays> log) : BackgroundService
{
    private const int Ahead = 2;
    private static readonly TimeSpan _every = TimeSpan.FromHours(1);

    /// <summary>One round; how many days were dropped.</summary>
    public async Task<int> Tend(CancellationToken ct)
    {
        var today = CityTime.DayOf(clock.GetUtcNow());
        for (var day = -1; day <= Ahead; day++) await Run("select make_track_day($1)", today.AddDays(day), ct);
        var dropped = (int)(await Run("select drop_track_days($1)", today.AddDays(-options.Value.KeepDays), ct))!;
        if (dropped > 0) LogDropped(log, dropped);
        // a device's silences explain its tracks, and go with them
        await Run("select drop_silences($1)", today.AddDays(-options.Value.KeepDays), ct);
        await Run("select drop_event_places($1)", today.AddDays(-options.Value.KeepDays), ct);
        return dropped;
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

    private async Task<object?> Run(string sql, DateOnly day, CancellationToken ct)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = day });
        return await command.ExecuteScalarAsync(ct);
    }

    [LoggerMessage(EventId = 4701, Level = LogLevel.Information, Message = "{Days} days of positions dropped")]
    private static partial void LogDropped(ILogger log, int days);

    [LoggerMessage(EventId = 4702, Level = LogLevel.Warning, Message = "The days of positions are not tended yet: {Why}")]
    private static partial void LogFailed(ILogger log, string why);
}
