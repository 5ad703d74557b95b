using System.Diagnostics;

namespace OpsMap.AppHost.Services;

/// <summary>Runs a command to its end.</summary>
public static class Shell
{
    private const int LinesOfAnError = 40;

    /// <summary>Quietly: its output is the answer.</summary>
    public static async Task<(int Code, string Output)> Run(IReadOnlyList<string> command, CancellationToken cancel = default)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start");
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output + await errors);
    }

    public static async Task Must(IReadOnlyList<string> command, CancellationToken cancel = default)
    {
        var (code, output) = await Run(command, cancel);
        if (code == 0) return;
        var end = string.Join('\n', output.TrimEnd().Split('\n').TakeLast(LinesOfAnError));
        throw new ServiceException($"{string.Join(' ', command)} ended with {code}:\n{end}");
    }

    /// <summary>Visibly: each line goes to the console as it comes and to whoever reads along. Its errors go to the console directly.</summary>
    public static async Task<int> Show(IReadOnlyList<string> command, Shown how, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = how.Folder };
        foreach (var (name, value) in how.Environment) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancel) is { } line)
            {
                Console.WriteLine(how.Mark is null ? line : $"{how.Mark,-6} | {line}");
                how.Read(line);
            }
            await process.WaitForExitAsync(cancel);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}

/// <summary>Where a visible command runs and who reads along.</summary>
public sealed record Shown(string Folder)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public Action<string> Read { get; init; } = _ => { };

    /// <summary>Stands before each line: others may speak meanwhile.</summary>
    public string? Mark { get; init; }
}

/// <summary>Something OpsMap needs cannot be had; the message tells the person at the keyboard why.</summary>
public sealed class ServiceException(string message, Exception? inner = null) : Exception(message, inner);
