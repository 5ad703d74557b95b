using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Documents;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>A form this person could issue (可制文书), or why not yet, with its blanks.</summary>
public sealed record Offer(DocumentKind Kind, string Title, int? Style, bool Allowed, string? Code, string? Why, Guid? InForce, IReadOnlyList<DocumentField> Fields)
{
    /// <summary>Nothing for a form that is not this person's or not for such a case.</summary>
    public static Offer? Of(DocumentForm form, CaseFile file, IReadOnlyList<StoredDocument> issued, Actor by, Tongue tongue)
    {
        var blanks = form.Fields(file);
        var fields = DocumentFields.None.Over(blanks);
        var no = form.Refuse(file, by, fields);
        if (no is { Kind: not RefusalKind.NotNow } or { Code: Refusals.WrongKind }) return null;
        var basis = form.Ground(file, fields).Version;
        var inForce = no is null ? issued.FirstOrDefault(d => d.State is DocumentState.Issued && d.Body.Kind == form.Kind && d.Basis == basis) : null;
        return new Offer(form.Kind, form.Title, form.Style, no is null, no?.Code, no is null ? null : Words.Of(no.Code, tongue, no.Facts), inForce?.Id, blanks);
    }
}
