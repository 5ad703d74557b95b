namespace OpsMap.Bench;

/// <summary>A phone's fix from HTTP through the squad's grain to the acknowledgement, against an empty answer of the same node.</summary>
public static class IngestBench
{
    // few enough to be awake after the first round: waking a squad is reading its events
    private const int PerClient = 20;

    private static readonly TimeSpan _round = TimeSpan.FromSeconds(1);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        using var squads = new MovingSquads(system);
        foreach (var clients in (int[])[1, 8])
        {
            var http = Enumerable.Range(0, clients).Select(i => system.Client(system.Desks[i])).ToArray();
            var next = new int[clients];
            var pair = await Duel.Run(clients, _round,
                i => squads.Send((next[i]++ % PerClient * clients) + i, ct),
                i => http[i].GetByteArrayAsync(new Uri("/healthz", UriKind.Relative), ct));
            Duel.Print("a fix taken / an empty answer", clients, pair, "goal throughput >= 0.7x");
            if (squads.Refused > 0) throw new InvalidOperationException($"{squads.Refused} fixes were refused");
            foreach (var client in http) client.Dispose();
        }
    }
}
