using System.Diagnostics;
using System.Globalization;

namespace OpsMap.AppHost.Services;

/// <summary>What to run under a guard, and how it should go when nobody holds the other end of the pipe any more.</summary>
public sealed record GuardedCommand(string File, IReadOnlyList<string> Arguments, string Log)
{
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public string LastSignal { get; init; } = "KILL";
    public TimeSpan Grace { get; init; } = TimeSpan.Zero;
    /// <summary>Removed with everything in it once the process is gone.</summary>
    public string? Folder { get; init; }
}

/// <summary>A child that cannot outlive us: a shell holds it and reads our pipe, so even kill -9 of this process ends it and removes its folder.</summary>
public sealed class GuardedProcess : IAsyncDisposable
{
    // The reader lives until the pipe ends, so the folder is removed exactly once, whichever of child and parent dies first.
    private const string Script = """
        last=$1; tenths=$2; folder=$3; log=$4; shift 4
        umask 077
        exec 3<&0
        "$@" </dev/null 3<&- >>"$log" 2>&1 &
        child=$!
        (
          while read -r word <&3; do
            if [ "$word" = keep ]; then folder=; else kill -s "$word" $child 2>/dev/null; fi
          done
          kill -s "$last" $child 2>/dev/null
          while [ "$tenths" -gt 0 ] && kill -0 $child 2>/dev/null; do sleep 0.1; tenths=$((tenths - 1)); done
          kill -s KILL $child 2>/dev/null
          tries=50
          while [ -n "$folder" ] && [ -e "$folder" ] && [ $tries -gt 0 ]; do
            rm -rf "$folder" 2>/dev/null || sleep 0.1
            tries=$((tries - 1))
          done
        ) >/dev/null 2>&1 &
        exec 3<&-
        echo $child
        exec >/dev/null 2>&1
        wait $child
        """;

    private readonly Process _guard;
    private string? _folder;
    private readonly TimeSpan _grace;

    private GuardedProcess(Process guard, int pid, GuardedCommand command)
    {
        (_guard, Pid, _folder, _grace) = (guard, pid, command.Folder, command.Grace);
        Exited = Ended();
    }

    public int Pid { get; }

    /// <summary>Completes with the exit code of the child (128 + signal when it was killed).</summary>
    public Task<int> Exited { get; }

    public static GuardedProcess Start(GuardedCommand command)
    {
        // A session of its own: Ctrl+C in the terminal reaches us alone, and we end the children in order.
        var start = new ProcessStartInfo("setsid") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        var tenths = ((int)(command.Grace.TotalSeconds * 10)).ToString(CultureInfo.InvariantCulture);
        foreach (var word in (string[])["sh", "-c", Script, "opsmap-guard", command.LastSignal, tenths, command.Folder ?? "", command.Log, command.File, .. command.Arguments])
            start.ArgumentList.Add(word);
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        var guard = Process.Start(start) ?? throw new InvalidOperationException("setsid did not start");
        var pid = guard.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The guard of {command.File} died at once");
        return new GuardedProcess(guard, int.Parse(pid, CultureInfo.InvariantCulture), command);
    }

    public void Signal(string name) => Say(name);

    /// <summary>Ends the child at once and keeps its folder: the crash a test asks for.</summary>
    public async Task Crash()
    {
        _folder = null;
        Say("keep");
        Say("KILL");
        await Exited;
        _guard.StandardInput.Close();
    }

    /// <summary>Asks nicely, waits, then insists. The folder goes as well, if there is one.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _guard.StandardInput.Close();
        }
        catch (IOException)
        {
            // The reader has gone already, so has the child.
        }
        await Exited.WaitAsync(_grace + TimeSpan.FromSeconds(10));
        while (_folder is not null && Directory.Exists(_folder)) await Task.Delay(20);
        _guard.Dispose();
    }

    private async Task<int> Ended()
    {
        await _guard.WaitForExitAsync();
        return _guard.ExitCode;
    }

    private void Say(string word)
    {
        _guard.StandardInput.WriteLine(word);
        _guard.StandardInput.Flush();
    }
}
