using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;

namespace OpsMap.Server.Tests.LiveMap;

/// <summary>A console as the browser keeps it: snapshot, then rows in order, a gap is fetched; the newest version of a card wins.</summary>
public sealed class Board(HubConnection hub) : IAsyncDisposable
{
    private readonly Channel<JsonElement> _pushed = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentDictionary<string, long> _heads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, JsonElement> _cards = new(StringComparer.Ordinal);
    private Task _reading = Task.CompletedTask;

    public HubConnection Hub => hub;

    public IReadOnlyDictionary<string, long> Heads => _heads;

    public IReadOnlyDictionary<string, JsonElement> Cards => _cards;

    public ConcurrentQueue<(string County, long Seq)> Applied { get; } = new();

    public int Fetched { get; private set; }

    public JsonElement Snapshot { get; private set; }

    public async Task<Board> Join()
    {
        hub.On<string>("Feed", json => _pushed.Writer.TryWrite(JsonDocument.Parse(json).RootElement));
        await hub.StartAsync();
        await TakeSnapshot();
        _reading = Read();
        return this;
    }

    public async Task TakeSnapshot()
    {
        Snapshot = JsonDocument.Parse(await hub.InvokeAsync<string>("Join")).RootElement;
        _heads.Clear();
        _cards.Clear();
        foreach (var head in Snapshot.GetProperty("heads").EnumerateObject()) _heads[head.Name] = head.Value.GetInt64();
        foreach (var card in Snapshot.GetProperty("cases").EnumerateArray().Concat(Snapshot.GetProperty("squads").EnumerateArray())) Keep(card);
    }

    /// <summary>Asks for everything after the last row it has of a county.</summary>
    public async Task Fetch(string county)
    {
        while (true)
        {
            var answer = JsonDocument.Parse(await hub.InvokeAsync<string>("Since", county, _heads.GetValueOrDefault(county))).RootElement;
            foreach (var row in answer.GetProperty("rows").EnumerateArray())
            {
                Fetched++;
                Apply(row.Clone());
            }
            if (!answer.GetProperty("more").GetBoolean()) return;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _pushed.Writer.TryComplete();
        await _reading;
        await hub.DisposeAsync();
    }

    private async Task Read()
    {
        await foreach (var message in _pushed.Reader.ReadAllAsync())
            foreach (var row in message.GetProperty("rows").EnumerateArray())
            {
                var (county, seq) = (row.GetProperty("county").GetString()!, row.GetProperty("seq").GetInt64());
                if (seq > _heads.GetValueOrDefault(county) + 1) await Fetch(county);
                Apply(row);
            }
    }

    private void Apply(JsonElement row)
    {
        var (county, seq) = (row.GetProperty("county").GetString()!, row.GetProperty("seq").GetInt64());
        if (seq <= _heads.GetValueOrDefault(county)) return;
        _heads[county] = seq;
        Applied.Enqueue((county, seq));
        if (row.GetProperty("kind").GetString() != "clock") Keep(row.GetProperty("body"));
    }

    private void Keep(JsonElement card)
    {
        var id = card.GetProperty("id").GetString()!;
        if (!_cards.TryGetValue(id, out var known) || known.GetProperty("version").GetInt32() < card.GetProperty("version").GetInt32()) _cards[id] = card;
    }
}
