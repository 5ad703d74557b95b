using System.Security.Claims;
using OpsMap.Domain.Access;

namespace OpsMap.Server.Access;

/// <summary>Who makes this request (当前用户), from the session row and never from a message.</summary>
public sealed record CurrentActor(string Session, Actor Actor, string CountyName, string? SquadCode, string? OfficeName = null)
{
    /// <summary>Lets a handler take it like any other parameter.</summary>
    public static ValueTask<CurrentActor?> BindAsync(HttpContext context) => ValueTask.FromResult(context.User.CurrentActor());
}

/// <summary>The session behind a principal.</summary>
internal sealed class ActorIdentity(CurrentActor current) : ClaimsIdentity(
    [new Claim(ClaimTypes.NameIdentifier, current.Actor.Id.Value.ToString()), new Claim(ClaimTypes.Role, current.Actor.Role.ToString())],
    SessionAuthentication.Scheme)
{
    public CurrentActor Current { get; } = current;
}

/// <summary>From the principal of a request or of a hub connection to the person.</summary>
public static class Principals
{
    public static CurrentActor? CurrentActor(this ClaimsPrincipal principal) => principal.Identities.OfType<ActorIdentity>().FirstOrDefault()?.Current;
}
