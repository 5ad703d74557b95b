using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Tracks;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Tracks;

/// <summary>Reads stored positions (轨迹查询).</summary>
public sealed class TrackReader(Database database)
{
    /// <summary>A device's clock is believed to half a day, so that this much around a time holds everything of it.</summary>
    private static readonly TimeSpan _clocks = TimeSpan.FromHours(13);

    private static readonly TimeSpan _neighbours = TimeSpan.FromMinutes(15);
    private const int LookedBack = 128;

    private static readonly TimeSpan _soonAfter = TimeSpan.FromMinutes(1);

    // as many on either side as a judgement asks, for two devices
    private const string AroundSql = $"""
        select f.*, q.no from unnest($1::uuid[], $2::timestamptz[]) with ordinality as q (squad, instant, no) cross join lateral (
          (select {Columns} from position_fix where squad = q.squad and taken_at > q.instant - interval '6 minutes' and at <= q.instant and taken_at < q.instant + interval '1 minute' order by taken_at desc limit 12)
          union all
          (select {Columns} from position_fix where squad = q.squad and taken_at > q.instant - interval '1 minute' and at > q.instant and taken_at < q.instant + interval '3 minutes' order by taken_at limit 12)) f
        """;

    private const string Columns = "squad, device, seq, taken_at, at, received_at, lon, lat, accuracy_m, speed_mps, heading";

    /// <summary>The newest of a squad, for a grain that has just woken.</summary>
    public Task<IReadOnlyList<StoredFix>> Recent(SquadId squad, DateTimeOffset now, int limit) => database.Rows(Scope.Everything, Database.Sql(
        $"select {Columns} from position_fix where squad = $1 and taken_at > $2 order by taken_at desc limit $3", squad.Value, (now - _clocks).UtcDateTime, limit), Read);

    /// <summary>What a squad's devices took between two instants.</summary>
    public Task<IReadOnlyList<StoredFix>> Taken(SquadId squad, DateTimeOffset from, DateTimeOffset to, Scope scope, CancellationToken ct) => database.Rows(scope, Database.Sql(
        $"select {Columns} from position_fix where squad = $1 and taken_at >= $2 and taken_at < $3 and at >= $4 and at < $5 order by taken_at, seq",
        squad.Value, (from - _clocks).UtcDateTime, (to + _clocks).UtcDateTime, from.UtcDateTime, to.UtcDateTime), Read, ct);

    /// <summary>Everything the server heard between two instants, and before that the last of each squad, as far as a judgement looks back.</summary>
    public async Task<IReadOnlyList<StoredFix>> Heard(DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var before = await database.Rows(Scope.Everything, Database.Sql($"""
            select f.* from squad_view s cross join lateral (
              select {Columns} from position_fix where squad = s.id and taken_at > $1 and taken_at < $2 and received_at <= $3 order by taken_at desc limit {LookedBack}) f
            """, (from - _clocks).UtcDateTime, (from + _clocks).UtcDateTime, from.UtcDateTime), Read, ct);
        var during = await database.Rows(Scope.Everything, Database.Sql(
            $"select {Columns} from position_fix where taken_at > $1 and taken_at < $2 and received_at > $3 and received_at <= $4",
            (from - _clocks).UtcDateTime, (to + _clocks).UtcDateTime, from.UtcDateTime, to.UtcDateTime), Read, ct);
        return [.. before, .. during];
    }

    /// <summary>
    /// Where squads were at instants, as far as their tracks are kept: the last position before that nobody doubts, or one soon after.
    /// A device whose clock is off by minutes tells no place.
    /// </summary>
    public async Task<IReadOnlyList<GeoPoint?>> PlacesAt(IReadOnlyList<(SquadId Squad, DateTimeOffset At)> asked, CancellationToken ct)
    {
        if (asked.Count == 0) return [];
        var around = (await database.Rows(Scope.Everything, Database.Sql(AroundSql,
            asked.Select(a => a.Squad.Value).ToArray(), asked.Select(a => a.At.UtcDateTime).ToArray()), r => (No: (int)r.GetInt64(11) - 1, Read(r).Fix), ct)).ToLookup(f => f.No, f => f.Fix);
        return [.. asked.Select((a, i) => At(a.At, around[i]))];
    }

    private static GeoPoint? At(DateTimeOffset at, IEnumerable<TrackPoint> around)
    {
        var sure = new List<TrackPoint>();
        foreach (var device in around.GroupBy(f => f.Device))
        {
            TrackPoint[] track = [.. device.Order(TrackPoint.InTime)];
            sure.AddRange(track.Zip(TrackJudge.Judge(track)).Where(f => f.Second is FixDoubt.None).Select(f => f.First));
        }
        TrackPoint? best = null;
        foreach (var fix in sure.Where(f => f.At <= at)) if (!(best is { } known && known.IsLaterThan(fix))) best = fix;
        return (best ?? sure.Where(f => f.At <= at + _soonAfter).OrderBy(f => f.At).Select(f => (TrackPoint?)f).FirstOrDefault())?.Point;
    }

    /// <summary>The base of a squad that this scope may know of.</summary>
    public async Task<GeoPoint?> BaseOf(SquadId squad, Scope scope, CancellationToken ct) =>
        await database.Rows(scope, Database.Sql("select card->'base' from squad_view where id = $1", squad.Value), r => JsonSerializer.Deserialize<GeoPoint>(r.GetString(0), Wire.Options), ct) is [var home] ? home : null;

    /// <summary>A squad's fixes between two instants, each judged among its neighbours, also those beyond the edges.</summary>
    public async Task<IReadOnlyList<JudgedFix>> Judged(SquadId squad, GeoPoint? home, DateTimeOffset from, DateTimeOffset to, CancellationToken ct)
    {
        var around = await Taken(squad, from - _neighbours, to + _neighbours, Scope.Everything, ct);
        var judged = new List<JudgedFix>(around.Count);
        foreach (var device in around.GroupBy(f => f.Fix.Device))
        {
            StoredFix[] track = [.. device.OrderBy(f => f.Fix, TrackPoint.InTime)];
            judged.AddRange(track.Zip(TrackJudge.Judge(Array.ConvertAll(track, f => f.Fix), home), (f, doubt) => new JudgedFix(f, doubt)));
        }
        return [.. judged.Where(f => f.Stored.Fix.At >= from && f.Stored.Fix.At < to).OrderBy(f => f.Stored.Fix.At)];
    }

    internal static StoredFix Read(NpgsqlDataReader r) => new(
        new SquadId(r.GetGuid(0)),
        new TrackPoint(r.GetGuid(1), r.GetInt64(2), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4), new GeoPoint(r.GetDouble(6), r.GetDouble(7)), r.GetFloat(8),
            r.IsDBNull(9) ? null : r.GetFloat(9), r.IsDBNull(10) ? null : r.GetFloat(10)),
        r.GetFieldValue<DateTimeOffset>(5));
}
