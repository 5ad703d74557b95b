using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace OpsMap.Bench;

/// <summary>2,000 squads at 1 Hz to 50 viewers: how old a position is when it is shown, what it costs, and that one viewer who stops reading delays nobody.</summary>
public static class LiveBench
{
    private const int Viewers = 50;
    // the two thousand wake first: each reads its events and its last positions
    private static readonly TimeSpan _warm = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _measured = TimeSpan.FromSeconds(20);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        using var squads = new MovingSquads(system);
        var viewers = new List<MapViewer>();
        for (var i = 0; i < Viewers; i++) viewers.Add(await MapViewer.Join(system, system.Desks[i], squads, decode: i < 2, ct));
        try
        {
            await squads.Report(_warm, perSecond: 1, ct);
            await Phase("steady", system, squads, viewers, () => squads.Report(_measured, perSecond: 1, ct));

            using var stalled = await StopReading(system, system.Desks[Viewers], ct);
            await Phase("1 of 51 viewers stalled", system, squads, viewers, () => squads.Report(_measured, perSecond: 1, ct));

            await Phase("overload: as fast as it goes", system, squads, viewers, () => squads.Flood(TimeSpan.FromSeconds(10), ct));
        }
        finally
        {
            foreach (var viewer in viewers) await viewer.DisposeAsync();
        }
    }

    private static async Task Phase(string name, BenchSystem system, MovingSquads squads, List<MapViewer> viewers, Func<Task> load)
    {
        foreach (var viewer in viewers) viewer.Reset();
        squads.Reset();
        var (before, counted) = (system.Usage(), await system.Counts());
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await load();
        var (after, counts) = (system.Usage(), await system.Counts());
        if (viewers.Where(v => v.Lost is not null).Select(v => v.Lost).ToArray() is [var why, ..] lost) throw new InvalidOperationException($"{lost.Length} viewers were lost: {why}");
        var seconds = clock.Elapsed.TotalSeconds;
        double[] ages = [.. viewers.SelectMany(v => v.Ages).Order()];
        var frames = viewers.Select(v => v.Frames).Order().ToArray();
        var bytes = viewers.Sum(v => v.Bytes) / (double)Math.Max(1, viewers.Sum(v => v.Records));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {name}: {squads.Accepted / seconds:0} fixes/s taken, {squads.Refused} refused
              fix to frame p50 {Duel.At(ages, 0.50):0} ms, p95 {Duel.At(ages, 0.95):0} ms, p99 {Duel.At(ages, 0.99):0} ms, oldest {(ages.Length == 0 ? 0 : ages[^1]):0} ms   (goal p95 <= 300 ms at a 250 ms tick; under overload <= 3,000 ms)
              frames/s to each viewer {frames[0] / seconds:0.00} to {frames[^1] / seconds:0.00} (goal <= 4; the slowest at {100.0 * frames[0] / Math.Max(1, frames[^1]):0.0} % of the fastest, goal >= 99.5 %), {bytes:0.0} bytes per moved squad (goal <= 20)
              server {(after.Seconds - before.Seconds) / seconds:0.00} cores (goal <= 0.5), memory {before.Megabytes:0} -> {after.Megabytes:0} MB
              of {counts.Offered - counted.Offered} positions {counts.Emitted - counted.Emitted} were sent out and {counts.Superseded - counted.Superseded} left out because a newer one came first; {counts.FramesUnread - counted.FramesUnread} frames not read in time
            """));
    }

    /// <summary>A browser that joined and then stopped reading its socket.</summary>
    private static async Task<ClientWebSocket> StopReading(BenchSystem system, string token, CancellationToken ct)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", $"opsmap={token}");
        socket.Options.SetRequestHeader("Origin", system.Url.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new Uri(system.Url.AbsoluteUri.Replace("http://", "ws://", StringComparison.Ordinal) + "live"), ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, endOfMessage: true, ct);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Join\",\"arguments\":[]}\u001e"), WebSocketMessageType.Text, endOfMessage: true, ct);
        return socket;
    }
}
