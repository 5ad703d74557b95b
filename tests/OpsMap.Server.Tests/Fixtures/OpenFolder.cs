namespace OpsMap.Server.Tests.Fixtures;

/// <summary>A temporary folder that the account of a local server may enter (the framework's own temporary folders are closed to others).</summary>
public sealed class OpenFolder : IDisposable
{
    private static readonly string _ofThisRun = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"opsmap-test-{Guid.NewGuid().ToString("N")[..8]}");
    private static int _opened;

    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(_ofThisRun, $"{Interlocked.Increment(ref _opened)}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>What hosts that did not come up, or not down, have left behind in this run.</summary>
    public static void RemoveAll()
    {
        if (Directory.Exists(_ofThisRun)) Directory.Delete(_ofThisRun, recursive: true);
    }
}
