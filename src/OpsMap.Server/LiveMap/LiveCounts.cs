namespace OpsMap.Server.LiveMap;

/// <summary>
/// What this node's live map has done since it started (实时推送计数): positions taken, sent out, and left out because a newer one came first;
/// frames that open viewers did not read in time.
/// </summary>
public sealed record LiveCounts(long Offered, long Emitted, long Superseded, int Viewers, long FramesUnread)
{
    public static LiveCounts Of(PositionBoard board, Viewers viewers)
    {
        var (counts, open) = (board.Counts, viewers.Open);
        return new LiveCounts(counts.Offered, counts.Emitted, counts.Dropped, open.Count, open.Sum(v => v.Mail.Counts.FramesDropped));
    }
}
