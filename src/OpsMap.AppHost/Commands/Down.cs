using System.Globalization;
using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Commands;

/// <summary>Stops a system that `up` started in another terminal.</summary>
public static class Down
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public static Command Command { get; } = new("down", "Stops the system that `up` started.", Run)
    {
        Options = [new("--wipe", null, "also removes .opsmap: all data, keys and logs")],
    };

    private static async Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        var workspace = Workspace.Find();
        var stopped = await Stop(workspace, cancel);
        Console.WriteLine(stopped ? "OpsMap is down." : "OpsMap was not up.");
        if (arguments.Has("--wipe") && Directory.Exists(workspace.State)) await Wipe(workspace, cancel);
        return 0;
    }

    private static async Task<bool> Stop(Workspace workspace, CancellationToken cancel)
    {
        using (var free = UpLock.TryTake(workspace))
            if (free is not null)
            {
                RunFile.Remove(workspace);
                return false;
            }

        var pid = await Holder(workspace, cancel);
        await Shell.Must(["sh", "-c", "kill -s TERM \"$1\"", "down", pid], cancel);
        if (await Ended(pid, cancel)) return true;

        Console.WriteLine($"Process {pid} does not stop; killing it. Its guards end the rest.");
        await Shell.Run(["sh", "-c", "kill -s KILL \"$1\"", "down", pid], cancel);
        await Ended(pid, cancel);
        RunFile.Remove(workspace);
        return true;
    }

    private static async Task Wipe(Workspace workspace, CancellationToken cancel)
    {
        await BackingServices.Erase(workspace.Postgres, cancel);
        Directory.Delete(workspace.State, recursive: true);
        Console.WriteLine($"{workspace.State} is gone.");
    }

    private static async Task<string> Holder(Workspace workspace, CancellationToken cancel)
    {
        // The holder has the file locked against us, so another program reads it.
        var (_, text) = await Shell.Run(["cat", workspace.Lock], cancel);
        return int.TryParse(text, CultureInfo.InvariantCulture, out _) ? text : throw new ServiceException($"{workspace.Lock} does not name a process");
    }

    private static async Task<bool> Ended(string pid, CancellationToken cancel)
    {
        var process = $"/proc/{pid}";
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(100))
        {
            if (!Directory.Exists(process)) return true;
            await Task.Delay(100, cancel);
        }
        return false;
    }
}
