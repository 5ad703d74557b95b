using OpsMap.Server.Platform;

namespace OpsMap.Server.LiveMap;

/// <summary>The frames of one tick: encoded when the first viewer of an audience asks, shared by all of them.</summary>
public sealed class TickFrames(PositionBoard board, IncidentSquads exact)
{
    private readonly Dictionary<Audience, byte[]?> _moved = [];
    private readonly Dictionary<Audience, byte[]> _everything = [];
    private LiveFix[] _fine = [];
    private LiveFix[] _coarse = [];
    private LiveFix[] _all = [];
    private LiveFix[] _county = [];
    private int _fineCount, _coarseCount, _allCount;
    private bool _allRead;

    public DateTimeOffset Now { get; private set; }

    /// <summary>Whether this tick is one of leadership's.</summary>
    public bool Coarse { get; private set; }

    public void Begin(DateTimeOffset now, bool coarse)
    {
        Now = now;
        Coarse = coarse;
        _moved.Clear();
        _everything.Clear();
        _allRead = false;
        _fineCount = board.DrainMoved(ref _fine);
        if (coarse) _coarseCount = board.DrainMovedCoarse(ref _coarse);
    }

    /// <summary>What moved for this audience; nothing when nothing did.</summary>
    public byte[]? Moved(Audience audience)
    {
        if (audience.IsLead && !Coarse) return null;
        if (_moved.TryGetValue(audience, out var frame)) return frame;
        var fixes = audience.IsLead ? _coarse.AsSpan(0, _coarseCount) : _fine.AsSpan(0, _fineCount);
        var seen = Seen(fixes, audience);
        return _moved[audience] = seen.IsEmpty ? null : PositionFrame.Encode(seen, Now, audience.IsLead, exact.Contains);
    }

    /// <summary>Every position this audience may see.</summary>
    public byte[]? Everything(Audience audience)
    {
        if (audience.IsLead && !Coarse) return null;
        if (_everything.TryGetValue(audience, out var frame)) return frame;
        if (!_allRead) _allCount = board.ReadAll(ref _all);
        _allRead = true;
        return _everything[audience] = PositionFrame.Encode(Seen(_all.AsSpan(0, _allCount), audience), Now, audience.IsLead, exact.Contains);
    }

    private ReadOnlySpan<LiveFix> Seen(ReadOnlySpan<LiveFix> fixes, Audience audience)
    {
        if (audience.Scope == Scope.Everything) return fixes;
        if (_county.Length < fixes.Length) _county = new LiveFix[fixes.Length];
        var n = 0;
        foreach (ref readonly var fix in fixes)
            if (audience.Sees(fix.County)) _county[n++] = fix;
        return _county.AsSpan(0, n);
    }
}
