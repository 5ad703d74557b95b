using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Writes down who tried what is not theirs (越权记录): a role that may not, another county's case.</summary>
public sealed partial class AttemptAudit(RequestDelegate next, Audit audit, Database database, ILogger<AttemptAudit> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (ProblemException e)
        {
            // answered further out, where the status is set
            await Note(context, e.Problem.Status, e.Problem.Attempt);
            throw;
        }
        await Note(context, context.Response.StatusCode, context.Features.Get<Problem>()?.Attempt);
    }

    private async Task Note(HttpContext context, int status, string? attempt)
    {
        if (context.User.CurrentActor() is not { } me || status is not (StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)) return;
        var id = context.GetRouteValue("id")?.ToString();
        try
        {
            var code = status == StatusCodes.Status403Forbidden ? attempt ?? Refusals.WrongRole : await Elsewhere(id, me.Actor) ? Refusals.OtherCounty : null;
            if (code is null) return;
            await audit.Record(new AuditEntry(AuditActions.RefusedAttempt, me.Actor, id).With("code", code)
                .With("route", $"{context.Request.Method} {(context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}"), CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            // losing this line must not change the answer
            LogLost(log, e);
        }
    }

    /// <summary>Told "not found", but it is there, and not for this person: somebody knows an id they should not.</summary>
    private async Task<bool> Elsewhere(string? id, Actor me)
    {
        if (!Guid.TryParse(id, out var guid)) return false;
        var own = me is { SeesCases: true, Squad: null } ? me.Scope : null;
        return (await database.Rows(Scope.Everything, Database.Sql("""
            select 1
            from   (select county from case_view where id = $1 union all select county from squad_view where id = $1 union all select county from unit where id = $1
                    union all select county from joint_task where id = $1 union all select county from work_record where id = $1 and removed_at is null
                    union all select county from document where id = $1 union all select county from shift where id = $1
                    union all select county from incident_view where id = $1 and not coalesce($2 = any(counties), false)) there
            where  $2::text is null or ($2 <> '*' and county <> $2)
            """, guid, Database.Nullable(own)), r => r.GetInt32(0))).Count > 0;
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Error, Message = "An attempt could not be written to the audit")]
    private static partial void LogLost(ILogger log, Exception e);
}
