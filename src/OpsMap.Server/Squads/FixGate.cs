using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Squads;
using OpsMap.Server.LiveMap;

namespace OpsMap.Server.Squads;

/// <summary>
/// Judges the positions of one squad: each counts once, in the order it was taken, and only a plausible one moves the marker.
/// Notices when the squad has dwelt at its scene.
/// </summary>
public sealed class FixGate(PositionBoard board, IOptions<ArrivalOptions> arrival)
{
    private const double WorstAccuracyM = 200;
    private const double FastestMps = 60;
    private static readonly TimeSpan _tolerableSkew = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _tooOldForArrival = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, long> _taken = [];
    private (GeoPoint Point, DateTimeOffset At)? _last;
    private (CaseId Case, DateTimeOffset Since)? _inside;
    private CaseId? _told;

    public GeoPoint? LastSeen => _last?.Point;

    public FixReceipt Take(Squad squad, FixBatch batch, DateTimeOffset now)
    {
        if (!squad.SharesLocation) return new FixReceipt { Refusal = new Refusal(Refusals.SquadOffDuty) };
        var skew = batch.ReceivedAt - batch.SentAt;
        if (skew.Duration() < _tolerableSkew) skew = TimeSpan.Zero;
        var dropped = new List<DroppedFix>();
        SceneReached? reached = null;
        var ack = _taken.GetValueOrDefault(batch.Device, -1);
        foreach (var fix in batch.Fixes.OrderBy(f => f.Seq))
        {
            if (fix.Seq <= ack) continue;
            ack = fix.Seq;
            var at = fix.At + skew;
            if (at > now) at = now;
            if (Why(fix, at) is { } why)
            {
                dropped.Add(new DroppedFix(fix.Seq, why));
                continue;
            }
            var point = new GeoPoint(fix.Lon, fix.Lat);
            _last = (point, at);
            board.Offer(new LiveFix(squad.Slot, squad.Id, squad.County, point, fix.AccuracyM, fix.Heading, fix.SpeedMps ?? 0, at, now));
            reached ??= Reached(squad, fix, point, at, now);
        }
        _taken[batch.Device] = ack;
        return new FixReceipt { Ack = ack, Dropped = [.. dropped], Reached = reached };
    }

    /// <summary>Off duty or in a break: the marker goes at once, and what was seen is not kept.</summary>
    public void Forget(Squad squad, DateTimeOffset now)
    {
        board.Remove(squad.Slot, now);
        (_last, _inside) = (null, null);
    }

    private string? Why(in Fix fix, DateTimeOffset at)
    {
        if (fix.AccuracyM > WorstAccuracyM) return "accuracy";
        if (_last is not { } last) return null;
        if (at <= last.At) return "late";
        var metres = last.Point.MetresTo(new GeoPoint(fix.Lon, fix.Lat));
        return metres > fix.AccuracyM && metres / (at - last.At).TotalSeconds > FastestMps ? "teleport" : null;
    }

    private SceneReached? Reached(Squad squad, in Fix fix, GeoPoint point, DateTimeOffset at, DateTimeOffset now)
    {
        if (squad is not { State: SquadState.EnRoute, Job: { Scene: { } scene } job } || _told == job.CaseId || now - at > _tooOldForArrival) return null;
        var radius = arrival.Value.RadiusFor(job.County);
        if (point.MetresTo(scene) > radius || fix.AccuracyM > radius)
        {
            _inside = null;
            return null;
        }
        if (_inside?.Case != job.CaseId) _inside = (job.CaseId, at);
        if (at - _inside.Value.Since < arrival.Value.Dwell) return null;
        _told = job.CaseId;
        return new SceneReached(job.CaseId, _inside.Value.Since, fix.Lon, fix.Lat, fix.AccuracyM);
    }
}
