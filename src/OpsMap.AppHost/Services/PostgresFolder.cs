using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OpsMap.AppHost.Services;

/// <summary>The files of one local PostgreSQL: data, log, password.</summary>
internal sealed class PostgresFolder
{
    private const long LongestLog = 10_000_000;

    private PostgresFolder(string root, bool kept, PostgresBinaries binaries, string password) =>
        (Root, Kept, Binaries, Password) = (root, kept, binaries, password);

    public string Root { get; }
    public bool Kept { get; }
    public PostgresBinaries Binaries { get; }
    public string Password { get; }
    public string Data => Path.Combine(Root, "data");
    public string Log => Path.Combine(Root, "log");
    public long LogLength => File.Exists(Log) ? new FileInfo(Log).Length : 0;

    public static async Task<PostgresFolder> Open(string? keepIn, ServiceAccount account, CancellationToken cancel)
    {
        var root = keepIn is null ? Directory.CreateTempSubdirectory("opsmap-postgres-").FullName : await Reachable(keepIn, account, cancel);
        var versionFile = Path.Combine(root, "data", "PG_VERSION");
        var version = File.Exists(versionFile) ? (await File.ReadAllTextAsync(versionFile, cancel)).Trim() : null;
        var folder = new PostgresFolder(root, keepIn is not null, PostgresBinaries.Find(version), Secrets.Read(Path.Combine(root, "password")));
        if (folder.LogLength > LongestLog) File.Delete(folder.Log);
        await account.Own(root, cancel);
        if (version is null) await folder.Initialise(account, cancel);
        return folder;
    }

    /// <summary>The data folder of a kept server: usually the wished one, another when the postgres account cannot get there (a clone under /root).</summary>
    private static async Task<string> Reachable(string wished, ServiceAccount account, CancellationToken cancel)
    {
        Directory.CreateDirectory(wished);
        if (await account.CanEnter(wished, cancel)) return wished;
        return Directory.CreateDirectory(Elsewhere(wished)).FullName;
    }

    public static void Erase(string wished)
    {
        foreach (var folder in (string[])[wished, Elsewhere(wished)])
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    public string LogSince(long position)
    {
        using var stream = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = Math.Min(position, stream.Length);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>After a crash the pid in the file may belong to somebody else by now, and PostgreSQL would refuse to start.</summary>
    public void ClearStalePidFile()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(file)) return;
        var pid = File.ReadLines(file).FirstOrDefault()?.Trim();
        if (int.TryParse(pid, CultureInfo.InvariantCulture, out var number) && IsOurServer(number))
            throw new ServiceException($"A PostgreSQL (process {number}) is already running on {Data}");
        File.Delete(file);
    }

    public void Discard()
    {
        if (!Kept && Directory.Exists(Root)) Directory.Delete(Root, recursive: true);
    }

    private static string Elsewhere(string wished) =>
        "/var/lib/postgresql/opsmap-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wished)))[..12];

    private bool IsOurServer(int pid)
    {
        var commandLine = $"/proc/{pid}/cmdline";
        try
        {
            return File.ReadAllText(commandLine).Contains(Data, StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // Made beside and moved, so that an interrupted initdb never looks like a database.
    private async Task Initialise(ServiceAccount account, CancellationToken cancel)
    {
        var fresh = Data + ".new";
        if (Directory.Exists(fresh)) Directory.Delete(fresh, recursive: true);
        string[] sync = Kept ? [] : ["--no-sync"];
        await Shell.Must(account.Command(
            [Binaries.InitDb, "-D", fresh, "-U", "postgres", "-A", "scram-sha-256", $"--pwfile={Path.Combine(Root, "password")}", "-E", "UTF8", "--locale=C.UTF-8", .. sync]), cancel);
        Directory.Move(fresh, Data);
    }
}
