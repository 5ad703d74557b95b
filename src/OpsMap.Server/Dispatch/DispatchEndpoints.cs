using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Dispatch;

/// <summary>Who should go (就近推荐), asked while a dispatcher looks at a case.</summary>
public static class DispatchEndpoints
{
    public static void MapDispatch(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/cases/{id}/recommendation", Recommend).WithTags("Dispatch").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher);

    private static async Task<IResult> Recommend(CaseId id, CurrentActor me, Recommender recommender, Recourses recourses, int? limit, bool? crossCounty, CancellationToken ct) =>
        await recommender.For(id, me.Actor, limit ?? 4, crossCounty ?? false, ct) is { } advice
            ? Results.Json(advice.Note is Notes.NoSquad ? advice with { Instead = await recourses.For(id, ct) } : advice, Wire.Options)
            : Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
}
