using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace OpsMap.Server.Access;

/// <summary>The folder of keys all nodes share (密钥目录), apart from the database and its backups.</summary>
public sealed class KeyFolder(DirectoryInfo folder)
{
    private const int Bytes = 32;

    public static KeyFolder At(string path) => new(OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));

    public DirectoryInfo Folder => folder;

    /// <summary>The key of this name: random the first time, the same for every node ever after.</summary>
    public byte[] Key(string name)
    {
        using var alone = Alone();
        var path = Path.Combine(folder.FullName, name);
        if (File.Exists(path)) return File.ReadAllBytes(path);
        var key = RandomNumberGenerator.GetBytes(Bytes);
        // under another name first: a node that dies half-way leaves no half key
        File.WriteAllBytes(path + ".new", key);
        File.Move(path + ".new", path);
        return key;
    }

    /// <summary>One node at a time; the others wait for it to finish or die.</summary>
    public IDisposable Alone()
    {
        var patience = TimeSpan.FromSeconds(30);
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(50))
        {
            try { return new FileStream(Path.Combine(folder.FullName, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (waited < patience) { Thread.Sleep(50); }
        }
    }
}

/// <summary>Two nodes that start together on an empty folder must end up with one first key, or each could not read what the other wrote.</summary>
public sealed class FirstKey(KeyFolder folder, IKeyManager keys, TimeProvider clock) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        using var alone = folder.Alone();
        var now = clock.GetUtcNow();
        if (keys.GetAllKeys().Count == 0) keys.CreateNewKey(now, now + TimeSpan.FromDays(90));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
