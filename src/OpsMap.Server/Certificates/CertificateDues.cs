using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Certificates;

/// <summary>What is still to be certified (待出证明): written with the event itself, or when positions of a certified stay come late.</summary>
public sealed class CertificateDues(Database database)
{
    private const int Tries = 10;

    /// <summary>A track that does not come within this is not waited for: a squad may have come without one.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    /// <summary>No phone keeps its track for longer.</summary>
    private static readonly TimeSpan _longestKept = TimeSpan.FromDays(8);

    // a step told from the field is ripe when the squad's track has reached it; an event of the case that is no stay's own is looked at at once
    private const string ClaimSql = """
        select d.case_id, d.version from arrival_due d
        where  d.tried < $1 and ($2::uuid is null or d.case_id = $2)
        and    (d.at <= $3 or d.version = 0 or exists (
                 select from event e
                 where  e.stream = d.case_id and e.version = d.version and (e.type = 'evidence-added' or exists (
                   select from position_fix f
                   where  f.squad = (select r.squad from directive r where r.case_id = d.case_id order by r.round desc limit 1)
                   and    f.at >= coalesce(e.occurred_at, e.at)
                   and    f.taken_at > coalesce(e.occurred_at, e.at) - interval '13 hours' and f.taken_at < coalesce(e.occurred_at, e.at) + interval '13 hours'))))
        order by d.tried, d.at, d.version limit 1 for update skip locked
        """;

    private const string LateSql = """
        with late as (
          select squad, min(at) as first, max(at) as last from position_fix
          where  received_at > $1 and received_at > at + interval '20 seconds' and taken_at > $2 group by squad)
        insert into arrival_due (case_id, version, at)
        select distinct c.case_id, 0, $3::timestamptz
        from   late l join arrival_certificate c on c.issued_at > $2 and c.step = 'leaving' and (c.body::jsonb ->> 'squad')::uuid = l.squad
        where  (c.body::jsonb ->> 'since')::timestamptz - interval '2 minutes' <= l.last and (c.body::jsonb ->> 'leftAt')::timestamptz >= l.first
        on conflict do nothing
        """;

    /// <summary>Takes the next ripe one, and the case with it: two nodes never draw up the same case at once.</summary>
    internal static async Task<CertificateDue?> Claim(NpgsqlConnection connection, NpgsqlTransaction transaction, CaseId? only, DateTimeOffset now, CancellationToken ct)
    {
        await using var claim = new NpgsqlBatch(connection, transaction) { BatchCommands = { Database.Setting(Scope.Everything), Database.Sql(ClaimSql, Tries, Database.Nullable(only?.Value), (now - _patience).ToUniversalTime()) } };
        CertificateDue? due = null;
        await using (var reader = await claim.ExecuteReaderAsync(ct))
        {
            await reader.NextResultAsync(ct);
            if (await reader.ReadAsync(ct)) due = new CertificateDue(new CaseId(reader.GetGuid(0)), reader.GetInt32(1));
        }
        if (due is null) return null;
        await using var alone = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))", connection, transaction) { Parameters = { new() { Value = $"certificate {due.Case}" } } };
        await alone.ExecuteNonQueryAsync(ct);
        return due;
    }

    internal static async Task Done(NpgsqlConnection connection, NpgsqlTransaction transaction, CertificateDue due, CancellationToken ct)
    {
        await using var done = new NpgsqlCommand("delete from arrival_due where case_id = $1 and version = $2", connection, transaction) { Parameters = { new() { Value = due.Case.Value }, new() { Value = due.Version } } };
        await done.ExecuteNonQueryAsync(ct);
    }

    /// <summary>It will be tried again after the others, and not for ever.</summary>
    public Task PutBack(CancellationToken ct) => database.Execute(Scope.Everything, Database.Sql(
        "update arrival_due set tried = tried + 1 where (case_id, version) = (select case_id, version from arrival_due where tried < $1 order by tried, at limit 1)", Tries), ct);

    /// <summary>Whether something of this case still waits, for its track or for its turn.</summary>
    public async Task<bool> Waits(CaseId id, CancellationToken ct) => (await database.Rows(Scope.Everything, Database.Sql(
        "select exists (select from arrival_due where case_id = $1 and tried < $2)", id.Value, Tries), r => r.GetBoolean(0), ct))[0];

    /// <summary>Has the certified stays looked at again for which positions have come since.</summary>
    public Task NoteLate(DateTimeOffset since, DateTimeOffset now, CancellationToken ct) => database.Execute(Scope.Everything, Database.Sql(
        LateSql, since.ToUniversalTime(), (now - _longestKept).ToUniversalTime(), now.ToUniversalTime()), ct);
}

/// <summary>An event to certify; version 0 is the whole case, to see whether more is known of it now.</summary>
internal sealed record CertificateDue(CaseId Case, int Version);
