using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Cases;
using OpsMap.Server.Clocks;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Tests.LiveMap;
using Xunit;

namespace OpsMap.Server.Tests.Cases;

/// <summary>What lists and maps are shown is what the stored events say, also after time has changed both by itself (重放读模型).</summary>
public sealed class ReadModelReplayTests(Backing backing, ITestOutputHelper output)
{
    private const int Streams = 10_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_stored_streams_fold_to_the_cards_and_rows_that_are_stored()
    {
        await using var world = await LiveWorld.In(backing);
        var written = 0L;
        await Parallel.ForEachAsync(Enumerable.Range(1, Streams), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancel }, async (seed, _) =>
        {
            var one = new RandomCase(seed);
            await Write(world.Ledger, one);
            Interlocked.Add(ref written, one.History.Count);
        });
        var fired = await LetTimePass(world);

        var rows = await Stored(world);
        var histories = (await world.Rows("select stream, version, body::text from event order by stream, version", r => (Stream: r.GetGuid(0), Version: r.GetInt32(1), Body: r.GetString(2))))
            .GroupBy(e => e.Stream).ToDictionary(g => g.Key, g => g.ToList());

        output.WriteLine($"{rows.Count} streams, {written} events and {fired} passed thresholds");
        Assert.Equal(Streams, rows.Count);
        Assert.True(fired >= Streams, $"only {fired} thresholds passed");
        foreach (var row in rows)
        {
            var history = histories[row.Id];
            var folded = history.Aggregate(Case.Nothing, (c, e) => c.Evolve(System.Text.Json.JsonSerializer.Deserialize<CaseEvent>(e.Body, Wire.Options)!));
            var card = CaseCard.Json(folded, history[^1].Version);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(card), JsonNode.Parse(row.Card)), $"{row.Card}\nis not\n{card}");
            Assert.Equal(Row.Of(CaseRows.Of(folded, history[^1].Version, row.Card)), row);
        }
    }

    /// <summary>As a grain writes it, in one entry.</summary>
    private static Task Write(Ledger ledger, RandomCase one)
    {
        var (id, state, version) = (one.Id.Value, one.State, one.History.Count);
        var card = CaseCard.Json(state, version);
        return ledger.Commit(new LedgerEntry
        {
            Command = new CommandId(id),
            ContentHash = [],
            By = Actor.Machine,
            At = one.Now,
            Stream = id,
            Answer = "{}",
            Events = [.. CaseAct.EventRows(state, 0, one.History)],
            Cases = [CaseRows.Of(state, version, card)],
            Deadlines = [.. CaseRows.Deadlines(Case.Nothing, state)],
        });
    }

    /// <summary>Three days go by: every promise passes its thresholds, in batches, without the case being asked.</summary>
    private static async Task<long> LetTimePass(LiveWorld world)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 26, 0, 0, 0, TimeSpan.Zero));
        // what a case decides by itself is not the poller's to write
        await world.Rows("update deadline set cancelled_at = due_at where clock like 'L%' or (step = 'breach' and clock in ('C5', 'C7')) returning 1", r => r.GetInt32(0));
        var poller = new DeadlinePoller(new DueDeadlines(world.Background, clock), new Canary(world.Background, clock), new ClockPulse(), _ => { },
            _ => throw new InvalidOperationException("no case of this world decides by itself"), NullLogger<DeadlinePoller>.Instance);
        while (await world.Scalar<long>("select count(*) from deadline where fired_at is null and cancelled_at is null and due_at <= $1", clock.GetUtcNow()) > 0)
            await poller.Round(clock.GetUtcNow(), Cancel);
        return await world.Scalar<long>("select count(*) from event where type = 'clock-passed'");
    }

    private static Task<IReadOnlyList<Row>> Stored(LiveWorld world) => world.Rows("""
        select id, county, no, version, kind, workflow, fast, legal, squad, open, drill, industry, array_to_string(skills, ','), st_x(point::geometry), st_y(point::geometry),
               arrive_due, received_at, closed_at, outcome, recovered, search, card::text
        from   case_view
        """, Row.Read);

    /// <summary>The columns of the read model, comparable.</summary>
    private sealed record Row(
        Guid Id, string County, string No, int Version, string Kind, string Workflow, string Fast, string Legal, Guid? Squad, bool Open, bool Drill, int Industry, string Skills,
        double? Lon, double? Lat, DateTimeOffset? ArriveDue, DateTimeOffset ReceivedAt, DateTimeOffset? ClosedAt, string? Outcome, decimal? Recovered, string Search, string Card)
    {
        public static Row Of(CaseRow r) => new(r.Id, r.County.Value, r.No, r.Version, r.Kind, r.Workflow, r.Fast, r.Legal, r.Squad, r.Open, r.Drill, r.Industry, string.Join(',', r.Skills),
            r.Point?.Lon, r.Point?.Lat, r.ArriveDue, r.ReceivedAt, r.ClosedAt, r.Outcome, r.Recovered, r.Search, r.Card);

        public static Row Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetString(1), r.GetString(2), r.GetInt32(3), r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7),
            Null<Guid>(r, 8), r.GetBoolean(9), r.GetBoolean(10), r.GetInt32(11), r.GetString(12), Null<double>(r, 13), Null<double>(r, 14),
            Null<DateTimeOffset>(r, 15), r.GetFieldValue<DateTimeOffset>(16), Null<DateTimeOffset>(r, 17), r[18] as string, Null<decimal>(r, 19), r.GetString(20), r.GetString(21));

        private static T? Null<T>(NpgsqlDataReader r, int column) where T : struct => r.IsDBNull(column) ? null : r.GetFieldValue<T>(column);
    }
}
