using Microsoft.AspNetCore.Http.Features;

namespace OpsMap.Server.Platform;

/// <summary>The one place where failures become answers (统一出错应答): a defect is logged here once, everything else is the caller's affair.</summary>
public sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // nobody is left to answer
            context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            var problem = ProblemsFromExceptions.Of(e);
            if (problem.Status == StatusCodes.Status500InternalServerError)
            {
                LogDefect(log, e, context.Request.Method, Route(context), context.TraceIdentifier);
                problem = problem with { Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["trace"] = context.TraceIdentifier } };
            }
            else if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            {
                LogUnavailable(log, e, context.Request.Method, Route(context), problem.Code);
            }
            context.Response.Clear();
            await Problems.Write(context, problem);
            return;
        }
        if (IsSilentRefusal(context)) await Problems.Write(context, ProblemStatus.Plain(context.Response.StatusCode));
    }

    /// <summary>The framework refuses with a bare status code; a client wants to know why, in the same shape as everywhere.</summary>
    private static bool IsSilentRefusal(HttpContext context) =>
        context.Response is { StatusCode: >= 400, HasStarted: false, ContentType: null, ContentLength: null or 0 }
        && !HttpMethods.IsHead(context.Request.Method)
        && context.Features.Get<IHttpUpgradeFeature>()?.IsUpgradableRequest is not true;

    // the pattern, not the path: a path may hold what a user typed
    private static string Route(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";

    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "{Method} {Route} failed, trace {Trace}")]
    private static partial void LogDefect(ILogger log, Exception e, string method, string route, string trace);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Warning, Message = "{Method} {Route} answered {Code}")]
    private static partial void LogUnavailable(ILogger log, Exception e, string method, string route, string code);
}
