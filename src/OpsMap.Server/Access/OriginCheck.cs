using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Only our own pages may act or open a socket (来源校验).</summary>
public sealed class OriginCheck(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        OwnOrigin.Acts(context.Request) && !OwnOrigin.IsOwn(context) ? OwnOrigin.Refuse(context) : next(context);
}
