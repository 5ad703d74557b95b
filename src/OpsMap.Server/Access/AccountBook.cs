using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>The accounts as an administrator keeps them (账号管理): a county's administrator those of the county, the city's all.</summary>
public sealed class AccountBook(Database database, Bindings bindings, AccountCodes codes)
{
    private const string ListSql = """
        select a.id, a.login, a.name, a.role, a.county, v.id, v.code, u.id, u.name, d.id, d.name, p.id, p.name, a.disabled, a.locked_until, a.password_hash is not null, c.expires_at, s.seen_at,
               u.code, d.code
        from   account a
        left   join squad_view v on v.id = a.squad
        left   join unit u on u.id = a.unit
        left   join department d on d.id = a.department
        left   join venue p on p.id = a.venue
        left   join account_code c on c.account = a.id
        left   join lateral (select max(seen_at) as seen_at from session s where s.account = a.id) s on true
        where  ($1 = '*' or a.county = $1) and ($2::text is null or a.login ilike '%' || $2 || '%' or a.name ilike '%' || $2 || '%') and ($3::uuid is null or a.id = $3)
        order  by a.disabled, a.county, a.role, a.login
        limit  500
        """;

    public Task<IReadOnlyList<AccountCard>> List(Actor by, string? q, CancellationToken ct) => Cards(by, Likes.Escaped(q), null, ct);

    /// <summary>Made without a password: the answer carries the code that sets it. The same command again gets a new code for the same account.</summary>
    public async Task<(AccountCard Card, OneTimeCode Code)> Enter(CommandId command, NewAccount said, Actor? by, CancellationToken ct)
    {
        var login = SignIn.Normal(said.Login);
        if (!IsLogin(login)) throw Bad(Codes.LoginNotAllowed, "login");
        if (Texts.Required("name", said.Name, 50) is { } no) throw RegisterBook.Refuse(no);
        var id = new PersonId(command.Value);
        var binding = await BindingOf(said, by, ct);
        var (code, issued) = codes.Issue(id, by);
        var insert = Accounts.Insert(new Account(id, login, said.Name.Trim(), said.Role, said.County, binding, null), "do nothing");
        var made = new AuditEntry(AuditActions.AccountCreated, by, id.ToString()).With("role", said.Role.ToString()).With("county", said.County.Value);
        if (await IsTaken(id, login, ct)) throw Taken();
        try
        {
            await using var batch = database.Batch(Scope.Everything, [insert, Audit.StatementWhere(made, "not exists (select from audit where action = $4 and subject = $5)"), .. issued]);
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            // somebody else took the login in between: the code has no account to belong to
            throw Taken();
        }
        return (await Card(by, id, ct), code);
    }

    public async Task<AccountCard> Change(PersonId id, AccountChange said, Actor by, CancellationToken ct)
    {
        var before = await Card(by, id, ct);
        if (Texts.Required("name", said.Name, 50) is { } no) throw RegisterBook.Refuse(no);
        if (id == by.Id && said.Role != Role.Admin) throw new ProblemException(new Problem(StatusCodes.Status409Conflict, Codes.AccountIsYours, "role"));
        var binding = await BindingOf(new NewAccount(before.Login, said.Name, said.Role, said.County, Password: null, said.Squad, said.Unit, said.Department, said.Venue), by, ct);
        await using (var batch = database.Batch(Scope.Everything,
            Database.Sql("update account set name = $2, role = $3, county = $4, squad = $5, unit = $6, department = $7, venue = $8 where id = $1",
                id.Value, said.Name.Trim(), said.Role.ToString(), said.County.Value, Database.Nullable(binding.Squad?.Value), Database.Nullable(binding.Unit?.Value),
                Database.Nullable(binding.Department?.Value), Database.Nullable(binding.Venue?.Value)),
            Audit.Statement(new AuditEntry(AuditActions.AccountChanged, by, id.ToString()).With("role", said.Role.ToString()).With("county", said.County.Value)))) await batch.ExecuteNonQueryAsync(ct);
        return await Card(by, id, ct);
    }

    /// <summary>A person who has lost the password, or whose password somebody else may know.</summary>
    public async Task<OneTimeCode> NewCode(PersonId id, Actor by, CancellationToken ct)
    {
        await Card(by, id, ct);
        var (code, statements) = codes.Issue(id, by);
        await using var batch = database.Batch(Scope.Everything, statements);
        await batch.ExecuteNonQueryAsync(ct);
        return code;
    }

