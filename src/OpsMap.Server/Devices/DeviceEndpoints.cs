using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Devices;

/// <summary>Phones make themselves known, and every call of one says which it is (设备登记).</summary>
public static class DeviceEndpoints
{
    public const string Header = "X-Device";

    public static IServiceCollection AddDevices(this IServiceCollection services) => services.AddSingleton<DeviceRegister>().AddSingleton<SignedSteps>();

    public static void MapDevices(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/squad/devices", Enter).WithTags("Squad phone").RequireRoles(Role.SquadMember, Role.SquadLeader);

    /// <summary>Notes which phone a call comes from: a silence that ends with it is known before the call is judged.</summary>
    public static void UseDevices(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (Guid.TryParse(context.Request.Headers[Header], out var device) && context.User.CurrentActor()?.Actor is { Squad: not null } me
            && await context.RequestServices.GetRequiredService<DeviceRegister>().Heard(device, me, context.RequestAborted) is { } standing)
            context.Features.Set(standing);
        await next(context);
    });

    /// <summary>Only the device in use may report or act; the other one may still look, and take over again.</summary>
    public static TBuilder RefuseDisplaced<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder => route.AddEndpointFilter(async (call, next) =>
        call.HttpContext.Features.Get<DeviceStanding>() is { Displaced: { } since } ? Problems.Answer(DeviceRegister.AnotherDevice(since)) : await next(call));

    private static async Task<IResult> Enter(NewDevice body, CurrentActor me, DeviceRegister register, TimeProvider clock, CancellationToken ct)
    {
        if (Texts.Optional("model", body.Model, 80) is { } no) return Problems.Answer(no);
        if (body.Key.Bytes() is not { } key) return Problems.Answer(Problem.BadInput(Codes.KeyNotValid, "key"));
        await register.Enter(body, key, me.Actor, ct);
        return Results.Json(new { body.Device, serverNow = clock.GetUtcNow() }, Wire.Options);
    }
}

/// <summary>A phone with its public key, and what it calls itself.</summary>
public sealed record NewDevice(Guid Device, DeviceKey Key, string? Model = null);
