namespace OpsMap.Simulator.Chance;

/// <summary>Shares dealt exactly: of so many cards each kind gets its due to the nearest one, and only the order is left to chance.</summary>
public static class Deck
{
    /// <summary>Largest remainders: the counts add up to <paramref name="total"/>.</summary>
    public static IReadOnlyList<int> Apportion(IReadOnlyList<double> weights, int total)
    {
        var sum = weights.Sum();
        var due = weights.Select(w => w / sum * total).ToList();
        var counts = due.Select(d => (int)d).ToArray();
        var rest = total - counts.Sum();
        foreach (var i in Enumerable.Range(0, counts.Length).OrderByDescending(i => due[i] - counts[i]).ThenBy(i => i).Take(rest))
            counts[i]++;
        return counts;
    }

    public static IReadOnlyList<T> Deal<T>(IReadOnlyList<(T What, double Weight)> shares, int total, Dice dice)
    {
        var counts = Apportion([.. shares.Select(s => s.Weight)], total);
        var cards = shares.SelectMany((s, i) => Enumerable.Repeat(s.What, counts[i])).ToList();
        dice.Shuffle(cards);
        return cards;
    }
}