    /// <summary>Nobody signs in to a disabled account, and its sessions end at once; enabling it gives back what it was.</summary>
    public async Task<AccountCard> Disable(PersonId id, bool disabled, Actor by, CancellationToken ct)
    {
        if (id == by.Id) throw new ProblemException(new Problem(StatusCodes.Status409Conflict, Codes.AccountIsYours));
        if ((await Card(by, id, ct)).Disabled != disabled)
        {
            await using var batch = database.Batch(Scope.Everything, Database.Sql("update account set disabled = $2, failed = 0, locked_until = null where id = $1", id.Value, disabled),
                Audit.Statement(new AuditEntry(disabled ? AuditActions.AccountDisabled : AuditActions.AccountEnabled, by, id.ToString())));
            await batch.ExecuteNonQueryAsync(ct);
        }
        return await Card(by, id, ct);
    }

    internal static bool IsLogin(string login) => login.Length is >= 3 and <= 40 && login.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');

    private async Task<Binding> BindingOf(NewAccount said, Actor? by, CancellationToken ct)
    {
        var binding = await bindings.Of(said, ct);
        return by is null || by.MaySee(said.County) ? binding : throw RegisterBook.Refuse(new Refusal(Refusals.OtherCounty, "county"));
    }

    /// <summary>By another account, or by this one when its person has signed in already: a late repeat must not take the password away.</summary>
    private async Task<bool> IsTaken(PersonId id, string login, CancellationToken ct) =>
        await database.Rows(Scope.Everything, Database.Sql("select 1 from account where (login = $1 and id <> $2) or (id = $2 and (login <> $1 or password_hash is not null))", login, id.Value), r => r.GetInt32(0), ct) is not [];

    /// <summary>Another county's account is not there for this administrator.</summary>
    private async Task<AccountCard> Card(Actor? by, PersonId id, CancellationToken ct) =>
        await Cards(by ?? Actor.Machine, null, id, ct) is [var card] ? card : throw RegisterBook.NotFound();

    private Task<IReadOnlyList<AccountCard>> Cards(Actor by, string? q, PersonId? id, CancellationToken ct) => database.Rows(Scope.Everything,
        Database.Sql(ListSql, by.Scope, Database.Nullable(q), Database.Nullable(id?.Value)), CardIn, ct);

    private static AccountCard CardIn(NpgsqlDataReader r) => new(
        new PersonId(r.GetGuid(0)), r.GetString(1), r.GetString(2), Enum.Parse<Role>(r.GetString(3)), new CountyCode(r.GetString(4)),
        r.IsDBNull(5) ? null : new Bound(r.GetGuid(5), r.GetString(6), r.GetString(6)), r.IsDBNull(7) ? null : new Bound(r.GetGuid(7), r.GetString(8), r.GetString(18)),
        r.IsDBNull(9) ? null : new Bound(r.GetGuid(9), r.GetString(10), r.GetString(19)), r.IsDBNull(11) ? null : new Bound(r.GetGuid(11), r.GetString(12), null),
        r.GetBoolean(13), r.IsDBNull(14) ? null : r.GetFieldValue<DateTimeOffset>(14), r.GetBoolean(15),
        r.IsDBNull(16) ? null : r.GetFieldValue<DateTimeOffset>(16), r.IsDBNull(17) ? null : r.GetFieldValue<DateTimeOffset>(17));

    private static ProblemException Taken() => new(new Problem(StatusCodes.Status409Conflict, Codes.AccountExists, "login"));

    private static ProblemException Bad(string code, string field) => new(Problem.BadInput(code, field));
}

/// <summary>An account as an administrator sees it (账号卡片); never its password, nor the code that was handed over.</summary>
public sealed record AccountCard(
    PersonId Id, string Login, string Name, Role Role, CountyCode County, Bound? Squad, Bound? Unit, Bound? Department, Bound? Venue,
    bool Disabled, DateTimeOffset? LockedUntil, bool HasPassword, DateTimeOffset? CodeExpiresAt, DateTimeOffset? SeenAt);

/// <summary>What an account is bound to, by name and, where it has one, by code.</summary>
public sealed record Bound(Guid Id, string Name, string? Code);

/// <summary>An account as it is to be from now on; a change of rights ends its sessions.</summary>
public sealed record AccountChange(string Name, Role Role, CountyCode County, string? Squad = null, string? Unit = null, string? Department = null, VenueId? Venue = null);
