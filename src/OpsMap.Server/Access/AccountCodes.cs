using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>
/// One-time codes (一次性登录码): how an account gets its first password and every new one. Whoever hands the code over never learns the password;
/// the database holds only its hash.
/// </summary>
public sealed class AccountCodes(Database database, Passwords passwords, IOptions<AccessOptions> options, TimeProvider clock)
{
    // what no hand-writing confuses: no 0 and O, no 1, I and L, no U
    private const string Letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;
    private const int Group = 4;

    /// <summary>A new code, which takes the place of the one before; the old password, and every session, ends with it.</summary>
    public (OneTimeCode Code, NpgsqlBatchCommand[] Statements) Issue(PersonId account, Actor? by)
    {
        var code = RandomNumberGenerator.GetString(Letters, Length);
        var expires = clock.GetUtcNow() + options.Value.Code;
        return (new OneTimeCode(string.Join('-', code.Chunk(Group).Select(part => new string(part))), expires),
        [
            Database.Sql("""
                insert into account_code (account, hash, expires_at, issued_by) values ($1, $2, $3, $4)
                on conflict (account) do update set hash = excluded.hash, expires_at = excluded.expires_at, issued_by = excluded.issued_by, issued_at = clock_timestamp()
                """, account.Value, Hash(code), expires, Database.Nullable(by?.Id.Value)),
            Database.Sql("update account set password_hash = null, failed = 0, locked_until = null where id = $1", account.Value),
            Database.Sql("update session set revoked_at = clock_timestamp() where account = $1 and revoked_at is null", account.Value),
            Audit.Statement(new AuditEntry(AuditActions.CodeIssued, by, account.ToString())),
        ]);
    }

    /// <summary>The person takes the code and chooses a password; a weak one leaves the code as it was.</summary>
    /// <exception cref="ProblemException">No such code, used, expired, or of a disabled account (all alike); or the password is weak.</exception>
    public async Task<Actor> Redeem(string code, string password, CancellationToken ct)
    {
        var hash = Hash(Plain(code));
        var found = await database.Rows(Scope.Everything, Database.Sql("""
            select a.id, a.name, a.role, a.county, a.squad, a.unit, a.department, a.venue, a.login
            from   account_code c join account a on a.id = c.account
            where  c.hash = $1 and c.expires_at > $2 and not a.disabled
            """, hash, clock.GetUtcNow()), r => (Actor: Accounts.ActorIn(r), Login: r.GetString(8)), ct);
        if (found is not [var (actor, login)]) throw new ProblemException(new Problem(StatusCodes.Status401Unauthorized, Codes.CodeNotValid, "code"));
        if (!Passwords.IsStrong(password, login)) throw new ProblemException(Problem.BadInput(Codes.PasswordTooWeak, "password"));
        // of two who hold the same code one is told that it was used
        var chosen = passwords.Hash(password);
        var taken = Database.Sql("with used as (delete from account_code where hash = $1 returning account) update account set password_hash = $2, failed = 0, locked_until = null from used where id = used.account",
            hash, chosen);
        await using var batch = database.Batch(Scope.Everything, taken,
            Audit.StatementWhere(new AuditEntry(AuditActions.PasswordSet, actor, actor.Id.ToString()), "exists (select from account where id = $7 and password_hash = $8)", actor.Id.Value, chosen));
        await batch.ExecuteNonQueryAsync(ct);
        return taken.RecordsAffected == 1 ? actor : throw new ProblemException(new Problem(StatusCodes.Status401Unauthorized, Codes.CodeNotValid, "code"));
    }

    private static string Plain(string typed) => string.Concat(typed.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.ASCII.GetBytes(code));
}

/// <summary>A code as it is handed over once, and until when it holds.</summary>
public sealed record OneTimeCode(string Code, DateTimeOffset ExpiresAt);
