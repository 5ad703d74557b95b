using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Who may come in and do what (登录、会话、权限、审计、限流).</summary>
public static class AccessSetup
{
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);

    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>().AddSingleton<IValidateOptions<AccessOptions>, Proxies>();
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateOnStart();

        services.AddSingleton<Accounts>().AddSingleton<AccountBook>().AddSingleton<AccountCodes>().AddSingleton<AuditTrail>().AddSingleton<Bindings>().AddSingleton<Passwords>().AddSingleton<AddressTries>().AddSingleton<SignIn>();
        services.AddSingleton<Sessions>().AddSingleton<ILiveSessions, LiveSessions>();
        services.AddSingleton<Audit>().AddSingleton<Introduction>().AddSingleton<Demonstration>();
        services.AddComplainants(builder.Configuration);

        services.AddAuthentication(SessionAuthentication.Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionAuthentication.Scheme, null)
            .AddScheme<AuthenticationSchemeOptions, OperatorAuthentication>(OperatorAuthentication.Scheme, null);
        services.AddAuthorization(Permissions.ClosedByDefault);
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<AccessOptions>>((headers, access) => Proxies.Believe(headers, access.Value.KnownProxies));
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<AccessOptions>>((limiter, access) => Limits.Configure(limiter, access.Value));
        services.AddRequestTimeouts(o => o.DefaultPolicy = new() { Timeout = LongestAnswer, TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable });

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = StrictJson.DefaultLimit;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        // what a browser sends is read more strictly than what we stored ourselves
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            o.SerializerOptions.AllowDuplicateProperties = false;
            o.SerializerOptions.MaxDepth = 32;
        });
        return builder;
    }

    /// <summary>For every answer, pages and files as well: before anything that may answer.</summary>
    public static void UseProtection(this IApplicationBuilder app)
    {
        app.UseForwardedHeaders();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<OriginCheck>();
    }

    /// <summary>For everything that needs a person: after the static files.</summary>
    public static void UseAccess(this IApplicationBuilder app)
    {
        app.UseAuthentication();
        app.UseMiddleware<AttemptAudit>();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseAuthorization();
        app.UseMiddleware<StrictJson>();
    }

    public static void MapAccess(this WebApplication app)
    {
        app.MapSession();
        app.MapAccounts();
        app.MapAudit();
        app.MapPhone();
        if (app.Configuration["DEMO_KEY"] is { Length: > 0 }) app.MapDemo();
    }
}
