using Microsoft.Net.Http.Headers;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Only our own pages may act or open a socket (来源校验): a browser says where a request comes from, and SignalR itself would not ask.</summary>
public sealed class OriginCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Acts(context.Request) && !IsOurs(context.Request)) return Problems.Write(context, new Problem(StatusCodes.Status403Forbidden, Codes.ForeignOrigin));
        return next(context);
    }

    private static bool Acts(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method))
        || request.Headers.ContainsKey(HeaderNames.Upgrade);

    private static bool IsOurs(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        // no browser leaves Origin out where it matters; a program that does has no cookie of somebody else's to misuse
        if (origin.Length == 0) return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        return string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
