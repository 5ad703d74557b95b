using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Clocks;

/// <summary>Looks for a calendar that was changed on another node, and says in the log when a year is missing.</summary>
public sealed partial class CalendarWatch(Calendars calendars, ProvisionalDates dates, IOptions<ClockOptions> options, TimeProvider clock, ILogger<CalendarWatch> log) : BackgroundService
{
    private DateOnly? _warned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CalendarPoll, clock);
        do
        {
            try
            {
                if (await calendars.Refresh(stoppingToken)) LogRead(log, string.Join(' ', calendars.Current.Years.Select(y => y.Year)));
                await dates.Review(calendars.Current, stoppingToken);
                Warn();
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or LedgerUnavailableException)
            {
                LogUnread(log, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // once a day is enough to be read and not so much that it is filtered away
    private void Warn()
    {
        var today = calendars.Today;
        if (calendars.Missing is not { } year || _warned == today) return;
        _warned = today;
        LogMissing(log, year);
    }

    [LoggerMessage(EventId = 3121, Level = LogLevel.Information, Message = "Working calendar: {Years}")]
    private static partial void LogRead(ILogger log, string years);

    [LoggerMessage(EventId = 3122, Level = LogLevel.Warning, Message = "The working calendar was not looked at: {Why}")]
    private static partial void LogUnread(ILogger log, string why);

    [LoggerMessage(EventId = 3123, Level = LogLevel.Warning, Message = "No working calendar for {Year}: due dates in it are provisional")]
    private static partial void LogMissing(ILogger log, int year);
}
