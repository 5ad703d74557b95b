using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsMap.Domain;
using OpsMap.Server.Clocks;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tracks;

namespace OpsMap.Bench;

/// <summary>
/// A fix through the squad's grain to its commit, against a grain call that does nothing and against the same rows as raw batches.
/// The silo is in this process, so that nothing but the grain and the store is measured; HTTP is in the other benches.
/// </summary>
public static class TrackBench
{
    private const int Squads = 512;
    private static readonly TimeSpan _round = TimeSpan.FromSeconds(2);

    public static async Task Run(BenchSystem system, CancellationToken ct)
    {
        using var host = await Silo(system, ct);
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var phones = system.Phones.Take(Squads).Select(p => grains.Squad(new SquadId(p.Id))).ToArray();
        foreach (var squad in phones) await squad.Adopt(0);
        await using var raw = await RawFixes.Open(system, ct);
        var seq = new long[Squads];
        foreach (var callers in (int[])[1, 32, 256])
        {
            var next = new int[callers];
            int Mine(int caller) => caller + (next[caller]++ * callers % (Squads / callers * callers));
            var one = await Duel.Run(callers, _round, caller => Report(phones, seq, Mine(caller), 1), caller => phones[Mine(caller)].Adopt(0));
            Duel.Print("one fix stored / a grain call that does nothing", callers, one, "a commit against none: what it costs to lose nothing");
        }
        foreach (var (callers, fixes) in ((int, int)[])[(32, 1), (32, 50), (256, 50)])
        {
            var next = new int[callers];
            int Mine(int caller) => caller + (next[caller]++ * callers % (Squads / callers * callers));
            var pair = await Duel.Run(callers, _round, caller => Report(phones, seq, Mine(caller), fixes), caller => caller == 0 ? raw.Write(ct) : Task.Delay(_round, ct));
            // one connection writes raw batches, so its own rate is what there is in a round
            var (ours, bare) = (pair.Ours.PerSecond * fixes, raw.PerSecond);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batches of {fixes} from {callers} callers: {ours:0} fixes/s stored and judged against {bare:0} rows/s raw = {ours / bare:0.00}x"));
        }
        var (stored, commits) = host.Services.GetRequiredService<TrackWriter>().Written;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"group commit: {stored} fixes in {commits} commits, {stored / (double)Math.Max(1, commits):0.0} each"));
        await host.StopAsync(ct);
    }

    private static async Task Report(ISquadGrain[] phones, long[] seqs, int squad, int count)
    {
        var now = DateTimeOffset.UtcNow;
        var first = Interlocked.Add(ref seqs[squad], count) - count;
        var fixes = new Fix[count];
        for (var i = 0; i < count; i++) fixes[i] = new Fix(first + i, now.AddMilliseconds(i - count), 113.1 + ((first + i) * 1e-6), 36.2, 8, 1, 90);
        var receipt = await phones[squad].Report(new FixBatch("grain-bench", now, now, fixes));
        if (receipt.Dropped is [var no, ..]) throw new InvalidOperationException($"a fix was set aside: {no.Why}");
    }

    private static async Task<IHost> Silo(BenchSystem system, CancellationToken ct)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(siloPort: 11_931, gatewayPort: 30_931, serviceId: "bench", clusterId: "bench");
            silo.Services.AddDomainOnTheWire();
        });
        builder.Services.AddSingleton(new Database(system.Postgres)).AddSingleton<Ledger>().AddSingleton<Calendars>().AddSingleton<PositionBoard>().AddSingleton(TimeProvider.System)
            .AddSingleton<TrackWriter>().AddSingleton<TrackReader>().AddTransient<FixGate>().AddOptions<ArrivalOptions>();
        var host = builder.Build();
        await host.StartAsync(ct);
        return host;
    }
}
