using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Tracks;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Tracks;

namespace OpsMap.Server.Squads;

/// <summary>
/// Takes in the positions of one squad (定位入口): each is stored once before it is acknowledged, in whatever order and however often it comes,
/// and the latest one that nobody doubts is where the squad is. Notices when the squad has dwelt at its scene. What was seen on duty counts also when it comes after that.
/// </summary>
public sealed class FixGate(TrackWriter writer, TrackReader reader, PositionBoard board, IOptions<ArrivalOptions> arrival)
{
    /// <summary>As many as a judgement of the newest looks at, for each of a few devices.</summary>
    private const int Woken = 256;
    private static readonly TimeSpan _tooOldForArrival = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _tellAgain = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, (Guid Id, DeviceClock Clock)> _devices = new(StringComparer.Ordinal);
    private LiveTrack? _track;
    private TrackPoint? _shown;
    private (CaseId Case, DateTimeOffset At)? _told;

    public GeoPoint? LastSeen => _shown?.Point;

    /// <exception cref="Platform.LedgerUnavailableException">Not known to be stored: the device is to send them again.</exception>
    public async Task<FixReceipt> Take(Squad squad, DutyLog duty, FixBatch batch, DateTimeOffset now)
    {
        var dropped = new List<DroppedFix>();
        var taken = Taken(squad, duty, batch, dropped);
        var track = _track ??= await Remembered(squad, now);
        await writer.Append([.. taken.Select(fix => new StoredFix(squad.Id, fix, batch.ReceivedAt))]);

        foreach (var fix in taken) track.Add(fix);
        foreach (var fix in taken)
            if (track.DoubtOf(fix) is not FixDoubt.None and var doubt) dropped.Add(new DroppedFix(fix.Seq, Why(doubt)));
        var receipt = new FixReceipt
        {
            // exactly what this batch brought is committed; of what another one brought the device is told in its own answer
            Ack = batch.Fixes.Length == 0 ? -1 : batch.Fixes.Max(f => f.Seq),
            Dropped = [.. dropped.OrderBy(d => d.Seq)],
        };
        if (!squad.SharesLocation || duty.SharingSince is not { } since) return receipt;
        var alarm = track.Alarm(since);
        Show(squad, track.Current(since), alarm, now);
        return receipt with { Reached = Reached(squad, duty, track, now), HomeSince = HomeSince(squad, track, now), News = [.. News(squad, track, alarm, since, batch)] };
    }

    /// <summary>Off duty or in a break: the marker goes at once, and what was seen is not shown again.</summary>
    public void Forget(Squad squad, DateTimeOffset now)
    {
        board.Remove(squad.Slot, now);
        _shown = null;
    }

    /// <summary>Judged by the server's clock, once each; what was taken off duty is nobody's business and not kept.</summary>
    private List<TrackPoint> Taken(Squad squad, DutyLog duty, FixBatch batch, List<DroppedFix> dropped)
    {
        if (!_devices.TryGetValue(batch.Device, out var device)) _devices[batch.Device] = device = (NamedId.Of($"device {squad.Id} {batch.Device}"), new DeviceClock());
        var offset = Offset(device.Clock, batch);
        // a clock wrong by days would put its track among other days; what is left of the error is in `at` only
        var days = TimeSpan.FromDays(Math.Round(offset.TotalDays));
        var taken = new List<TrackPoint>(batch.Fixes.Length);
        foreach (var fix in batch.Fixes)
        {
            if (!Plausible(fix.At))
            {
                dropped.Add(new DroppedFix(fix.Seq, "clock"));
                continue;
            }
            var said = fix.At.AddTicks(-(fix.At.Ticks % TimeSpan.TicksPerMillisecond));
            var at = said + offset;
            if (at > batch.ReceivedAt + DeviceClock.Tolerable) at = batch.ReceivedAt;
            if (duty.Shared(at)) taken.Add(new TrackPoint(device.Id, fix.Seq, said + days, at, new GeoPoint(fix.Lon, fix.Lat), fix.AccuracyM, fix.SpeedMps, fix.Heading));
            else dropped.Add(new DroppedFix(fix.Seq, "off-duty"));
        }
        return taken;
    }

