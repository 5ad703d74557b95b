using System.Globalization;

namespace OpsMap.Bench;

/// <summary>
/// Phones' fixes from HTTP through the squads' grains to the acknowledgement: one by one against an empty answer of the same node,
/// and in batches, as a phone sends them after a silence, against the same rows as raw batches.
/// </summary>
public static class IngestBench
{
    // few enough to be awake after the first round: waking a squad is reading its events
    private const int PerClient = 20;
    private const int Batch = 50;

    private static readonly TimeSpan _round = TimeSpan.FromSeconds(1);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        using var squads = new MovingSquads(system);
        foreach (var clients in (int[])[1, 8])
        {
            var http = Enumerable.Range(0, clients).Select(i => system.Client(system.Desks[i])).ToArray();
            var next = new int[clients];
            var pair = await Duel.Run(clients, _round,
                i => squads.Send(Mine(next, i), ct),
                i => http[i].GetByteArrayAsync(new Uri("/healthz", UriKind.Relative), ct));
            Duel.Print("a fix taken / an empty answer", clients, pair, "goal throughput >= 0.7x");
            foreach (var client in http) client.Dispose();
        }

        await using var raw = await RawFixes.Open(system, ct);
        foreach (var clients in (int[])[8, 32])
        {
            var next = new int[clients];
            // one connection writes raw batches, so its own rate is what there is in a round
            var pair = await Duel.Run(clients, _round, i => squads.Send(Mine(next, i), ct, Batch), i => i == 0 ? raw.Write(ct) : Task.Delay(_round, ct));
            var ours = pair.Ours.PerSecond * Batch;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batches of {Batch} over HTTP from {clients} client(s): {ours:0} fixes/s stored and judged against {raw.PerSecond:0} rows/s raw = {ours / raw.PerSecond:0.00}x"));
        }

        if (squads.Refused > 0) throw new InvalidOperationException($"{squads.Refused} fixes were refused");
    }

    private static int Mine(int[] next, int client) => (next[client]++ % PerClient * next.Length) + client;
}
