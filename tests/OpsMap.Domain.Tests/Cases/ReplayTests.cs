using System.Diagnostics;
using System.Text.Json.Nodes;
using CsCheck;
using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Tests.Cases;

/// <summary>What the ledger keeps is enough: its rows, read back, are the case again (重放).</summary>
public sealed class ReplayTests
{
    private const int Streams = 10_000;

    /// <summary>Each leaves three streams, and those its cases brought about.</summary>
    private const int Walks = 3_400;

    [Fact]
    public void Ten_thousand_random_streams_fold_to_the_case_they_were_written_for()
    {
        var (streams, events, longest) = (0, 0L, 0);
        var watch = Stopwatch.StartNew();
        Chance.Some.Sample(
            chances =>
            {
                var town = Walk.Begin(chances);
                foreach (var chance in chances)
                {
                    town.Wait(chance.Later);
                    if (Walk.Next(town, chance) is var (i, by, command, when)) town.Say(i, command, by, when);
                }

                for (var i = 0; i < town.Cases.Count; i++)
                {
                    if (!town.Cases[i].Exists) continue;
                    var rows = town.Histories[i].ConvertAll(e => Jsonb(Text.Of(e)));
                    var folded = Case.Nothing.Evolve(rows.Select(Text.Back<CaseEvent>));
                    Assert.Equal(Text.Of(town.Cases[i]), Text.Of(folded));
                    Interlocked.Increment(ref streams);
                    Interlocked.Add(ref events, rows.Count);
                    InterlockedMax(ref longest, rows.Count);
                }
            },
            iter: Walks,
            threads: 2);
        TestContext.Current.TestOutputHelper?.WriteLine($"{streams} streams, {events} events, the longest {longest}, in {watch.Elapsed.TotalSeconds:F1} s");
        Assert.True(streams >= Streams, $"only {streams} streams");
        Assert.True(longest >= 20, $"the longest had {longest} events");
    }

    /// <summary>jsonb keeps members by length and then by bytes, so the type seldom comes first.</summary>
    private static string Jsonb(string text) => Sorted(JsonNode.Parse(text))!.ToJsonString(Wire.Options);

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key.Length).ThenBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static void InterlockedMax(ref int most, int seen)
    {
        for (var known = Volatile.Read(ref most); seen > known;)
        {
            var before = Interlocked.CompareExchange(ref most, seen, known);
            if (before == known) return;
            known = before;
        }
    }
}
