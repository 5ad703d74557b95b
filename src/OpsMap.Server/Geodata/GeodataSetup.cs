using OpsMap.Server.Platform;

namespace OpsMap.Server.Geodata;

/// <summary>Borders, map layers and the places they name.</summary>
public static class GeodataSetup
{
    public static IServiceCollection AddGeodata(this IServiceCollection services)
    {
        services.AddSingleton<Jurisdiction>();
        services.AddSingleton<GeoLayers>();
        services.AddSingleton<Venues>();
        return services.AddHostedService<GeodataLoader>().AddHostedService<DemoVenues>();
    }
}

/// <summary>Refuses to start on borders that dispatch could go wrong on.</summary>
internal sealed class GeodataLoader(Jurisdiction jurisdiction, ILogger<GeodataLoader> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        PlatformSetup.LogPhase(log, "loading the borders");
        return jurisdiction.Load(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
