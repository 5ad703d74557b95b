using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Running;

/// <summary>What to start on this machine.</summary>
public sealed record SystemPlan(Workspace Workspace)
{
    public int Nodes { get; init; } = 1;
    /// <summary>The first node's port; null: free ones.</summary>
    public int? FirstPort { get; init; }
    /// <summary>The first node's port for https, if there are certificates for it; the others follow.</summary>
    public int? FirstSecurePort { get; init; }
    /// <summary>With sign-in links, and moving squads if <see cref="Simulate"/>.</summary>
    public bool Demo { get; init; } = true;
    public bool Simulate { get; init; }
    /// <summary>The simulated city has the contacts of a counted working day, hour by hour, instead of a lively demonstration.</summary>
    public bool WorkingDay { get; init; }
    public required string Logs { get; init; }
    public required string Keys { get; init; }
    /// <summary>Null: throwaway.</summary>
    public string? KeepPostgresIn { get; init; }
    public required string OperatorKey { get; init; }
    public required string DemoKey { get; init; }
    /// <summary>Settings for the nodes on top of ours: `OPSMAP_Arrival__Dwell` and the like.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A system whose data stay in `.opsmap` between runs.</summary>
    public static SystemPlan Kept(Workspace workspace)
    {
        Directory.CreateDirectory(workspace.State);
        return new(workspace)
        {
            Logs = Private(workspace.Logs),
            Keys = Private(workspace.Keys),
            KeepPostgresIn = workspace.Postgres,
            OperatorKey = Secrets.Read(workspace.OperatorKey),
            DemoKey = Secrets.Read(workspace.DemoKey),
        };
    }

    /// <summary>A system in a temporary folder on free ports.</summary>
    public static SystemPlan Throwaway(Workspace workspace, string folder) => new(workspace)
    {
        Logs = Private(Path.Combine(folder, "logs")),
        Keys = Private(Path.Combine(folder, "keys")),
        OperatorKey = Secrets.New(),
        DemoKey = Secrets.New(),
    };

    private static string Private(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
