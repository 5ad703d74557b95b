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

    private const string Columns = "squad, device, seq, taken_at, at, received_at, lon, lat, accuracy_m, speed_mps, heading";

    /// <summary>The newest of a squad, for a grain that has just woken.</summary>
    public Task<IReadOnlyList<StoredFix>> Recent(SquadId squad, DateTimeOffset now, int limit) => database.Rows(Scope.Everything, Database.Sql(
        $"select {Columns} from position_fix where squad = $1 and taken_at > $2 order by taken_at desc limit $3", squad.Value, (now - _clocks).UtcDateTime, limit), Read);

    /// <summary>What a squad's devices took between two instants.</summary>
    public Task<IReadOnlyList<StoredFix>> Taken(SquadId squad, DateTimeOffset from, DateTimeOffset to, Scope scope, CancellationToken ct) => database.Rows(scope, Database.Sql(
        $"select {Columns} from position_fix where squad = $1 and taken_at >= $2 and taken_at < $3 and at >= $4 and at < $5 order by taken_at, seq",
        squad.Value, (from - _clocks).UtcDateTime, (to + _clocks).UtcDateTime, from.UtcDateTime, to.UtcDateTime), Read, ct);

    internal static StoredFix Read(NpgsqlDataReader r) => new(
        new SquadId(r.GetGuid(0)),
        new TrackPoint(r.GetGuid(1), r.GetInt64(2), r.GetFieldValue<DateTimeOffset>(3), r.GetFieldValue<DateTimeOffset>(4), new GeoPoint(r.GetDouble(6), r.GetDouble(7)), r.GetFloat(8),
            r.IsDBNull(9) ? null : r.GetFloat(9), r.IsDBNull(10) ? null : r.GetFloat(10)),
        r.GetFieldValue<DateTimeOffset>(5));
}
