using Microsoft.AspNetCore.Mvc;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Units;
using OpsMap.Server.Access;

namespace OpsMap.Server.Units;

/// <summary>The offices of the city and their people (组织机构).</summary>
public static class UnitEndpoints
{
    public static void MapUnitTree(this IEndpointRouteBuilder app)
    {
        var units = app.MapGroup("/api/units").WithTags("Units");
        units.MapGet("/", List).RequireOffice();
        units.MapPost("/", Enter).RequireRoles(Role.Admin);
        units.MapPut("/{id}", Change).RequireRoles(Role.Admin);
        units.MapGet("/borders", (ZoneBorders borders, CancellationToken ct) => borders.Drawn(ct)).RequireAuthorization();
        units.MapPut("/{zone}/border", Draw).RequireRoles(Role.Admin).WithMetadata(new RequestSizeLimitAttribute(ZoneBorder.LargestBody));
        units.MapDelete("/{zone}/border", Erase).RequireRoles(Role.Admin);
    }

    /// <summary>Everybody who works in an office, at a desk.</summary>
    internal static TBuilder RequireOffice<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.Section, Role.Leadership, Role.Admin);

    private static Task<IReadOnlyList<UnitCard>> List(CurrentActor me, UnitRegister units, CountyCode? county, CancellationToken ct) => units.List(me.Actor, county, ct);

    private static Task<IResult> Enter(UnitRequest body, CurrentActor me, UnitRegister units) => units.Enter(body, me.Actor);

    private static Task<IResult> Change(UnitId id, UnitRequest body, CurrentActor me, UnitRegister units) => units.Change(id, body, me.Actor);

    private static Task<IResult> Draw(CountyCode zone, BorderRequest body, CurrentActor me, ZoneBorders borders) => borders.Draw(zone, body, me.Actor);

    private static Task<IResult> Erase(CountyCode zone, CommandId commandId, CurrentActor me, ZoneBorders borders) => borders.Erase(zone, commandId, me.Actor);
}

/// <summary>A unit as it is to stand in the register, and the version the person was looking at.</summary>
public sealed record UnitRequest(CommandId CommandId, UnitSaid Unit, int? Version = null);
