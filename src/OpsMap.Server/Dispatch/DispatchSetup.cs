using OpsMap.Domain.Geo;

namespace OpsMap.Server.Dispatch;

/// <summary>Finding the squad that should go.</summary>
public static class DispatchSetup
{
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddOptions<DispatchOptions>().BindConfiguration("Dispatch").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ITravelTime, TravelTime>();
        services.AddSingleton<NearestSquads>();
        services.AddSingleton<Recourses>();
        services.AddSingleton<Roster>();
        services.AddSingleton<Recommender>();
        return services.AddSingleton<DirectiveReceipts>();
    }
}
