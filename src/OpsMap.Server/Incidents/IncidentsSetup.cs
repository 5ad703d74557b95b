namespace OpsMap.Server.Incidents;

/// <summary>Incidents: what their grain reads, and their reads; the grain finds its own way.</summary>
public static class IncidentsSetup
{
    public static IServiceCollection AddIncidents(this IServiceCollection services) =>
        services.AddSingleton<IncidentGrounds>().AddSingleton<IncidentQueries>();
}
