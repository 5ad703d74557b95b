using OpsMap.AppHost.Running;
using OpsMap.Bench;

// Every figure is a ratio taken in one run against the raw thing on the same machine; absolute times are printed for the reader only.
(string Name, Func<BenchSystem, CancellationToken, Task> Run)[] benches =
[
    ("recommend", RecommendBench.Run),
    ("command", CommandBench.Run),
    ("clocks", ClockBench.Run),
    ("ingest", IngestBench.Run),
    ("live", LiveBench.Run),
    ("tracks", TrackBench.Run),
    ("viewers", ViewersBench.Run),
    ("growth", GrowthBench.Run),
];
var chosen = args is [] ? benches : [.. benches.Where(b => args.Contains(b.Name, StringComparer.Ordinal))];
if (chosen.Length == 0)
{
    await Console.Error.WriteLineAsync($"usage: ./opsmap bench [{string.Join('|', benches.Select(b => b.Name))}]");
    return 2;
}
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
var folder = Directory.CreateTempSubdirectory("opsmap-bench-");
try
{
    await using var system = await BenchSystem.Start(folder.FullName, Progress.Console, stop.Token);
    try
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, {File.ReadAllText("/proc/loadavg").Split(' ')[0]} processes busy before we began");
        foreach (var (name, run) in chosen)
        {
            Console.WriteLine($"\n== {name}");
            await run(system, stop.Token);
        }
    }
    catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException)
    {
        await Console.Error.WriteLineAsync($"{failure.Message}\nThe end of the node's log:\n{system.LogTail}");
        return 1;
    }
    return 0;
}
finally
{
    folder.Delete(recursive: true);
}
