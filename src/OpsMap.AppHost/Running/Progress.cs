using System.Diagnostics;
using System.Globalization;

namespace OpsMap.AppHost.Running;

/// <summary>Tells the person at the keyboard what is going on and for how long already.</summary>
public sealed class Progress(TextWriter writer, bool live)
{
    private readonly Stopwatch _total = Stopwatch.StartNew();

    public TimeSpan Total => _total.Elapsed;

    /// <summary>The step that failed last.</summary>
    public string? Failed { get; private set; }

    public static Progress Console { get; } = new(System.Console.Out, !System.Console.IsOutputRedirected);
    /// <summary>For commands whose standard output is for a program.</summary>
    public static Progress Aside { get; } = new(System.Console.Error, !System.Console.IsErrorRedirected);

    public void Say(string line)
    {
        lock (writer) writer.WriteLine(line);
    }

    public async Task<T> Step<T>(string what, Func<Task<T>> work)
    {
        var clock = Stopwatch.StartNew();
        using var done = new CancellationTokenSource();
        var beat = Beat(what, clock, done.Token);
        try
        {
            var result = await work();
            await Finish(done, beat);
            Line(what, clock, "");
            return result;
        }
        catch
        {
            await Finish(done, beat);
            Line(what, clock, "  failed");
            // steps may hold steps: the innermost is where it happened
            Failed ??= what;
            throw;
        }
    }

    public Task Step(string what, Func<Task> work) => Step(what, async () =>
    {
        await work();
        return true;
    });

    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    private static async Task Finish(CancellationTokenSource done, Task beat)
    {
        await done.CancelAsync();
        await beat;
    }

    // On a terminal one line counts up; in a log a slow step says every ten seconds that it is still at it.
    private async Task Beat(string what, Stopwatch clock, CancellationToken done)
    {
        using var timer = new PeriodicTimer(live ? TimeSpan.FromMilliseconds(200) : TimeSpan.FromSeconds(10));
        try
        {
            while (await timer.WaitForNextTickAsync(done))
                lock (writer)
                {
                    if (live) writer.Write($"\r  {what} … {Seconds(clock.Elapsed)}");
                    else writer.WriteLine($"  {what} … {Seconds(clock.Elapsed)}");
                }
        }
        catch (OperationCanceledException)
        {
            // The step is over.
        }
    }

    private void Line(string what, Stopwatch clock, string end)
    {
        lock (writer) writer.WriteLine($"{(live ? "\r" : "")}  {what}  {Seconds(clock.Elapsed)}{end}");
    }
}
