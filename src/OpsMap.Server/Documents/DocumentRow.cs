using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Domain.Documents;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>A document on its way into the register.</summary>
internal sealed record NewDocument(
    Guid Id, CaseId Case, CountyCode County, DocumentNumber? Number, int Basis, DocumentBody Body, PersonId IssuedBy, byte[]? Person, byte[] TokenHash, Guid? Supersedes, string? Reason)
{
    /// <summary>The hash is taken of what the database will give back, so that anybody with the row can take it again.</summary>
    public NpgsqlBatchCommand Statement() => Database.Sql("""
        insert into document (id, case_id, county, issuer, kind, year, number, no, basis, issued_at, issued_by, body, sha256, person_enc, token_hash, supersedes, reason)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, sha256(convert_to($12::text, 'UTF8')), $13, $14, $15, $16)
        """,
        Id, Case.Value, County.Value, Body.Issuer.Value, JsonNames.Of(Body.Kind), CityTime.DayOf(Body.IssuedAt).Year, new NpgsqlParameter { Value = (object?)Number?.Count ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer },
        Body.No, Basis, Body.IssuedAt, IssuedBy.Value, new NpgsqlParameter { Value = System.Text.Json.JsonSerializer.Serialize(Body, Wire.Options), NpgsqlDbType = NpgsqlDbType.Jsonb },
        new NpgsqlParameter { Value = (object?)Person ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea }, TokenHash, Database.Nullable(Supersedes), Database.Nullable(Reason));
}

/// <summary>A document of the register (文书登记) with its content.</summary>
public sealed record StoredDocument(
    Guid Id, CaseId Case, int Basis, DocumentBody Body, string Sha256, byte[]? Person, DocumentState State, string? Reason, DateTimeOffset? EndedAt, Guid? SupersededBy, Guid? Supersedes);

/// <summary>A document as lists show it (文书目录项).</summary>
public sealed record DocumentCard(
    Guid Id, CaseId CaseId, DocumentKind Kind, string Title, string No, DocumentState State, DateTimeOffset IssuedAt, string IssuedBy, string Issuer, string Sha256,
    IReadOnlyList<DocumentCopy> Copies, string Verify, string? Reason, DateTimeOffset? EndedAt, Guid? SupersededBy, Guid? Supersedes)
{
    public static DocumentCard Of(StoredDocument d, string code) => new(
        d.Id, d.Case, d.Body.Kind, d.Body.Paper.Title, d.Body.No, d.State, d.Body.IssuedAt, d.Body.IssuedBy, d.Body.IssuerName, d.Sha256,
        DocumentForms.Find(d.Body.Kind)?.Copies ?? [DocumentCopy.Masked], $"/verify/{code}", d.Reason, d.EndedAt, d.SupersededBy, d.Supersedes);
}
