using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Certificates;

/// <summary>The register of certificates (到场证明登记), one chain a county: appended to under its head's lock, read, and verified from the first to the last.</summary>
public sealed class CertificateChain(Database database)
{
    private const string HeadSql = """
        insert into certificate_head (county, no, hash) values ($1, 0, $2) on conflict (county) do update set county = excluded.county returning no, hash
        """;

    private const string AppendSql = """
        with issued as (
          insert into arrival_certificate (county, no, case_id, round, step, part, body, hash, issued_at)
          select $1, $2, $3, $4, $5, case $5 when 'supplement' then 1 + (select count(*) from arrival_certificate where (case_id, round, step) = ($3, $4, $5)) else 0 end, $6, $7, $8
          on conflict (case_id, round, step, part) do nothing returning no)
        update certificate_head set no = $2, hash = $7 where county = $1 and exists (select from issued)
        """;

    /// <summary>Appends to the county's chain inside this transaction; one that is there already stays as it is.</summary>
    internal static async Task Append(NpgsqlConnection connection, NpgsqlTransaction transaction, ArrivalCertificate draft)
    {
        await using var lockHead = new NpgsqlCommand(HeadSql, connection, transaction) { Parameters = { new() { Value = draft.County.Value }, new() { Value = ArrivalCertificate.Origin } } };
        await using var reader = await lockHead.ExecuteReaderAsync();
        await reader.ReadAsync();
        var certificate = draft with { No = reader.GetInt32(0) + 1, PrevHash = reader.GetString(1) };
        await reader.DisposeAsync();
        var body = certificate.Canonical();
        await using var append = new NpgsqlCommand(AppendSql, connection, transaction)
        {
            Parameters =
            {
                new() { Value = certificate.County.Value }, new() { Value = certificate.No }, new() { Value = certificate.Case.Value }, new() { Value = certificate.Round },
                new() { Value = JsonNames.Of(certificate.Step) }, new() { Value = body }, new() { Value = ArrivalCertificate.HashOf(body) }, new() { Value = certificate.IssuedAt.ToUniversalTime() },
            },
        };
        await append.ExecuteNonQueryAsync();
    }

    /// <summary>The newest of a case: the leaving tells everything the arrival told, and a supplement all of it again.</summary>
    public async Task<IssuedCertificate?> Newest(CaseId id, CancellationToken ct) => await database.Rows(Scope.Everything, Database.Sql(
        "select body, hash from arrival_certificate where case_id = $1 order by round desc, step desc, part desc limit 1", id.Value), Read, ct) is [var found] ? found : null;

    /// <summary>All of a case, in the order they were issued.</summary>
    public Task<IReadOnlyList<CertificateLink>> Links(CaseId id, CancellationToken ct) => database.Rows(Scope.Everything, Database.Sql(
        "select county, no, round, step, issued_at, hash from arrival_certificate where case_id = $1 order by issued_at, no", id.Value),
        r => new CertificateLink(new CountyCode(r.GetString(0)), r.GetInt32(1), r.GetInt32(2), r.GetString(3), r.GetFieldValue<DateTimeOffset>(4), r.GetString(5)), ct);

    /// <summary>The newest of one squad's stay, inside this transaction.</summary>
    internal static async Task<ArrivalCertificate?> Newest(NpgsqlConnection connection, NpgsqlTransaction transaction, CaseId id, int round)
    {
        await using var newest = new NpgsqlCommand("select body from arrival_certificate where case_id = $1 and round = $2 order by step desc, part desc limit 1", connection, transaction)
        {
            Parameters = { new() { Value = id.Value }, new() { Value = round } },
        };
        return await newest.ExecuteScalarAsync() is string body ? JsonSerializer.Deserialize<ArrivalCertificate>(body, Wire.Options) : null;
    }

    /// <summary>Recounts a county's chain: every text gives its hash, every certificate names the one before it, no number is missing.</summary>
    public async Task<ChainState> Verify(CountyCode county, CancellationToken ct)
    {
        var rows = await database.Rows(Scope.Of(county), Database.Sql("select no, body, hash from arrival_certificate where county = $1 order by no", county.Value),
            r => new CertificateRow(r.GetInt32(0), r.GetString(1), r.GetString(2)), ct);
        var heads = await database.Rows(Scope.Of(county), Database.Sql("select no, hash from certificate_head where county = $1", county.Value), r => (No: r.GetInt32(0), Hash: r.GetString(1)), ct);
        return Check(county, rows, heads is [var head] ? head : (0, ArrivalCertificate.Origin));
    }

    /// <summary>The same over rows at hand.</summary>
    public static ChainState Check(CountyCode county, IReadOnlyList<CertificateRow> rows, (int No, string Hash) head)
    {
        var (last, hash) = (0, ArrivalCertificate.Origin);
        foreach (var row in rows)
        {
            var said = JsonSerializer.Deserialize<ArrivalCertificate>(row.Body, Wire.Options)!;
            if (row.No != last + 1 || said.No != row.No || said.PrevHash != hash || ArrivalCertificate.HashOf(row.Body) != row.Hash) return new ChainState(county, rows.Count, hash, Intact: false, last + 1);
            (last, hash) = (row.No, row.Hash);
        }
        var whole = head == (last, hash);
        return new ChainState(county, rows.Count, hash, whole, whole ? null : last + 1);
    }

    private static IssuedCertificate Read(NpgsqlDataReader r) => new(JsonSerializer.Deserialize<ArrivalCertificate>(r.GetString(0), Wire.Options)!, r.GetString(1));
}
