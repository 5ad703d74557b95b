using Microsoft.Extensions.Options;

namespace OpsMap.Server.Tracks;

/// <summary>The history of positions.</summary>
public static class TracksSetup
{
    public static IServiceCollection AddTracks(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<TrackOptions>, TrackOptionsValidator>();
        services.AddOptions<TrackOptions>().BindConfiguration("Tracks").ValidateOnStart();
        return services.AddSingleton<TrackWriter>().AddSingleton<TrackReader>().AddHostedService<TrackDays>();
    }
}
