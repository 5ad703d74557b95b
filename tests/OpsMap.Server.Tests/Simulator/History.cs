using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Server.Cases;
using OpsMap.Simulator.Api;
using Xunit;

namespace OpsMap.Server.Tests.Simulator;

/// <summary>Everything the ledger holds after a run, read as plain rows, and what must be true of it.</summary>
public sealed class History : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly Dictionary<Guid, List<Row>> _streams;
    private readonly Dictionary<Guid, (Guid Stream, int Version)> _commands;
    private readonly Dictionary<Guid, (int Version, JsonNode Card)> _cards;
    private readonly Dictionary<Guid, (int Version, string State)> _squads;

    private History(NpgsqlDataSource source, Dictionary<Guid, List<Row>> streams, Dictionary<Guid, (Guid, int)> commands, Dictionary<Guid, (int, JsonNode)> cards, Dictionary<Guid, (int, string)> squads) =>
        (_source, _streams, _commands, _cards, _squads) = (source, streams, commands, cards, squads);

    public static async Task<History> Read(string postgres, CancellationToken cancel)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres) { Options = "-c ops.county=*" });
        var streams = (await Rows(source, "select stream, version, type, body::text from event order by stream, version", r => new Row(r.GetGuid(0), r.GetInt32(1), r.GetString(2), r.GetString(3)), cancel))
            .GroupBy(r => r.Stream).ToDictionary(g => g.Key, g => g.ToList());
        var commands = (await Rows(source, "select id, stream, answer::text from command", r => (Id: r.GetGuid(0), Stream: r.GetGuid(1), Version: Version(r.GetString(2))), cancel))
            .ToDictionary(r => r.Id, r => (r.Stream, r.Version));
        var cards = (await Rows(source, "select id, version, card::text from case_view", r => (Id: r.GetGuid(0), Version: r.GetInt32(1), Card: JsonNode.Parse(r.GetString(2))!), cancel))
            .ToDictionary(r => r.Id, r => (r.Version, r.Card));
        var squads = (await Rows(source, "select id, version, state from squad_view", r => (Id: r.GetGuid(0), Version: r.GetInt32(1), State: r.GetString(2)), cancel))
            .ToDictionary(r => r.Id, r => (r.Version, r.State));
        return new(source, streams, commands, cards, squads);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_commands.Count} commands, {_cards.Count} cases, {_streams.Values.Sum(s => s.Count)} events");

    public bool Knows(string act) => act switch
    {
        "register" => Has("case-received"),
        "issue-directive" => Has("directive-issued"),
        "respond" => Has("squad-responded"),
        "arrive" => Has("arrived-on-scene"),
        "close" => Has("case-closed"),
        "archive" => Has("case-archived"),
        _ => false,
    };

    /// <summary>What was answered with yes is there, under the version that was answered.</summary>
    public void HasEverything(IEnumerable<Acknowledgement> acknowledged) => Assert.All(acknowledged, a =>
    {
        Assert.True(_commands.TryGetValue(a.Command, out var kept), $"{a.Act} of {a.Stream} was acknowledged and is lost");
        Assert.Equal((a.Stream, a.Version), kept);
        Assert.True(_streams[a.Stream].Count >= a.Version, $"{a.Act} of {a.Stream} was acknowledged as version {a.Version} and its event is lost");
    });

    /// <summary>Versions follow each other without a gap, and no two commands claim the same one.</summary>
    public void ToldOnceAndInOrder()
    {
        Assert.All(_streams.Values, stream => Assert.Equal(Enumerable.Range(1, stream.Count), stream.Select(r => r.Version)));
        Assert.All(_commands.Values.Where(c => c.Version > 0).GroupBy(c => c), same => Assert.Single(same));
        foreach (var once in new[] { "case-received", "first-reply-sent", "case-closed", "feedback-sent", "return-visited", "case-archived" })
            Assert.All(_cards.Keys, id => Assert.InRange(_streams[id].Count(r => r.Type == once), 0, 1));
    }

    /// <summary>Folding a stream gives the card and the squad that lists show; history that cannot be would throw.</summary>
    public void IsWhatTheListsShow()
    {
        foreach (var (id, (version, card)) in _cards)
        {
            var folded = Case.Nothing.Evolve(_streams[id].Select(r => JsonSerializer.Deserialize<CaseEvent>(r.Body, Wire.Options)!));
            Assert.Equal(_streams[id].Count, version);
            var expected = JsonNode.Parse(CaseCard.Json(folded, version))!;
            Assert.True(JsonNode.DeepEquals(Comparable(expected), Comparable(card)), $"{expected.ToJsonString()}\nis not\n{card.ToJsonString()}");
        }
        foreach (var (id, (version, state)) in _squads)
        {
            var folded = _streams[id].Aggregate(Squad.Nothing, (squad, r) => squad.Evolve(JsonSerializer.Deserialize<SquadEvent>(r.Body, Wire.Options)!));
            Assert.Equal((_streams[id].Count, Word(folded.State)), (version, state));
        }
    }

    public async Task NumbersHaveNoGap(CancellationToken cancel)
    {
        var directives = await Rows(_source, "select count(*), count(distinct no), coalesce(max(substring(no from '第(\\d+)号')::int), 0) from directive", r => (All: r.GetInt64(0), Distinct: r.GetInt64(1), Last: r.GetInt32(2)), cancel);
        Assert.Equal((directives[0].Last, directives[0].Last), (directives[0].Distinct, directives[0].Last));
        var feeds = await Rows(_source, "select f.county, count(*), min(f.seq), max(f.seq), (select seq from feed_head h where h.county = f.county) from feed f group by 1", r => (Rows: r.GetInt64(1), First: r.GetInt64(2), Last: r.GetInt64(3), Head: r.GetInt64(4)), cancel);
        Assert.All(feeds, f => Assert.Equal((f.Last - f.First + 1, f.Head), (f.Rows, f.Last)));
    }

    /// <summary>How many deadlines fell due since then and how late the latest was fired; one that fell due without a database counts from the moment it was back.</summary>
    public async Task<(int Fired, TimeSpan Latest)> Lateness(DateTimeOffset since, Outage outage, CancellationToken cancel)
    {
        var due = (await Rows(_source, "select due_at, fired_at, clock_timestamp() from deadline where cancelled_at is null and due_at < clock_timestamp() - interval '2 seconds'",
            r => (Due: r.GetFieldValue<DateTimeOffset>(0), Fired: r.IsDBNull(1) ? r.GetFieldValue<DateTimeOffset>(2) : r.GetFieldValue<DateTimeOffset>(1)), cancel)).FindAll(d => d.Due > since);
        return (due.Count, due.Max(d => d.Fired - (d.Due > outage.From && d.Due < outage.To ? outage.To : d.Due)));
    }

    private bool Has(string type) => _streams.Values.Any(s => s.Exists(r => r.Type == type));

    /// <summary>A list knows which steps a clock has passed; of the fold only the events say so.</summary>
    private static JsonNode Comparable(JsonNode card)
    {
        var copy = card.DeepClone();
        foreach (var clock in copy["clocks"]!.AsArray()) clock!.AsObject().Remove("passed");
        return copy;
    }

    private static string Word(SquadState state) => JsonSerializer.Serialize(state, Wire.Options).Trim('"');

    private static int Version(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("version", out var version) ? version.GetInt32() : -1;
    }

    private static async Task<List<T>> Rows<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel)) rows.Add(read(reader));
        return rows;
    }

    private sealed record Row(Guid Stream, int Version, string Type, string Body);
}
