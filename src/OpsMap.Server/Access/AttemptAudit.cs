using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Writes down who tried what is not theirs (越权记录): a role that may not, another county's case.</summary>
public sealed partial class AttemptAudit(RequestDelegate next, Audit audit, Database database, ILogger<AttemptAudit> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.User.CurrentActor() is not { } me || context.Response.StatusCode is not (StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)) return;
        var id = context.GetRouteValue("id")?.ToString();
        try
        {
            var code = context.Response.StatusCode == StatusCodes.Status403Forbidden
                ? context.Features.Get<Problem>()?.Attempt ?? Refusals.WrongRole
                : await Elsewhere(id) ? Refusals.OtherCounty : null;
            if (code is null) return;
            await audit.Record(new AuditEntry(AuditActions.RefusedAttempt, me.Actor, id).With("code", code)
                .With("route", $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}"), CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            // the answer has left already; losing this line must not break the connection
            LogLost(log, e);
        }
    }

    /// <summary>Told "not found", but it is there: somebody knows an id they should not.</summary>
    private async Task<bool> Elsewhere(string? id) => Guid.TryParse(id, out var guid) && (await database.Rows(Scope.Everything, Database.Sql(
        "select 1 where exists (select from case_view where id = $1) or exists (select from squad_view where id = $1)", guid), r => r.GetInt32(0))).Count > 0;

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "An attempt could not be written to the audit")]
    private static partial void LogLost(ILogger log, Exception e);
}
