using Npgsql;

namespace OpsMap.Server.Platform;

/// <summary>Whether the process lives, and whether it can do its work (健康检查).</summary>
public static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        app.MapGet("/readyz", Ready).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(Database database, CancellationToken ct)
    {
        try
        {
            await using var command = database.App.CreateCommand("select 1");
            await command.ExecuteScalarAsync(ct);
            return Results.Text("ready");
        }
        catch (NpgsqlException)
        {
            return Results.Text("the database does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