    /// <summary>What has to be added to the device's instants, as far as it lets on.</summary>
    private static TimeSpan Offset(DeviceClock clock, FixBatch batch)
    {
        if (batch.SentAt is { } sent) return Plausible(sent) ? clock.Hear(sent, batch.ReceivedAt) : TimeSpan.Zero;
        DateTimeOffset[] said = [.. batch.Fixes.Select(f => f.At).Where(Plausible)];
        return said.Length > 0 ? clock.HearFix(said.Max(), batch.ReceivedAt) : TimeSpan.Zero;
    }

    private static bool Plausible(DateTimeOffset device) => device.Year is >= 2000 and < 2100;

    /// <summary>Another activation, perhaps on another node, has taken in what came before: the table knows.</summary>
    private async Task<LiveTrack> Remembered(Squad squad, DateTimeOffset now)
    {
        var track = new LiveTrack(squad.Base);
        foreach (var stored in await reader.Recent(squad.Id, now, Woken)) track.Add(stored.Fix);
        return track;
    }

    private void Show(Squad squad, TrackPoint? current, FixDoubt alarm, DateTimeOffset now)
    {
        if (current is not { } fix || fix == _shown) return;
        _shown = fix;
        board.Offer(new LiveFix(squad.Slot, squad.Id, squad.County, fix.Point, fix.AccuracyM, fix.Heading, fix.SpeedMps ?? 0, fix.At > now ? now : fix.At, now, alarm is not FixDoubt.None));
    }

    /// <summary>Judged by when the fixes were taken; a replay of an old hour raises nothing.</summary>
    private SceneReached? Reached(Squad squad, DutyLog duty, LiveTrack track, DateTimeOffset now)
    {
        if (squad is not { State: SquadState.EnRoute, Job: { Scene: { } scene } job }) return null;
        if (_told is { } told && told.Case == job.CaseId && now - told.At < _tellAgain) return null;
        var since = now - _tooOldForArrival;
        if (duty.DepartedAt > since) since = duty.DepartedAt.Value;
        if (new Fence(scene, arrival.Value.RadiusFor(job.County), arrival.Value.Dwell).Arrival(track.Since(since)) is not { } stay) return null;
        _told = (job.CaseId, now);
        return new SceneReached(job.CaseId, stay.Since, stay.At.Point.Lon, stay.At.Point.Lat, stay.At.AccuracyM);
    }

    private static IEnumerable<SquadCommand> News(Squad squad, LiveTrack track, FixDoubt alarm, DateTimeOffset since, FixBatch batch)
    {
        if (Health(squad, track, alarm, since) is { } health) yield return health;
        // a phone that gives positions has them, whatever it said before
        if (batch.Phone is { } word && PhoneReport.After(squad.Phone, word.Battery, word.NoGps ?? (batch.Fixes.Length > 0 ? false : null)) is var phone && phone.IsNewsAfter(squad.Phone))
            yield return new SquadCommand.ReportPhone(phone);
    }

    /// <summary>Since when a squad on its way back has dwelt at its base (归队围栏).</summary>
    private DateTimeOffset? HomeSince(Squad squad, LiveTrack track, DateTimeOffset now)
    {
        if (squad.State is not SquadState.Returning) return null;
        var since = now - _tooOldForArrival;
        if (squad.Since > since) since = squad.Since;
        return new Fence(squad.Base, arrival.Value.RadiusFor(squad.County), arrival.Value.Dwell).Arrival(track.Since(since))?.Since;
    }

    private static SquadCommand? Health(Squad squad, LiveTrack track, FixDoubt alarm, DateTimeOffset since)
    {
        PositionDoubt? doubt = alarm.HasFlag(FixDoubt.Datum) ? PositionDoubt.Datum : alarm.HasFlag(FixDoubt.Teleport) ? PositionDoubt.Teleport : null;
        if (doubt is { } why) return squad.Health == why ? null : new SquadCommand.DoubtPosition(why);
        return squad.Health is not null && track.Calm(since) ? new SquadCommand.TrustPosition() : null;
    }

    private static string Why(FixDoubt doubt) =>
        doubt.HasFlag(FixDoubt.Accuracy) ? "accuracy"
        : doubt.HasFlag(FixDoubt.Datum) ? "datum"
        : "teleport";
}
