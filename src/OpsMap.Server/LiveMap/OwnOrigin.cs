using Microsoft.Extensions.Options;

namespace OpsMap.Server.LiveMap;

/// <summary>A browser says which page opens a socket, and no same-origin rule protects sockets: another site's page is turned away here.</summary>
public static class OwnOrigin
{
    public static TBuilder RequireOwnOrigin<TBuilder>(this TBuilder hub) where TBuilder : IEndpointConventionBuilder
    {
        hub.Finally(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                if (IsOwn(context)) return next(context);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        return hub;
    }

    // programs (the simulator) send no Origin; browsers always do, and cannot be made to lie
    private static bool IsOwn(HttpContext context)
    {
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0) return true;
        var own = $"{context.Request.Scheme}://{context.Request.Host}";
        var others = context.RequestServices.GetRequiredService<IOptions<LiveMapOptions>>().Value.AllowedOrigins;
        return origin is [{ } one] && (one.Equals(own, StringComparison.OrdinalIgnoreCase) || others.Contains(one, StringComparer.OrdinalIgnoreCase));
    }
}
