using System.Security.Claims;
using OpsMap.Domain.Access;

namespace OpsMap.Server.LiveMap;

/// <summary>What the hubs ask of sign-in (Access answers): who stands behind a connection, and whether the session still does.</summary>
public interface ILiveSessions
{
    Actor? ActorOf(ClaimsPrincipal user);

    string SessionOf(ClaimsPrincipal user);

    /// <summary>Those of the sessions that were revoked, have expired or belong to a disabled account.</summary>
    Task<IReadOnlyCollection<string>> Ended(IReadOnlyCollection<string> sessions, CancellationToken ct);
}
