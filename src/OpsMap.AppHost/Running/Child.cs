using System.Diagnostics;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Running;

/// <summary>One process of the system that is started again when it dies, after a pause that grows while it keeps dying.</summary>
public sealed class Child(string name, Func<GuardedCommand> command, Action<string> say) : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private GuardedProcess? _process;
    private Task? _watch;

    public string Name => name;
    public int? Pid => _process is { Exited.IsCompleted: false } running ? running.Pid : null;
    /// <summary>Set once the process has died for the first time: a start that waits for it need not wait longer.</summary>
    public int Restarts { get; private set; }
    /// <summary>A process was started again: what was written down about its pid is wrong now.</summary>
    public Action? Restarted { get; set; }

    public void Start()
    {
        _process = GuardedProcess.Start(command());
        _watch = Watch(_process);
    }

    /// <summary>Asks the process to end, waits its grace, then kills it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        if (_watch is not null) await _watch;
        _stopping.Dispose();
    }

    private async Task Watch(GuardedProcess process)
    {
        var pause = FirstPause;
        while (true)
        {
            var life = Stopwatch.StartNew();
            var code = await EndOf(process);
            await process.DisposeAsync();
            if (code is null) return;

            if (life.Elapsed > Steady) pause = FirstPause;
            say($"{name} ended with {Meaning(code.Value)} after {Progress.Seconds(life.Elapsed)}; starting it again in {Progress.Seconds(pause)}");
            Restarts++;
            if (!await Rest(pause)) return;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            _process = process = GuardedProcess.Start(command());
            Restarted?.Invoke();
        }
    }

    /// <summary>Its exit code, or null when we are to stop.</summary>
    private async Task<int?> EndOf(GuardedProcess process)
    {
        try
        {
            return await process.Exited.WaitAsync(_stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<bool> Rest(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, _stopping.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static string Meaning(int code) => code switch
    {
        134 => "exit code 134 (the cluster had declared it dead)",
        > 128 and <= 160 => $"signal {code - 128}",
        _ => $"exit code {code}",
    };
}
