using System.Text;

namespace OpsMap.Server.Notify;

/// <summary>A notice that waits to be told.</summary>
public sealed record Waiting(long Id, int Urgency, string Text, string Brief, string? Phone, int Tries, Guid? Complainant = null);

/// <summary>What one message is to say, and which notices are said with it.</summary>
public sealed record Planned(string Text, bool Digest, IReadOnlyList<string> Phones, IReadOnlyList<Waiting> Notices)
{
    /// <summary>The case whose complainant it is for.</summary>
    public Guid? Complainant => Notices[0].Complainant;
}

/// <summary>
/// Fits what waits into the messages that may still be sent this minute (摘要): one by one while it is calm; when more waits than half of what is left,
/// as lists that name every one; what is for a complainant, one by one after the rest. What finds no place waits for the next minute and is lost in none.
/// </summary>
public static class Digest
{
    // kept back for a call for help
    private const int Reserve = 2;

    public static IReadOnlyList<Planned> Plan(IReadOnlyList<Waiting> waiting, int tokens, int mostBytes)
    {
        var messages = new List<Planned>();
        var urgent = waiting.Where(w => w.Urgency == 0).ToArray();
        var others = waiting.Where(w => w.Urgency > 0 && w.Complainant is null).ToArray();
        messages.AddRange(Fit(urgent, tokens, mostBytes));
        messages.AddRange(Fit(others, tokens - messages.Count - Reserve, mostBytes));
        messages.AddRange(waiting.Where(w => w.Complainant is not null).Take(Math.Max(0, tokens - messages.Count - Reserve)).Select(w => new Planned(Cut(w.Text, mostBytes), false, [], [w])));
        return messages;
    }

    private static IEnumerable<Planned> Fit(Waiting[] waiting, int tokens, int mostBytes)
    {
        if (waiting.Length == 0 || tokens <= 0) return [];
        if (waiting.Length <= Math.Max(1, tokens / 2)) return waiting.Select(w => new Planned(Cut(w.Text, mostBytes), false, PhonesOf(w), [w]));
        // who is rung is rung about what is his
        return waiting.GroupBy(w => w.Phone, StringComparer.Ordinal).SelectMany(g => Lists(new Queue<Waiting>(g), mostBytes)).Take(tokens);
    }

    private static IEnumerable<Planned> Lists(Queue<Waiting> waiting, int mostBytes)
    {
        while (waiting.Count > 0)
        {
            if (waiting.Count == 1)
            {
                var last = waiting.Dequeue();
                yield return new Planned(Cut(last.Text, mostBytes), false, PhonesOf(last), [last]);
                yield break;
            }
            // the heading with the largest number it can hold
            var room = mostBytes - Encoding.UTF8.GetByteCount(NoticeWords.Digest(waiting.Count));
            var said = new List<Waiting>();
            while (waiting.TryPeek(out var next) && room >= Encoding.UTF8.GetByteCount(next.Brief) + 1)
            {
                room -= Encoding.UTF8.GetByteCount(next.Brief) + 1;
                said.Add(waiting.Dequeue());
            }
            yield return new Planned(string.Join('\n', said.Select(w => w.Brief).Prepend(NoticeWords.Digest(said.Count))), true, PhonesOf(said[0]), said);
        }
    }

    private static string[] PhonesOf(Waiting w) => w.Phone?.Split(',') ?? [];

    private static string Cut(string text, int mostBytes)
    {
        while (Encoding.UTF8.GetByteCount(text) > mostBytes) text = text[..^2] + "…";
        return text;
    }
}
