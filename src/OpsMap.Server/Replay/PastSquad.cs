using OpsMap.Domain;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Tracks;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tracks;

namespace OpsMap.Server.Replay;

/// <summary>One squad as it was (分队历史): its events and its stored fixes in the order the server heard of them, through the same fold and the same judgement as live.</summary>
internal sealed class PastSquad(SquadId id)
{
    private Squad _squad = Squad.Nothing;
    private DutyLog _duty = DutyLog.Nothing;
    private LiveTrack? _track;
    private TrackPoint? _shown;
    private int _version;
    private DateTimeOffset _cardAt;

    public SquadId Id => id;

    public bool Exists => _squad.Exists;

    public int Slot => _squad.Slot;

    public CountyCode County => _squad.County;

    public LastFix? Shown { get; private set; }

    public string Card => SquadCard.Json(_squad, _version, _cardAt);

    /// <summary>Takes in one commit, and tells what the feed told of it.</summary>
    public FeedRow Take(IReadOnlyList<StoredEvent> commit)
    {
        foreach (var stored in commit)
        {
            var e = stored.As<SquadEvent>();
            (_squad, _duty) = (_squad.Evolve(e), _duty.After(e));
        }
        (_version, _cardAt) = (commit[^1].Version, commit[^1].At);
        if (!_squad.SharesLocation) (_shown, Shown) = (null, null);
        return new FeedRow(_squad.County, 0, FeedKind.Squad, Card);
    }

    /// <summary>Takes in what was stored together; true when the map showed another position from then on.</summary>
    public bool Take(IEnumerable<StoredFix> report, DateTimeOffset heardAt)
    {
        _track ??= new LiveTrack(_squad.Base);
        foreach (var stored in report) _track.Add(stored.Fix);
        if (_duty.SharingSince is not { } since || _track.Current(since) is not { } fix || fix == _shown) return false;
        _shown = fix;
        Shown = new LastFix(fix.Point, fix.AccuracyM, fix.Heading, fix.SpeedMps ?? 0, fix.At > heardAt ? heardAt : fix.At);
        return true;
    }
}
