using System.Globalization;

namespace OpsMap.AppHost.Running;

/// <summary>Held while a system is up; the kernel lets go of it when its holder dies, however it dies.</summary>
public sealed class UpLock : IDisposable
{
    private readonly FileStream _file;

    private UpLock(FileStream file) => _file = file;

    /// <summary>Null when another process holds it.</summary>
    public static UpLock? TryTake(Workspace workspace)
    {
        Directory.CreateDirectory(workspace.State);
        try
        {
            var file = new FileStream(workspace.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var held = new UpLock(file);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            file.Flush();
            return held;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
