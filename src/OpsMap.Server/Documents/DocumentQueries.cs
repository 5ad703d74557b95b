using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Documents;
using OpsMap.Server.Cases;
using OpsMap.Server.Certificates;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>Reads of documents and of the cases they are drawn from (文书查询).</summary>
public sealed class DocumentQueries(Database database, Ledger ledger, CaseQueries cases, CertificateChain certificates)
{
    private const string Columns = """
        select d.id, d.case_id, d.basis, d.body::text, encode(d.sha256, 'hex'), d.person_enc, d.state, d.reason, d.ended_at, d.superseded_by, d.supersedes from document d
        """;

    /// <summary>The case with its history, or nothing when this reader may not know of it.</summary>
    public async Task<CaseFile?> File(CaseId id, Actor reader, CancellationToken ct)
    {
        if (!await cases.Knows(id, reader, ct)) return null;
        var history = await ledger.Read(id.Value, scope: Scope.Everything, ct: ct);
        var leaves = history.Select(e => new CaseFile.Leaf(e.Version, e.As<CaseEvent>(), e.Actor)).ToList();
        return new CaseFile(Case.Nothing.Evolve(leaves.Select(l => l.Event)), leaves);
    }

    public Task<IReadOnlyList<StoredDocument>> OfCase(CaseId id, CancellationToken ct) =>
        database.Rows(Scope.Everything, Database.Sql($"{Columns} where d.case_id = $1 order by d.issued_at desc, d.id", id.Value), Read, ct);

    /// <summary>A document of a case this reader may know of.</summary>
    public async Task<StoredDocument?> Find(Guid id, Actor reader, CancellationToken ct)
    {
        if (!reader.SeesCases) return null;
        var scope = reader.Squad is null ? Scope.Of(reader) : Scope.Everything;
        return await database.Rows(scope, Database.Sql($"{Columns} where d.id = $1", id), Read, ct) is [var found] && await cases.Knows(found.Case, reader, ct) ? found : null;
    }

    /// <summary>The register itself, for a document that has just been written.</summary>
    public async Task<StoredDocument> Written(Guid id, CancellationToken ct) =>
        (await database.Rows(Scope.Everything, Database.Sql($"{Columns} where d.id = $1", id), Read, ct))[0];

    /// <summary>What a stranger with the code on the paper may learn, and not one column more.</summary>
    public async Task<Confirmation?> Confirm(byte[] tokenHash, CancellationToken ct) =>
        await database.Rows(Scope.Everything, Database.Sql("select no, state, encode(sha256, 'hex') from document where token_hash = $1", tokenHash),
            r => new Confirmation(r.GetString(0), Enum.Parse<DocumentState>(r.GetString(1), ignoreCase: true), r.GetString(2)), ct) is [var found] ? found : null;

    /// <summary>What proves that the squad was there, as far as it has been drawn up.</summary>
    public async Task<IssuedCertificate?> Arrival(CaseId id, CancellationToken ct) => await certificates.Newest(id, ct);

    /// <summary>Squads by code and name, for those the case has met.</summary>
    public async Task<IReadOnlyDictionary<SquadId, string>> Squads(CaseFile file, CancellationToken ct)
    {
        var met = file.History.Select(l => l.Event switch
        {
            CaseEvent.DirectiveIssued i => i.Squad.Value,
            CaseEvent.DirectiveReassigned r => r.Squad.Value,
            _ => (Guid?)null,
        }).OfType<Guid>().Distinct().ToArray();
        if (met.Length == 0) return new Dictionary<SquadId, string>();
        var named = await database.Rows(Scope.Everything, Database.Sql("select id, code, card->>'name' from squad_view where id = any($1)", met),
            r => (Id: new SquadId(r.GetGuid(0)), Code: r.GetString(1), Name: r.IsDBNull(2) ? null : r.GetString(2)), ct);
        return named.ToDictionary(s => s.Id, s => s.Name is { Length: > 0 } name ? name : s.Code);
    }

    private static StoredDocument Read(NpgsqlDataReader r) => new(
        r.GetGuid(0), new CaseId(r.GetGuid(1)), r.GetInt32(2), JsonSerializer.Deserialize<DocumentBody>(r.GetString(3), Wire.Options)!, r.GetString(4), r[5] as byte[],
        Enum.Parse<DocumentState>(r.GetString(6), ignoreCase: true), r[7] as string, r.IsDBNull(8) ? null : r.GetFieldValue<DateTimeOffset>(8), r[9] as Guid?, r[10] as Guid?);
}

/// <summary>What the paper's code confirms (核验结果).</summary>
public sealed record Confirmation(string No, DocumentState State, string Sha256);
