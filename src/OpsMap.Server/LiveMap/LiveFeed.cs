using System.Collections.Concurrent;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Server.Devices;

namespace OpsMap.Server.LiveMap;

/// <summary>How far this node has read the feed, and who is told of each row: viewers, squad phones, and the board when a squad stops sharing its position.</summary>
public sealed class LiveFeed(Viewers viewers, ConnectedPhones phones, PositionBoard board, IncidentSquads crowds, TimeProvider clock)
{
    private readonly ConcurrentDictionary<CountyCode, long> _heads = new();
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _readAt;

    /// <summary>Ends when this node follows the feed; who is admitted before could miss a row in between.</summary>
    public Task Started => _started.Task;

    public IReadOnlyDictionary<CountyCode, long> Heads => _heads;

    /// <summary>When this node last knew that it had read everything.</summary>
    public DateTimeOffset? ReadAt => Interlocked.Read(ref _readAt) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public IReadOnlyDictionary<CountyCode, long> HeadsFor(Audience audience) =>
        _heads.Where(h => audience.Sees(h.Key)).ToDictionary();

    /// <summary>Takes rows in order; false when one does not follow the last of its county, so that nobody may trust what he has.</summary>
    public bool Take(IReadOnlyList<FeedRow> rows)
    {
        if (rows.Count == 0) return true;
        var contiguous = true;
        foreach (var row in rows)
        {
            contiguous &= row.Seq == _heads.GetValueOrDefault(row.County) + 1;
            _heads[row.County] = row.Seq;
            if (row.Kind == FeedKind.Squad) ClearWhenHidden(row.Body);
            crowds.Hear(row.Kind);
        }
        var batch = new FeedBatch(rows, clock.GetUtcNow());
        viewers.Tell(batch);
        phones.Tell(batch);
        if (!contiguous) viewers.StartOver();
        return contiguous;
    }

    /// <summary>Starts from these heads; false when the database stands behind what was already read from it (it was restored).</summary>
    public bool Adopt(IReadOnlyDictionary<CountyCode, long> heads)
    {
        var behind = heads.Any(h => h.Value < _heads.GetValueOrDefault(h.Key));
        foreach (var (county, seq) in heads)
            if (behind) _heads[county] = seq;
            else _heads.TryAdd(county, seq);
        if (behind) viewers.StartOver();
        _started.TrySetResult();
        return !behind;
    }

    public void Tell(DisplacedDevice displaced) => phones.Displace(displaced);

    public void CaughtUp() => Interlocked.Exchange(ref _readAt, clock.GetUtcNow().UtcTicks);

    private void ClearWhenHidden(string card)
    {
        using var json = JsonDocument.Parse(card);
        var squad = json.RootElement;
        if (squad.TryGetProperty("state", out var state) && (state.ValueEquals("offDuty") || state.ValueEquals("break")) && squad.TryGetProperty("slot", out var slot))
            board.Remove(slot.GetInt32(), clock.GetUtcNow());
    }
}
