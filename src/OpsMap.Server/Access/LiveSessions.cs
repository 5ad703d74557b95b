using System.Security.Claims;
using OpsMap.Domain.Access;
using OpsMap.Server.LiveMap;

namespace OpsMap.Server.Access;

/// <summary>Tells the hubs who is connected and whose session has ended meanwhile (长连接会话).</summary>
public sealed class LiveSessions(Sessions rows) : ILiveSessions
{
    public Actor? ActorOf(ClaimsPrincipal user) => user.CurrentActor()?.Actor;

    public string SessionOf(ClaimsPrincipal user) => user.CurrentActor()?.Session ?? "";

    public Task<IReadOnlyCollection<string>> Ended(IReadOnlyCollection<string> sessions, CancellationToken ct) => rows.Ended(sessions, ct);
}
