namespace OpsMap.Server.Wall;

/// <summary>The leadership's view of the city (态势): read-only.</summary>
public static class WallSetup
{
    public static IServiceCollection AddWall(this IServiceCollection services) =>
        services.AddSingleton<SituationQueries>().AddSingleton<SituationBoard>();
}
