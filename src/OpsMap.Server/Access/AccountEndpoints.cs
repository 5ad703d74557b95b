using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Accounts are made by the operator (开户): there is no default account and no default password.</summary>
public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/operator/accounts", Create).RequireOperator().WithTags("Operator");

    private static async Task<IResult> Create(NewAccount body, Accounts accounts, Bindings bindings, Passwords passwords, CancellationToken ct)
    {
        var login = SignIn.Normal(body.Login);
        if (!IsLogin(login)) return Problems.Answer(Problem.BadInput(Codes.LoginNotAllowed, "login"));
        if (Texts.Required("name", body.Name, 50) is { } refusal) return Problems.Answer(refusal);
        if (!Passwords.IsStrong(body.Password, login)) return Problems.Answer(Problem.BadInput(Codes.PasswordTooWeak, "password"));

        var account = new Account(new PersonId(Guid.CreateVersion7()), login, body.Name.Trim(), body.Role, body.County, await bindings.Of(body, ct), passwords.Hash(body.Password));
        var audit = new AuditEntry(AuditActions.AccountCreated, Subject: account.Id.ToString()).With("role", body.Role.ToString()).With("county", body.County.Value);
        return await accounts.Add(account, audit, ct)
            ? Results.Created((string?)null, new AccountCreated(account.Id))
            : Problems.Answer(new Problem(StatusCodes.Status409Conflict, Codes.AccountExists, "login"));
    }

    private static bool IsLogin(string login) => login.Length is >= 3 and <= 40 && login.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_');
}

/// <summary>A person who is to work with the system; squad, station or section, and department by their codes.</summary>
public sealed record NewAccount(
    string Login, string Name, Role Role, CountyCode County, string Password, string? Squad = null, string? Unit = null, string? Department = null, VenueId? Venue = null);

/// <summary>The id of the new account.</summary>
public sealed record AccountCreated(PersonId Id);
