using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Accounts are made by the operator at the machine or by an administrator (开户): there is no default account and no default password.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapPost("/api/operator/accounts", Create).RequireOperator().WithTags("Operator");
        var accounts = app.MapGroup("/api/accounts").WithTags("Accounts").RequireRoles(Role.Admin);
        accounts.MapGet("/", List);
        accounts.MapPost("/", Enter);
        accounts.MapPut("/{id}", (PersonId id, AccountChange body, CurrentActor me, AccountBook book, CancellationToken ct) => book.Change(id, body, me.Actor, ct));
        accounts.MapPost("/{id}/code", (PersonId id, CurrentActor me, AccountBook book, CancellationToken ct) => book.NewCode(id, me.Actor, ct));
        accounts.MapPost("/{id}/disable", (PersonId id, CurrentActor me, AccountBook book, CancellationToken ct) => book.Disable(id, true, me.Actor, ct));
        accounts.MapPost("/{id}/enable", (PersonId id, CurrentActor me, AccountBook book, CancellationToken ct) => book.Disable(id, false, me.Actor, ct));
    }

    private static async Task<IResult> List(CurrentActor me, AccountBook book, string? q, CancellationToken ct) =>
        Texts.Optional("q", q, 50) is { } no ? Problems.Answer(no) : Results.Ok(await book.List(me.Actor, q, ct));

    private static async Task<IResult> Enter(AccountRequest body, CurrentActor me, AccountBook book, CancellationToken ct)
    {
        // who makes an account never chooses its password
        if (body.Account.Password is not null) return Problems.Answer(Problem.BadInput(Codes.UnknownMember, "account.password"));
        try
        {
            var (card, code) = await book.Enter(body.CommandId, body.Account, me.Actor, ct);
            return Results.Created((string?)null, new AccountEntered(card, code));
        }
        catch (ProblemException e) when (e.Problem.Field is { } field)
        {
            throw new ProblemException(e.Problem with { Field = $"account.{field}" });
        }
    }

    private static async Task<IResult> Create(NewAccount body, Accounts accounts, AccountBook book, Bindings bindings, Passwords passwords, CancellationToken ct)
    {
        if (body.Password is null)
        {
            var (card, code) = await book.Enter(new CommandId(Guid.CreateVersion7()), body, by: null, ct);
            return Results.Created((string?)null, new AccountCreated(card.Id, code));
        }
        var login = SignIn.Normal(body.Login);
        if (!AccountBook.IsLogin(login)) return Problems.Answer(Problem.BadInput(Codes.LoginNotAllowed, "login"));
        if (Texts.Required("name", body.Name, 50) is { } refusal) return Problems.Answer(refusal);
        if (!Passwords.IsStrong(body.Password, login)) return Problems.Answer(Problem.BadInput(Codes.PasswordTooWeak, "password"));

        var account = new Account(new PersonId(Guid.CreateVersion7()), login, body.Name.Trim(), body.Role, body.County, await bindings.Of(body, ct), passwords.Hash(body.Password));
        var audit = new AuditEntry(AuditActions.AccountCreated, Subject: account.Id.ToString()).With("role", body.Role.ToString()).With("county", body.County.Value);
        return await accounts.Add(account, audit, ct)
            ? Results.Created((string?)null, new AccountCreated(account.Id))
            : Problems.Answer(new Problem(StatusCodes.Status409Conflict, Codes.AccountExists, "login"));
    }
}

/// <summary>A person who is to work with the system; squad, station or section, and department by their codes. Without a password a one-time code is answered.</summary>
public sealed record NewAccount(
    string Login, string Name, Role Role, CountyCode County, string? Password = null, string? Squad = null, string? Unit = null, string? Department = null, VenueId? Venue = null);

/// <summary>An account to be made by an administrator.</summary>
public sealed record AccountRequest(CommandId CommandId, NewAccount Account);

/// <summary>The new account and the code that sets its password, told once.</summary>
public sealed record AccountEntered(AccountCard Account, OneTimeCode Once);

/// <summary>The id of the new account, and the code that sets its password if none was given.</summary>
public sealed record AccountCreated(PersonId Id, OneTimeCode? Once = null);
