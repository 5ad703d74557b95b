using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Documents;

/// <summary>The event a document stands on, or why there is none.</summary>
public readonly record struct Ground(int Version, Refusal? Refusal)
{
    public static implicit operator Ground(Refusal refusal) => new(0, refusal);

    public static implicit operator Ground(string code) => new(0, new Refusal(code));

    public static Ground On(CaseFile.Leaf? leaf, string otherwise) => leaf is { } there ? new Ground(there.Version, null) : otherwise;
}

/// <summary>One form (文书式样): who may issue it, on what ground, and which blanks are to be filled in.</summary>
public sealed record DocumentForm(DocumentKind Kind, string Title, Who Who, Func<CaseFile, DocumentFields, Ground> Ground)
{
    /// <summary>Its number among the styles of SAMR.</summary>
    public int? Style { get; init; }

    /// <summary>The word of its number series; without one it bears the number of its case, directive or card.</summary>
    public string? Word { get; init; }

    /// <summary>The respondent gets a copy, in which nothing of the complainant stands.</summary>
    public bool ForRespondent { get; init; }

    public Func<CaseFile, IReadOnlyList<DocumentField>> Fields { get; init; } = _ => [];

    public IReadOnlyList<DocumentCopy> Copies => ForRespondent
        ? [DocumentCopy.Masked, DocumentCopy.Full, DocumentCopy.Respondent]
        : [DocumentCopy.Masked, DocumentCopy.Full];

    /// <summary>Null when this person may issue it now.</summary>
    public Refusal? Refuse(CaseFile file, Actor by, DocumentFields fields) => Who.Refuse(file.State, by) ?? Ground(file, fields).Refusal;

    /// <summary>The city for what it does itself, the county for its own cases, also when a squad from elsewhere settles them.</summary>
    public static CountyCode IssuerOf(Case state, Actor by) => by.Role is Role.CityDispatcher ? CountyCode.City : state.County;
}
