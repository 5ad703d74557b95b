using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>An account on its way into the table.</summary>
public sealed record Account(PersonId Id, string Login, string Name, Role Role, CountyCode County, Binding Binding, string? PasswordHash);

/// <summary>What a try to sign in may look at, and whether it is the one that locks the account unless it is right.</summary>
public sealed record SignInTry(Actor Actor, string PasswordHash, bool Locked);

/// <summary>The accounts (账号) of the people who work with the system.</summary>
public sealed class Accounts(Database database, IOptions<AccessOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Counts a try before the password is looked at, so that a thousand tries at one instant are five.
    /// Nothing comes back for an unknown, disabled or locked account.
    /// </summary>
    public async Task<SignInTry?> Count(string login, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await database.Rows(Scope.Everything, Database.Sql("""
            update account
            set    failed = case when locked_until is null then failed else 0 end + 1,
                   locked_until = case when case when locked_until is null then failed else 0 end + 1 >= $3 then $4::timestamptz end
            where  login = $1 and not disabled and password_hash is not null and (locked_until is null or locked_until <= $2)
            returning id, name, role, county, squad, unit, department, venue, password_hash, failed
            """, login, now, options.Value.Tries, now + options.Value.Lockout), r => new SignInTry(ActorIn(r), r.GetString(8), Locked: r.GetInt32(9) >= options.Value.Tries), ct);
        return found is [var one] ? one : null;
    }

    public Task Forgive(PersonId account, string? newHash, CancellationToken ct) => database.Execute(Scope.Everything, Database.Sql(
        "update account set failed = 0, locked_until = null, password_hash = coalesce($2, password_hash) where id = $1",
        account.Value, Database.Nullable(newHash)), ct);

    /// <summary>False when the login is taken.</summary>
    public async Task<bool> Add(Account account, AuditEntry audit, CancellationToken ct)
    {
        await using var batch = database.Batch(Scope.Everything, Insert(account, "do nothing"));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var added = await reader.ReadAsync(ct);
        await reader.DisposeAsync();
        if (added) await database.Execute(Scope.Everything, Audit.Statement(audit), ct);
        return added;
    }

    /// <summary>The account of a demonstration role: made the first time, found ever after. It has no password, so nobody can sign in to it.</summary>
    public async Task<Actor> Demo(Account account, CancellationToken ct)
    {
        var rows = await database.Rows(Scope.Everything, Insert(account,
            "(login) do update set name = excluded.name, role = excluded.role, county = excluded.county, squad = excluded.squad, unit = excluded.unit, department = excluded.department"), ActorIn, ct);
        return rows[0];
    }

    public async Task<(SquadId Id, CountyCode County, string Code)?> Squad(string? code, CancellationToken ct)
    {
        var rows = await database.Rows(Scope.Everything, Database.Sql(
            "select id, county, code from squad_view where not retired and ($1::text is null or code = $1) order by slot limit 1",
            Database.Nullable(code)),
            r => (new SquadId(r.GetGuid(0)), new CountyCode(r.GetString(1)), r.GetString(2)), ct);
        return rows is [var one] ? one : null;
    }

    internal static NpgsqlBatchCommand Insert(Account account, string conflict) => Database.Sql($"""
        insert into account (id, login, name, role, county, squad, unit, department, venue, password_hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict {conflict}
        returning id, name, role, county, squad, unit, department, venue
        """,
        account.Id.Value, account.Login, account.Name, account.Role.ToString(), account.County.Value,
        Database.Nullable(account.Binding.Squad?.Value), Database.Nullable(account.Binding.Unit?.Value),
        Database.Nullable(account.Binding.Department?.Value), Database.Nullable(account.Binding.Venue?.Value),
        Database.Nullable(account.PasswordHash));

    /// <summary>id, name, role, county, squad, unit, department, venue: the first eight columns.</summary>
    internal static Actor ActorIn(NpgsqlDataReader r) => new(
        new PersonId(r.GetGuid(0)), r.GetString(1), Enum.Parse<Role>(r.GetString(2)), new CountyCode(r.GetString(3)), r.IsDBNull(4) ? null : new SquadId(r.GetGuid(4)))
    {
        Unit = r.IsDBNull(5) ? null : new UnitId(r.GetGuid(5)),
        Department = r.IsDBNull(6) ? null : new DepartmentId(r.GetGuid(6)),
        Venue = r.IsDBNull(7) ? null : new VenueId(r.GetGuid(7)),
    };
}
