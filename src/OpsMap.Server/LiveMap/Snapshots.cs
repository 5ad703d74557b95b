using System.Data;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.LiveMap;

/// <summary>What a viewer starts from: cards and positions as of one instant, and how far the feed had come at that instant.</summary>
public sealed record Snapshot(IReadOnlyDictionary<CountyCode, long> Heads, IReadOnlyList<string> Cases, IReadOnlyList<(string Card, LastFix? Fix)> Squads, IReadOnlyList<string> Incidents);

/// <summary>Rows a viewer lacks, and whether there are more.</summary>
public sealed record MissedRows(IReadOnlyList<FeedRow> Rows, bool More);

/// <summary>Where a squad was last seen.</summary>
public sealed record LastFix(GeoPoint Point, float AccuracyM, float? HeadingDeg, float? SpeedMps, DateTimeOffset At);

/// <summary>Reads snapshots and missed rows. One transaction sees one instant, so that rows after its heads complete it exactly.</summary>
public sealed class Snapshots(Database database, PositionBoard board, TimeProvider clock) : IDisposable
{
    private const int AtOnce = 4;
    private const int RowsAtOnce = 500;
    private const int FarBehind = 2_000;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private const string HeadsSql = "select county, seq from feed_head where $1 in ('*', county)";
    private const string CasesSql = """
        select card::text from case_view where open
        union all
        select card::text from case_view where not open and closed_at >= $1
        """;
    private const string SquadsSql = """
        select s.card::text, s.slot, s.state in ('offDuty', 'break'), p.lon, p.lat, p.accuracy_m, p.heading, p.speed_mps, p.fix_at, p.received_at
        from   squad_view s
        left   join squad_position p on p.squad = s.id
        where  not s.retired
        order  by s.slot
        """;
    private const string IncidentsSql = "select card::text from incident_view where open or closed_at >= $1 order by opened_at";
    private const string SinceSql = """
        select seq, kind, body::text
        from   feed
        where  county = $1 and seq > $2
        order  by seq
        limit  $3
        """;

    // after a restart every console asks at the same moment; the pool belongs to commands first
    private readonly SemaphoreSlim _turn = new(AtOnce);

    public async Task<Snapshot> Take(Audience audience, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await using var connection = await database.App.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            await using var batch = new NpgsqlBatch(connection, transaction)
            {
                BatchCommands =
                {
                    Database.Sql("set transaction read only"),
                    Database.Setting(audience.Scope.LookingOn),
                    Database.Sql(HeadsSql, audience.Scope.Setting),
                    Database.Sql(CasesSql, Midnight()),
                    Database.Sql(SquadsSql),
                    Database.Sql(IncidentsSql, Midnight()),
                },
            };
            await using var reader = await batch.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);
            var heads = new Dictionary<CountyCode, long>();
            while (await reader.ReadAsync(ct)) heads[new CountyCode(reader.GetString(0))] = reader.GetInt64(1);
            await reader.NextResultAsync(ct);
            var cases = new List<string>();
            while (await reader.ReadAsync(ct)) cases.Add(reader.GetString(0));
            await reader.NextResultAsync(ct);
            var squads = new List<(string, LastFix?)>();
            while (await reader.ReadAsync(ct)) squads.Add((reader.GetString(0), reader.GetBoolean(2) ? null : Fix(reader)));
            await reader.NextResultAsync(ct);
            var incidents = new List<string>();
            while (await reader.ReadAsync(ct)) incidents.Add(reader.GetString(0));
            return new(heads, cases, squads, incidents);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The rows of one county after a number; nothing when only a new snapshot helps.</summary>
    public async Task<MissedRows?> Since(Audience audience, CountyCode county, long seq, CancellationToken ct)
    {
        await using var batch = database.Batch(audience.Scope,
            Database.Sql("select seq from feed_head where county = $1", county.Value),
            Database.Sql(SinceSql, county.Value, seq, RowsAtOnce + 1));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var head = await reader.ReadAsync(ct) ? reader.GetInt64(0) : 0;
        // a number beyond the head is from a database that was restored since
        if (seq > head || head - seq > FarBehind) return null;
        await reader.NextResultAsync(ct);
        var rows = new List<FeedRow>();
        while (await reader.ReadAsync(ct)) rows.Add(new(county, reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        if (rows.Count > 0 && rows[0].Seq != seq + 1) return null;
        return rows.Count > RowsAtOnce ? new(rows[..RowsAtOnce], More: true) : new(rows, More: false);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The newer of what this node has heard and what is stored; the store is up to a second behind.</summary>
    private LastFix? Fix(NpgsqlDataReader row)
    {
        var stored = row.IsDBNull(3)
            ? null
            : new LastFix(new GeoPoint(row.GetDouble(3), row.GetDouble(4)), row.GetFloat(5), Float(row, 6), Float(row, 7), row.GetFieldValue<DateTimeOffset>(8));
        return board.TryRead(row.GetInt16(1), out var heard) && (stored is null || heard.ReceivedAt > row.GetFieldValue<DateTimeOffset>(9))
            ? new LastFix(heard.Point, heard.AccuracyM, heard.HeadingDeg, heard.SpeedMps, heard.FixAt)
            : stored;
    }

    private static float? Float(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFloat(column);

    private DateTimeOffset Midnight() => new DateTimeOffset(clock.GetUtcNow().ToOffset(China).Date, China).ToUniversalTime();
}
