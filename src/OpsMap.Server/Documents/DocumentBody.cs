using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Documents;

namespace OpsMap.Server.Documents;

/// <summary>What is stored of a document and what its hash is of (文书正文): all its words, and of the complainant the masked data and a keyed digest of the real ones.</summary>
public sealed record DocumentBody(
    DocumentKind Kind,
    string No,
    Paper Paper,
    string CaseNo,
    int CaseVersion,
    RuleSet RuleSet,
    CountyCode Issuer,
    string IssuerName,
    string IssuedBy,
    DateTimeOffset IssuedAt,
    string? Respondent = null,
    MaskedPerson? Person = null,
    bool Drill = false);

/// <summary>The complainant as everybody but the handler sees them.</summary>
public sealed record MaskedPerson(string Name, string Phone, string? IdNo, bool HasAddress, string Digest)
{
    public static MaskedPerson Of(Complainant person, string digest) => new(
        Masking.Name(person.Name), Masking.Phone(person.Phone), person.IdNo is { Length: > 0 } id ? Masking.IdNo(id) : null, !string.IsNullOrWhiteSpace(person.Address), digest);
}
