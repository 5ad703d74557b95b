using System.Collections.Frozen;
using System.Threading.Channels;

namespace OpsMap.Server.LiveMap;

/// <summary>
/// Squads at work in an open incident (事件现场分队): these, and only these, leadership sees exactly.
/// Known a moment after the feed tells of a change; a squad that leaves is shown again at once, as coarse as everybody else.
/// </summary>
public sealed class IncidentSquads(PositionBoard board)
{
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private volatile FrozenSet<int> _slots = FrozenSet<int>.Empty;
    private volatile bool _anyOpen;

    public bool Contains(int slot) => _slots.Contains(slot);

    /// <summary>Something was told that may have changed who is in an incident.</summary>
    public void Hear(string kind)
    {
        if (kind == FeedKind.Incident || (_anyOpen && kind == FeedKind.Squad)) _bell.Writer.TryWrite(true);
    }

    public void Know(bool anyOpen, IReadOnlyCollection<int> slots)
    {
        var before = _slots;
        _anyOpen = anyOpen;
        _slots = slots.ToFrozenSet();
        foreach (var slot in before.Concat(slots).Distinct().Where(slot => before.Contains(slot) != _slots.Contains(slot))) board.ShowCoarseAgain(slot);
    }

    internal async Task Rung(CancellationToken ct) => await _bell.Reader.ReadAsync(ct);
}
