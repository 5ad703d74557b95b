using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Commands;

/// <summary>Opens an account: there is no default one.</summary>
public static class AdminCreate
{
    public static Command Command { get; } = new("admin create", "Opens an account; asks for what is not given, and for the password (or reads it from its input).", Run)
    {
        Options =
        [
            new("--login", "NAME", "what the person types to sign in"),
            new("--name", "NAME", "the person's name"),
            new("--role", "ROLE", "cityDispatcher, countyDispatcher, stationHead, section, squadMember, squadLeader, merchantStaff, liaison, leadership or admin (default)"),
            new("--county", "CODE", "county code (default 1404, the city)"),
            new("--squad", "CODE", "the squad of a member or leader, such as 潞州03"),
            new("--unit", "CODE", "the station of a station head or the section of a section's people, such as 140404-SPG"),
            new("--department", "CODE", "the department a liaison speaks for, such as police"),
            new("--venue", "ID", "the venue of a rights station's or merchant's people"),
            new("--once", null, "for somebody else: prints a one-time code that sets the password, and asks for none"),
        ],
    };

    private static async Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        var questions = Console.IsInputRedirected ? null : new Questions(Console.In, Console.Out);
        var login = arguments.Text("--login") ?? questions?.Ask("Login") ?? arguments.Required("--login");
        var once = arguments.Has("--once");
        var account = new
        {
            login,
            name = arguments.Text("--name") ?? questions?.Ask("Name", login) ?? login,
            role = arguments.Text("--role") ?? questions?.Ask("Role", "admin") ?? "admin",
            county = arguments.Text("--county") ?? "1404",
            squad = arguments.Text("--squad"),
            unit = arguments.Text("--unit"),
            department = arguments.Text("--department"),
            venue = arguments.Text("--venue"),
            password = once ? null : Password(),
        };
        await using var access = await OperatorAccess.Open(Workspace.Find(), Progress.Console, cancel);
        using var answer = await access.Http.PostAsJsonAsync("/api/operator/accounts", account, cancel);
        if (!answer.IsSuccessStatusCode) throw new ServiceException($"The account was refused: {await OperatorAccess.Reason(answer, cancel)}");
        if (once) Console.WriteLine($"{login} sets the password with this one-time code: {await Code(answer, cancel)}");
        else Console.WriteLine($"{login} may sign in now.");
        return 0;
    }

    private static async Task<string?> Code(HttpResponseMessage answer, CancellationToken cancel)
    {
        using var made = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
        return made.RootElement.GetProperty("once").GetProperty("code").GetString();
    }

    // Never an option: other accounts of the machine can read command lines.
    private static string Password()
    {
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? throw new UsageException("The password is missing: give it as the first line of the input");
        var first = Ask("Password: ");
        return Ask("Once more: ") == first ? first : throw new UsageException("The two passwords differ");
    }

    private static string Ask(string prompt)
    {
        Console.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }
        Console.WriteLine();
        return typed.ToString();
    }
}
