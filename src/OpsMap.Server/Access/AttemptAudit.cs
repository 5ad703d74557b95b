using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Writes down who tried what is not theirs (越权记录): a role that may not, another county's case.</summary>
public sealed partial class AttemptAudit(RequestDelegate next, Audit audit, ILogger<AttemptAudit> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.User.CurrentActor() is not { } me || Attempt(context) is not { } code) return;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        try
        {
            await audit.Record(new AuditEntry(AuditActions.RefusedAttempt, me.Actor, context.GetRouteValue("id")?.ToString())
                .With("code", code).With("route", $"{context.Request.Method} {route}"), CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            // the answer has left already; losing this line must not break the connection
            LogLost(log, e, code);
        }
    }

    private static string? Attempt(HttpContext context) => context.Features.Get<Problem>() is { } problem
        ? problem.Status == StatusCodes.Status403Forbidden || problem.Attempt == Refusals.OtherCounty ? problem.Attempt : null
        : context.Response.StatusCode == StatusCodes.Status403Forbidden ? Refusals.WrongRole : null;

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "Audit line for {Code} could not be written")]
    private static partial void LogLost(ILogger log, Exception e, string code);
}
