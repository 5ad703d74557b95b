using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Sessions (登录会话) as rows: any node can see one, any node can end one, and an ended one is dead within seconds.</summary>
public sealed class Sessions(Database database, IOptions<AccessOptions> options, TimeProvider clock)
{
    /// <summary>A session in use writes its row this often, not at every call.</summary>
    private static readonly TimeSpan Slide = TimeSpan.FromMinutes(1);

    private const int Remembered = 20_000;

    private readonly ConcurrentDictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    public async Task<SessionToken> Start(PersonId account, CancellationToken ct)
    {
        var token = SessionToken.New();
        var now = clock.GetUtcNow();
        await database.Execute(Scope.Everything, Database.Sql(
            "insert into session (id, account, created_at, seen_at, expires_at) values ($1, $2, $3, $3, $4)",
            token.Row(), account.Value, now, now + options.Value.Session), ct);
        return token;
    }

    /// <summary>Who this is, or nobody: at most five seconds after the row says so.</summary>
    public async Task<CurrentActor?> Find(SessionToken token, CancellationToken ct)
    {
        if (token.Row() is not { } row) return null;
        var key = Convert.ToHexString(row);
        if (_seen.TryGetValue(key, out var seen) && clock.GetElapsedTime(seen.At) < options.Value.SessionCache) return seen.Actor;
        // the age counts from the question: what changes while the answer travels is found next time
        var asked = clock.GetTimestamp();
        if (await Read(row, key, ct) is not { } actor)
        {
            _seen.TryRemove(key, out _);
            return null;
        }
        // a full memory is forgotten: everybody is asked for once again
        if (_seen.Count >= Remembered) _seen.Clear();
        _seen[key] = new Seen(actor, asked);
        return actor;
    }

    public async Task End(string session, CancellationToken ct)
    {
        await database.Execute(Scope.Everything, Database.Sql(
            "update session set revoked_at = $2 where id = $1 and revoked_at is null", Convert.FromHexString(session), clock.GetUtcNow()), ct);
        _seen.TryRemove(session, out _);
    }

    /// <summary>Those of these sessions that no longer hold.</summary>
    public async Task<IReadOnlyCollection<string>> Ended(IReadOnlyCollection<string> sessions, CancellationToken ct)
    {
        var alive = await database.Rows(Scope.Everything, Database.Sql("""
            select s.id from session s join account a on a.id = s.account
            where  s.id = any($1) and s.revoked_at is null and s.expires_at > $2 and not a.disabled
            """, sessions.Select(Convert.FromHexString).ToArray(), clock.GetUtcNow()), r => Convert.ToHexString((byte[])r[0]), ct);
        return sessions.Except(alive, StringComparer.Ordinal).ToList();
    }

    private async Task<CurrentActor?> Read(byte[] row, string key, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await database.Rows(Scope.Everything, Database.Sql("""
            select a.id, a.name, a.role, a.county, a.squad, a.unit, a.department, a.venue, s.seen_at, c.name, v.code, coalesce(u.name, d.name, p.name)
            from   session s
            join   account a on a.id = s.account
            join   county c on c.code = a.county
            left   join squad_view v on v.id = a.squad
            left   join unit u on u.id = a.unit
            left   join department d on d.id = a.department
            left   join venue p on p.id = a.venue
            where  s.id = $1 and s.revoked_at is null and s.expires_at > $2 and not a.disabled
            """, row, now), r => (Actor: Current(r, key), SeenAt: r.GetFieldValue<DateTimeOffset>(8)), ct);
        if (found is not [var (actor, seenAt)]) return null;
        if (now - seenAt >= Slide)
        {
            await database.Execute(Scope.Everything, Database.Sql(
                "update session set seen_at = $2, expires_at = $3 where id = $1 and revoked_at is null", row, now, now + options.Value.Session), ct);
        }
        return actor;
    }

    private static CurrentActor Current(NpgsqlDataReader r, string key)
    {
        var (actor, office) = (Accounts.ActorIn(r), r[11] as string);
        return new(key, actor.Unit is null ? actor : actor with { Office = office }, r.GetString(9), r[10] as string, office);
    }

    private sealed record Seen(CurrentActor Actor, long At);
}
