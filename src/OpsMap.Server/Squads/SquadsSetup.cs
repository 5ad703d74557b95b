using Microsoft.Extensions.Options;

namespace OpsMap.Server.Squads;

/// <summary>Squads: one gate for positions per grain, and when a squad has arrived.</summary>
public static class SquadsSetup
{
    public static IServiceCollection AddSquads(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<ArrivalOptions>, ArrivalOptionsValidator>();
        services.AddOptions<ArrivalOptions>().BindConfiguration("Arrival").ValidateOnStart();
        return services.AddTransient<FixGate>().AddSingleton<SquadQueries>().AddSingleton<SquadRegister>().AddSingleton<SquadImport>().AddSingleton<Duty.RosterQueries>().AddSingleton<TrackReports>().AddHostedService<DemoSquads>();
    }
}
