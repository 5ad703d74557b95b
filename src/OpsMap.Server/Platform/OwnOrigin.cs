using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace OpsMap.Server.Platform;

/// <summary>Which pages may act here (来源校验): our own, and those the deployment names; section <c>Origins</c>.</summary>
public sealed class OriginOptions
{
    /// <summary>Other origins than the server's own, each as <c>https://host[:port]</c>.</summary>
    public string[] Allowed { get; init; } = [];
}

/// <summary>The one answer to whether a request comes from a page that may act: a browser says which page asks, and cannot be made to lie.</summary>
public static class OwnOrigin
{
    private const string SecFetchSite = "Sec-Fetch-Site";

    public static bool IsOwn(HttpContext context)
    {
        var request = context.Request;
        // no browser leaves Origin out where it matters; a program that does has no cookie of somebody else's to misuse
        if (request.Headers.Origin.Count == 0) return request.Headers[SecFetchSite].ToString() is "" or "same-origin" or "none";
        if (request.Headers.Origin is not [{ } one]) return false;
        return one.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || context.RequestServices.GetRequiredService<IOptions<OriginOptions>>().Value.Allowed.Contains(one, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Is an act of a page: it changes something, or opens a socket that no same-origin rule protects.</summary>
    public static bool Acts(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method))
        || request.Headers.ContainsKey(HeaderNames.Upgrade);

    public static Task Refuse(HttpContext context) => Problems.Write(context, new Problem(StatusCodes.Status403Forbidden, Codes.ForeignOrigin));

    /// <summary>A hub is closed to foreign pages by every transport, also those that only read.</summary>
    public static TBuilder RequireOwnOrigin<TBuilder>(this TBuilder hub) where TBuilder : IEndpointConventionBuilder
    {
        hub.Finally(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => IsOwn(context) ? next(context) : Refuse(context);
        });
        return hub;
    }
}
