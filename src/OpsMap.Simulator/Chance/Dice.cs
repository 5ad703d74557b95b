using System.Security.Cryptography;
using System.Text;

namespace OpsMap.Simulator.Chance;

/// <summary>One actor's own chance: the same seed and name give the same throws, whatever anybody else throws (SplitMix64).</summary>
public sealed class Dice
{
    private ulong _state;

    private Dice(ulong state) => _state = state;

    public static Dice Of(int seed, params ReadOnlySpan<string> name) => new(BitConverter.ToUInt64(Digest(seed, name)));

    /// <summary>An id that follows from seed and name, so that doing the same thing again is the same command.</summary>
    public static Guid Id(int seed, params ReadOnlySpan<string> name) => new(Digest(seed, name).AsSpan(0, 16));

    /// <summary>From 0 up to, not including, 1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    public bool Chance(double probability) => Next() < probability;

    public double Between(double low, double high) => low + (Next() * (high - low));

    public int Whole(int low, int high) => low + (int)(Next() * (high - low + 1));

    public TimeSpan Seconds(double low, double high) => TimeSpan.FromSeconds(Between(low, high));

    public TimeSpan Minutes(double low, double high) => TimeSpan.FromMinutes(Between(low, high));

    public T Pick<T>(IReadOnlyList<T> among) => among[(int)(Next() * among.Count)];

    /// <summary>One of several, each as likely as its weight.</summary>
    public T Weighted<T>(IReadOnlyList<(T What, double Weight)> among)
    {
        var left = Next() * among.Sum(a => a.Weight);
        foreach (var (what, weight) in among)
        {
            left -= weight;
            if (left < 0) return what;
        }

        return among[^1].What;
    }

    /// <summary>Around 0 with spread 1.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());

    public void Shuffle<T>(IList<T> cards)
    {
        for (var i = cards.Count - 1; i > 0; i--)
        {
            var j = (int)(Next() * (i + 1));
            (cards[i], cards[j]) = (cards[j], cards[i]);
        }
    }

    private static byte[] Digest(int seed, ReadOnlySpan<string> name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(seed));
        foreach (var part in name)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        return hash.GetHashAndReset();
    }
}
