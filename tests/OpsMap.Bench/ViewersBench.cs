using System.Diagnostics;
using System.Globalization;

namespace OpsMap.Bench;

/// <summary>2,000 squads at 1 Hz to 50 and to 200 viewers: from the fix to the frame, and what each viewer is sent.</summary>
public static class ViewersBench
{
    // two thousand squads wake first: each reads its events and its last positions
    private static readonly TimeSpan _warm = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(15);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        using var squads = new MovingSquads(system);
        foreach (var count in (int[])[50, 200])
        {
            var viewers = new List<MapViewer>();
            try
            {
                for (var i = 0; i < count; i++) viewers.Add(await MapViewer.Join(system, system.Desks[i % system.Desks.Count], squads, decode: i < 2, ct));
                await squads.Report(_warm, perSecond: 1, ct);
                foreach (var viewer in viewers) viewer.Reset();
                squads.Reset();
                var before = system.Usage();
                var clock = Stopwatch.StartNew();
                await squads.Report(_measured, perSecond: 1, ct);
                var seconds = clock.Elapsed.TotalSeconds;
                var after = system.Usage();
                if (viewers.Find(v => v.Lost is not null) is { } lost) throw new InvalidOperationException($"a viewer was lost: {lost.Lost}");
                double[] ages = [.. viewers.SelectMany(v => v.Ages).Order()];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
                    {count} viewers: {squads.Accepted / seconds:0} fixes/s stored, {squads.Refused} refused
                      fix to frame p50 {Duel.At(ages, 0.50):0} ms, p95 {Duel.At(ages, 0.95):0} ms, p99 {Duel.At(ages, 0.99):0} ms
                      each viewer {viewers.Average(v => v.Frames) / seconds:0.00} frames/s, {viewers.Average(v => v.Bytes) / seconds / 1024:0.0} kB/s
                      server {(after.Seconds - before.Seconds) / seconds:0.00} cores, {after.Megabytes:0} MB
                    """));
            }
            finally
            {
                foreach (var viewer in viewers) await viewer.DisposeAsync();
            }
        }
    }
}
