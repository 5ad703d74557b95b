namespace OpsMap.Server.Tests.Fixtures;

/// <summary>A temporary folder that the account of a local server may enter (the framework's own temporary folders are closed to others).</summary>
public sealed class OpenFolder : IDisposable
{
    public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"opsmap-test-{Guid.NewGuid():N}")).FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
