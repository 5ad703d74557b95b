using System.Collections.Frozen;
using System.Threading.Channels;
using OpsMap.Domain;

namespace OpsMap.Server.LiveMap;

/// <summary>
/// Squads at work in an open incident (事件现场分队): these, and only these, leadership sees exactly.
/// Known a moment after the feed tells of a change; a squad that leaves is shown again at once, as coarse as everybody else.
/// </summary>
public sealed class IncidentSquads(PositionBoard board)
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile FrozenDictionary<int, SquadId> _squads = FrozenDictionary<int, SquadId>.Empty;
    private volatile bool _anyOpen;

    public bool Contains(int slot) => _squads.ContainsKey(slot);

    public bool Contains(SquadId squad) => _squads.Values.Contains(squad);

    /// <summary>Something was told that may have changed who is in an incident.</summary>
    public void Hear(string kind)
    {
        if (kind == FeedKind.Incident || (_anyOpen && kind == FeedKind.Squad)) _bell.Writer.TryWrite(true);
    }

    public void Know(bool anyOpen, IReadOnlyDictionary<int, SquadId> squads)
    {
        var before = _squads;
        _anyOpen = anyOpen;
        _squads = squads.ToFrozenDictionary();
        foreach (var slot in before.Keys.Concat(squads.Keys).Distinct().Where(slot => before.ContainsKey(slot) != squads.ContainsKey(slot))) board.ShowCoarseAgain(slot);
    }

    internal async Task Rung(CancellationToken ct) => await _bell.Reader.ReadAsync(ct);
}
