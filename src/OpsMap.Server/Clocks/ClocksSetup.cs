using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpsMap.Server.Cases;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Clocks;

/// <summary>The clocks of every node.</summary>
public static class ClocksSetup
{
    public static IServiceCollection AddClocks(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ClockOptions>, ClockOptionsValidator>();
        services.AddOptions<ClockOptions>().BindConfiguration("Clocks").ValidateOnStart();
        services.TryAddSingleton(s => new BackgroundDatabase(s.GetRequiredService<IConfiguration>()["Postgres"]!));
        services.AddSingleton<ClockPulse>();
        services.AddSingleton<Canary>();
        services.AddSingleton<DueDeadlines>();
        services.AddSingleton<WakeCase>(s => id => s.GetRequiredService<IGrainFactory>().GetGrain<ICaseGrain>(id).Refresh().Ignore());
        services.AddSingleton<DecideByCase>(s => CaseClockwork.Via(s.GetRequiredService<IGrainFactory>()));
        services.AddSingleton<DeadlinePoller>();
        services.AddSingleton<Calendars>().AddSingleton<ProvisionalDates>();
        services.AddHostedService<CalendarWatch>();
        return services.AddHostedService<DeadlineWatch>();
    }

    /// <summary>Before any case is touched: legal limits are counted with the shipped years at least.</summary>
    public static Task PrepareClocks(this WebApplication app) =>
        app.Services.GetRequiredService<Calendars>().Ship(CalendarFiles.Read(GeodataFolder.Of(app.Configuration)), CancellationToken.None);
}
