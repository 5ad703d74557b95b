using System.Diagnostics;

namespace OpsMap.Bench;

/// <summary>Two ways to do a thing, in turns (ABAB), so that a noisy machine disturbs both alike.</summary>
public static class Duel
{
    private const int Rounds = 5;

    /// <summary>Runs both with that many clients for some seconds a round; the medians over the rounds.</summary>
    public static async Task<(Figures Ours, Figures Raw)> Run(int clients, TimeSpan round, Func<int, Task> ours, Func<int, Task> raw)
    {
        await Load(clients, round, ours);
        await Load(clients, round, raw);
        var (a, b) = (new List<Figures>(), new List<Figures>());
        for (var i = 0; i < Rounds; i++)
        {
            a.Add(await Load(clients, round, ours));
            b.Add(await Load(clients, round, raw));
        }
        return (Figures.Median(a), Figures.Median(b));
    }

    /// <summary>One line: the medians, the ratio, and the ratio of the fastest tenths, which a busy machine disturbs least.</summary>
    public static void Print(string what, int clients, (Figures Ours, Figures Raw) pair, string goal) => Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{what}, {clients} client(s): p50 {pair.Ours.P50:0.00} ms against {pair.Raw.P50:0.00} ms = {pair.Ours.P50 / pair.Raw.P50:0.00}x (fastest tenth {pair.Ours.P10 / pair.Raw.P10:0.00}x); {pair.Ours.PerSecond:0}/s against {pair.Raw.PerSecond:0}/s = {pair.Ours.PerSecond / pair.Raw.PerSecond:0.00}x; p99 {pair.Ours.P99:0.0} ms   ({goal})"));

    /// <summary>As fast as that many clients go, each one after its own last answer.</summary>
    public static async Task<Figures> Load(int clients, TimeSpan time, Func<int, Task> act)
    {
        var all = new List<double>[clients];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(async () =>
        {
            var took = all[i] = [];
            while (clock.Elapsed < time)
            {
                var start = Stopwatch.GetTimestamp();
                await act(i);
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        })));
        double[] sorted = [.. all.SelectMany(t => t).Order()];
        return new Figures(At(sorted, 0.10), At(sorted, 0.50), At(sorted, 0.99), sorted.Length / clock.Elapsed.TotalSeconds);
    }

    public static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}

/// <summary>What a round showed: milliseconds, and acts a second.</summary>
public sealed record Figures(double P10, double P50, double P99, double PerSecond)
{
    public static Figures Median(IReadOnlyCollection<Figures> rounds) => new(Middle(rounds, f => f.P10), Middle(rounds, f => f.P50), Middle(rounds, f => f.P99), Middle(rounds, f => f.PerSecond));

    private static double Middle(IReadOnlyCollection<Figures> rounds, Func<Figures, double> of) => rounds.Select(of).Order().ElementAt(rounds.Count / 2);
}
