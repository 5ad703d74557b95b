using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>Who is responsible for what (责任田), and where a case should go (分流建议).</summary>
public static class ResponsibilityEndpoints
{
    public static void MapResponsibility(this IEndpointRouteBuilder app)
    {
        var table = app.MapGroup("/api/responsibility").WithTags("Responsibility");
        table.MapGet("/", (CurrentActor me, ResponsibilityTable plots, CountyCode? county, CancellationToken ct) => plots.Read(me.Actor, county, ct)).RequireOffice();
        table.MapPut("/", (PlotsRequest body, CurrentActor me, ResponsibilityTable plots, HttpContext http) =>
            plots.Write(body, me.Actor, Words.Language(http.Request.Headers.AcceptLanguage.ToString()))).RequireRoles(Role.Admin);
        app.MapGet("/api/cases/{id}/routes", Routes).WithTags("Cases").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher);
    }

    private static async Task<IResult> Routes(CaseId id, CurrentActor me, CaseRoutes routes, CancellationToken ct) =>
        await routes.Of(id, me.Actor, ct) is { } found ? Results.Json(found, Wire.Options) : throw RegisterBook.NotFound();
}
