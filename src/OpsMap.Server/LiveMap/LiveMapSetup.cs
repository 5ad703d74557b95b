using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;

namespace OpsMap.Server.LiveMap;

/// <summary>The live map of every node: the board, what fills it, and the two hubs.</summary>
public static class LiveMapSetup
{
    private const int LargestCall = 32 * 1024;

    public static IServiceCollection AddLiveMap(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<LiveMapOptions>, LiveMapOptionsValidator>();
        services.AddOptions<LiveMapOptions>().BindConfiguration("LiveMap").ValidateOnStart();
        services.AddOptions<OriginOptions>().BindConfiguration("Origins");
        services.TryAddSingleton(s => new BackgroundDatabase(s.GetRequiredService<IConfiguration>()["Postgres"]!));
        services.AddSingleton(s => Redis(s.GetRequiredService<IConfiguration>()));
        services.AddSingleton<PositionBoard>();
        services.AddSingleton<IncidentSquads>();
        services.AddSingleton<Viewers>();
        services.AddSingleton<ConnectedPhones>();
        services.TryAddSingleton<ReadSquadNow>(s => (who, ct) => s.GetRequiredService<SquadQueries>().Now(who.Squad!.Value, who, ct));
        services.AddSingleton<LiveFeed>();
        services.AddSingleton<LiveStatus>();
        services.AddSingleton<Snapshots>();
        services.AddSingleton<Connections>();
        services.AddSingleton<HubGuard>();
        services.AddHostedService<WarmStart>();
        services.AddHostedService<FeedTail>();
        services.AddHostedService<LiveBeat>();
        services.AddHostedService<IncidentSquadsWatch>();
        services.AddHostedService<PositionExchange>();
        services.AddHostedService<WriteBehind>();
        services.AddHostedService<SessionSweep>();
        services.AddSignalR(Manners).AddMessagePackProtocol();
        services.Configure<HubOptions<DeviceHub>>(o => o.SupportedProtocols = ["json"]);
        return services;
    }

    public static void MapLiveMap(this IEndpointRouteBuilder app)
    {
        app.MapHub<MapHub>("/live", o => o.CloseOnAuthenticationExpiration = true).RequireOwnOrigin();
        app.MapHub<DeviceHub>("/device", o => o.CloseOnAuthenticationExpiration = true).RequireOwnOrigin();
        app.MapGet("/api/operator/live", (PositionBoard board, Viewers viewers) => LiveCounts.Of(board, viewers)).RequireOperator().WithTags("Operator");
    }

    private static void Manners(HubOptions hub)
    {
        hub.AddFilter<HubGuard>();
        hub.KeepAliveInterval = TimeSpan.FromSeconds(5);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
        hub.MaximumReceiveMessageSize = LargestCall;
    }

    private static PositionRedis Redis(IConfiguration configuration) => new(
        configuration["Redis"] ?? throw new InvalidOperationException("OPSMAP_REDIS is missing: where nodes exchange positions."),
        configuration["Cluster"] ?? "opsmap");
}
