using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>
/// Opens an account at the machine itself (命令行开户), where there is nothing but this program and the database:
/// <c>docker compose run --rm node-1 admin create --login li</c>. It asks for no password: it prints a code that sets one.
/// </summary>
public static class FirstAccount
{
    public const string Usage = "usage: admin create --login NAME [--name NAME] [--role admin] [--county 1404] [--squad CODE] [--unit CODE] [--department CODE]";

    /// <returns>0, or 1 with the reason on <paramref name="aside"/>.</returns>
    public static async Task<int> Create(IReadOnlyList<string> words, TextWriter shown, TextWriter aside, CancellationToken ct = default)
    {
        var said = new ConfigurationBuilder().AddEnvironmentVariables("OPSMAP_").AddCommandLine([.. words]).Build();
        if (said["Postgres"] is not { Length: > 0 } postgres) return Failed(aside, "OPSMAP_POSTGRES is missing: the connection string of the database owner.");
        if (said["login"] is not { Length: > 0 } login) return Failed(aside, Usage);
        if (!Enum.TryParse<Role>(said["role"] ?? "admin", ignoreCase: true, out var role)) return Failed(aside, $"'{said["role"]}' is no role");
        if (!CountyCode.TryParse(said["county"] ?? CountyCode.City.Value, null, out var county)) return Failed(aside, $"'{said["county"]}' is no county code");
        Migrator.Run(postgres);
        await using var database = new Database(postgres);
        var options = Options.Create(said.GetSection("Access").Get<AccessOptions>() ?? new AccessOptions());
        using var passwords = new Passwords();
        var accounts = new Accounts(database, options, TimeProvider.System);
        var book = new AccountBook(database, new Bindings(database, accounts), new AccountCodes(database, passwords, options, TimeProvider.System));
        try
        {
            var account = new NewAccount(login, said["name"] ?? login, role, county, Password: null, said["squad"], said["unit"], said["department"]);
            var (card, code) = await book.Enter(new CommandId(Guid.CreateVersion7()), account, by: null, ct);
            await shown.WriteLineAsync($"""
                {card.Login} may set a password with this one-time code, until {code.ExpiresAt.ToOffset(CityTime.Offset):yyyy-MM-dd HH:mm}:
                  {code.Code}
                Open /#code={code.Code} on the address of the system.
                """);
            return 0;
        }
        catch (ProblemException e)
        {
            return Failed(aside, string.Join(' ', new[] { Words.Of(e.Problem.Code, Tongue.English, e.Problem.Facts), e.Problem.Field is { } field ? $"({field})" : null }.OfType<string>()));
        }
    }

    private static int Failed(TextWriter aside, string why)
    {
        aside.WriteLine(why);
        return 1;
    }
}
