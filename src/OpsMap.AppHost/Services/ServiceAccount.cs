namespace OpsMap.AppHost.Services;

/// <summary>The account a local server runs under: PostgreSQL refuses root, and Redis should not have it either.</summary>
public sealed class ServiceAccount
{
    private readonly string? _user;

    private ServiceAccount(string? user) => _user = user;

    public static ServiceAccount For(string user) => new(Environment.IsPrivilegedProcess && Exists(user) ? user : null);

    public IReadOnlyList<string> Command(params IReadOnlyList<string> command) =>
        _user is null ? command : ["setpriv", "--reuid", _user, "--regid", _user, "--clear-groups", .. command];

    public async Task Own(string path, CancellationToken cancel)
    {
        if (_user is not null) await Shell.Must(["chown", "-R", $"{_user}:", path], cancel);
    }

    public async Task<bool> CanEnter(string folder, CancellationToken cancel) =>
        (await Shell.Run(Command("test", "-x", folder), cancel)).Code == 0;

    private static bool Exists(string user) =>
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith(user + ":", StringComparison.Ordinal));
}
