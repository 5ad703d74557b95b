using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>The roster, and the watch over shifts and breaks that are over.</summary>
public static class DutySetup
{
    public static IServiceCollection AddDuty(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DutyOptions>, DutyOptionsValidator>();
        services.AddOptions<DutyOptions>().BindConfiguration("Duty").ValidateOnStart();
        services.TryAddSingleton(s => new BackgroundDatabase(s.GetRequiredService<IConfiguration>()["Postgres"]!));
        services.AddSingleton<ShiftBook>().AddSingleton<ShiftImport>().AddSingleton<Reachability>();
        return services.AddHostedService<DemoShifts>().AddHostedService<DutyWatch>();
    }
}
