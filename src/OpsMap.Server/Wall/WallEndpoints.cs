using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Wall;

/// <summary>The figures of the wall (态势数据), of the city or of one's own county.</summary>
public static class WallEndpoints
{
    public static void MapWall(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/situation", Situation).WithTags("Situation").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.Leadership);

    private static async Task<IResult> Situation(CurrentActor me, SituationBoard board) => Results.Json(await board.Of(Scope.Of(me.Actor)), Wire.Options);
}
