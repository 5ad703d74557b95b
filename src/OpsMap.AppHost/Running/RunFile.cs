using System.Text.Json;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Running;

/// <summary>What `.opsmap/run.json` says about the system that is up. Readable by its owner only: it holds connection strings.</summary>
public sealed record RunFile(int Pid, IReadOnlyList<Uri> Urls, IReadOnlyList<Uri> SecureUrls, IReadOnlyList<int?> NodePids, int? SimulatorPid, string Postgres, string Redis, string? DemoKey)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static RunFile Of(RunningSystem system) => new(
        Environment.ProcessId, system.Urls, [.. system.Nodes.Select(n => n.Secure).OfType<Uri>()], [.. system.Nodes.Select(n => n.Child.Pid)], system.SimulatorPid,
        system.Services.Postgres, system.Services.Redis, system.DemoKey);

    public void Save(Workspace workspace)
    {
        // Moved into place: a reader never sees half a file.
        var fresh = workspace.RunFile + ".new";
        Secrets.Write(fresh, JsonSerializer.Serialize(this, Json));
        File.Move(fresh, workspace.RunFile, overwrite: true);
    }

    public static RunFile? Read(Workspace workspace) =>
        File.Exists(workspace.RunFile) ? JsonSerializer.Deserialize<RunFile>(File.ReadAllText(workspace.RunFile), Json) : null;

    public static void Remove(Workspace workspace) => File.Delete(workspace.RunFile);
}
