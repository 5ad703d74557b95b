using Microsoft.AspNetCore.Authorization;
using OpsMap.Domain.Access;

namespace OpsMap.Server.Access;

/// <summary>Which roles a route is for (岗位权限), written where the route is mapped.</summary>
public static class Permissions
{
    public static TBuilder RequireRoles<TBuilder>(this TBuilder route, params Role[] roles) where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(policy => policy.AddAuthenticationSchemes(SessionAuthentication.Scheme).RequireRole(roles.Select(role => role.ToString())));

    /// <summary>Everybody who may read cases: an administrator runs the system and reads none.</summary>
    public static TBuilder RequireCaseReader<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader, Role.Leadership);

    public static TBuilder RequireOperator<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(policy => policy.AddAuthenticationSchemes(OperatorAuthentication.Scheme).RequireAuthenticatedUser());

    /// <summary>What is not said to be open is closed.</summary>
    internal static void ClosedByDefault(AuthorizationOptions options) =>
        options.FallbackPolicy = new AuthorizationPolicyBuilder(SessionAuthentication.Scheme).RequireAuthenticatedUser().Build();
}
