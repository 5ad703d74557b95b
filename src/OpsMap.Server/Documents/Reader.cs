using System.Globalization;
using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Documents;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>Opens a document in one of its copies (查阅文书): the complainant's own data only for who handles the case, and never without a line in the audit.</summary>
public sealed class Reader(DocumentQueries queries, ComplainantVault vault, DocumentSecrets secrets, IOptions<DocumentOptions> options, TimeProvider clock)
{
    public async Task<(StoredDocument Document, Voice Voice)?> Open(Guid id, DocumentCopy? copy, Actor by, CancellationToken ct)
    {
        if (await queries.Find(id, by, ct) is not { } document) return null;
        var wanted = copy ?? DocumentCopy.Masked;
        if (!DocumentForms.Find(document.Body.Kind)!.Copies.Contains(wanted)) throw new ProblemException(Problem.Of(new Refusal(DocumentRefusals.CopyNotMade)));
        return (document, wanted switch
        {
            DocumentCopy.Masked => Voice.Masked(document.Body),
            DocumentCopy.Respondent => Voice.Respondent(document.Body),
            DocumentCopy.Full => Voice.Full(secrets.Open(await Disclosed(document, by, ct))),
        });
    }

    public Proof ProofOf(StoredDocument document, HttpRequest request)
    {
        var at = options.Value.Base?.ToString().TrimEnd('/') ?? $"{request.Scheme}://{request.Host}";
        return new Proof($"{at}/verify/{secrets.Code(document.Id)}", document.Sha256, document.State);
    }

    /// <summary>Who looked, and when.</summary>
    public string Mark(Actor by) => $"{by.Name} {clock.GetUtcNow().ToOffset(CityTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}";

    private async Task<byte[]?> Disclosed(StoredDocument document, Actor by, CancellationToken ct)
    {
        if (by.Role is not (Role.CityDispatcher or Role.CountyDispatcher or Role.StationHead or Role.SquadMember or Role.SquadLeader))
            throw new ProblemException(Problem.Of(new Refusal(Refusals.WrongRole)));
        if (document.Person is not null) await vault.Disclose(document.Case, by, $"文书 {document.Body.No}", ct);
        return document.Person;
    }
}
