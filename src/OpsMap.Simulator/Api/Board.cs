using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Domain;
using OpsMap.Domain.Cases;

namespace OpsMap.Simulator.Api;

/// <summary>The dispatcher's live picture, kept by the same rules as the console's: a snapshot, then the feed in order, and a new snapshot after a gap.</summary>
public sealed class Board(World world, Caller caller)
{
    private static readonly TimeSpan _asks = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<CaseId, CaseSeen> _cases = new();
    private readonly ConcurrentDictionary<SquadId, SquadSeen> _squads = new();
    private readonly ConcurrentDictionary<string, long> _heads = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _gap;

    public IReadOnlyCollection<CaseSeen> Cases => [.. _cases.Values];

    public IReadOnlyCollection<SquadSeen> Squads => [.. _squads.Values.OrderBy(s => s.Code, StringComparer.Ordinal)];

    /// <summary>The first snapshot is in.</summary>
    public Task Ready => _ready.Task;

    public Action<CaseSeen> CaseChanged { get; set; } = _ => { };

    public Task Watch(CancellationToken ct) => new HubLine(world, caller, "/live").Keep(Listen, Stay, ct);

    private void Listen(HubConnection hub)
    {
        hub.On<string>("Feed", Take);
        hub.On("Resync", () => { _gap = true; });
    }

    private async Task Stay(HubConnection hub, CancellationToken ct)
    {
        await Join(hub, ct);
        while (!ct.IsCancellationRequested)
        {
            await Task.Delay(_asks, world.Clock, ct);
            var mine = _heads.ToDictionary();
            using var heads = JsonDocument.Parse(await hub.InvokeAsync<string>("Heads", ct));
            // the rows of a head just heard of may still be under way: only what was behind before the question counts
            var behind = heads.RootElement.GetProperty("heads").EnumerateObject().Any(h => h.Value.GetInt64() > _heads.GetValueOrDefault(h.Name) && mine.GetValueOrDefault(h.Name) == _heads.GetValueOrDefault(h.Name));
            if (_gap || behind) await Join(hub, ct);
        }
    }

    private async Task Join(HubConnection hub, CancellationToken ct)
    {
        _gap = false;
        using var snapshot = JsonDocument.Parse(await hub.InvokeAsync<string>("Join", ct));
        var root = snapshot.RootElement;
        foreach (var head in root.GetProperty("heads").EnumerateObject()) _heads[head.Name] = head.Value.GetInt64();
        foreach (var squad in root.GetProperty("squads").EnumerateArray()) Squad(squad);
        foreach (var card in root.GetProperty("cases").EnumerateArray()) Case(card);
        _ready.TrySetResult();
    }

    private void Take(string json)
    {
        using var feed = JsonDocument.Parse(json);
        foreach (var row in feed.RootElement.GetProperty("rows").EnumerateArray())
        {
            var (county, seq) = (row.GetProperty("county").GetString()!, row.GetProperty("seq").GetInt64());
            var head = _heads.GetValueOrDefault(county);
            if (seq <= head) continue;
            _gap |= seq != head + 1;
            _heads[county] = seq;
            if (row.GetProperty("kind").GetString() is "case") Case(row.GetProperty("body"));
            else if (row.GetProperty("kind").GetString() is "squad") Squad(row.GetProperty("body"));
        }
    }

    private void Case(JsonElement json)
    {
        var card = json.Deserialize<CaseSeen>(Wire.Options)!;
        if (_cases.TryGetValue(card.Id, out var known) && known.Version >= card.Version) return;
        if (card.Workflow is Workflow.Archived) _cases.TryRemove(card.Id, out _);
        else _cases[card.Id] = card;
        CaseChanged(card);
    }

    private void Squad(JsonElement json)
    {
        var squad = json.Deserialize<SquadSeen>(Wire.Options)!;
        _squads.AddOrUpdate(squad.Id, squad, (_, known) => squad.Version >= known.Version ? squad with { Fix = squad.Fix ?? known.Fix } : known);
    }

    public string Summary()
    {
        var open = _cases.Values.Where(c => c.Workflow < Workflow.Closed).ToList();
        var states = _squads.Values.GroupBy(s => s.State).OrderBy(g => g.Key).Select(g => $"{JsonNamingPolicy.CamelCase.ConvertName(g.Key.ToString())} {g.Count()}");
        return $"open {open.Count} ({open.Count(c => c.Fast is > FastStage.None and < FastStage.SceneDone)} fast, {open.Count(c => c.Fast is FastStage.Candidate)} waiting) · squads {string.Join(' ', states)}";
    }

    public int OpenUrgent => _cases.Values.Count(c => c.Workflow < Workflow.Closed && c.Fast is > FastStage.None and < FastStage.SceneDone);
}
