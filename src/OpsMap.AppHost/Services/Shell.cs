using System.Diagnostics;

namespace OpsMap.AppHost.Services;

/// <summary>Runs a short command to its end.</summary>
public static class Shell
{
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
        if (code != 0) throw new ServiceException($"{string.Join(' ', command)} ended with {code}: {output.Trim()}");
    }
}

/// <summary>A backing service cannot be had; the message tells the person at the keyboard why.</summary>
public sealed class ServiceException(string message, Exception? inner = null) : Exception(message, inner);
