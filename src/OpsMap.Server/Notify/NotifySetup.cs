using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Notify;

/// <summary>Telling people who do not look at a screen (离屏通知): run by the administrator, looked into by the city's desk.</summary>
public static class NotifySetup
{
    public static IServiceCollection AddNotify(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<NotifyOptions>, NotifyOptionsValidator>();
        services.AddOptions<NotifyOptions>().BindConfiguration("Notify").ValidateOnStart();
        services.TryAddSingleton(s => new BackgroundDatabase(s.GetRequiredService<IConfiguration>()["Postgres"]!));
        services.AddSingleton<INotifier, WeComRobot>().AddSingleton<INotifier, DingTalkRobot>();
        services.AddSingleton<INotifier>(new PhoneGateway(ChannelKind.Sms)).AddSingleton<INotifier>(new PhoneGateway(ChannelKind.Voice));
        services.AddSingleton<ChannelSecrets>().AddSingleton<ChannelRegister>().AddSingleton<ChannelTest>();
        services.AddSingleton<ComplainantNews>().AddSingleton<ComplainantPost>().AddSingleton<NoticeReader>().AddSingleton<Outbox>().AddSingleton<Courier>();
        return services.AddHostedService<NotifyWatch>().AddHostedService<NoticeDays>();
    }

    public static void MapNotify(this IEndpointRouteBuilder app)
    {
        var notify = app.MapGroup("/api/notify").WithTags("Notify");
        notify.MapGet("/channels", (CurrentActor me, ChannelRegister channels, CancellationToken ct) => channels.List(me.Actor, ct)).RequireRoles(Role.Admin, Role.CityDispatcher);
        notify.MapPut("/channels/{id:guid}", (Guid id, ChannelRequest body, CurrentActor me, ChannelRegister channels) => channels.Put(id, body, me.Actor)).RequireRoles(Role.Admin);
        notify.MapPost("/channels/{id:guid}/test", (Guid id, CurrentActor me, ChannelTest test, CancellationToken ct) => test.Run(id, me.Actor, ct)).RequireRoles(Role.Admin);
        notify.MapGet("/health", (CurrentActor me, ChannelRegister channels, CancellationToken ct) => channels.Down(me.Actor, ct)).RequireRoles(Role.Admin, Role.CityDispatcher, Role.CountyDispatcher);
        notify.MapGet("/deliveries", (CurrentActor me, ChannelRegister channels, Guid? channel, long? before, int? limit, CancellationToken ct) =>
            channels.Deliveries(me.Actor, channel, before, Math.Clamp(limit ?? 50, 1, 200), ct)).RequireRoles(Role.Admin, Role.CityDispatcher);
    }
}
