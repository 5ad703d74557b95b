using OpsMap.Domain.Documents;

namespace OpsMap.Server.Documents.Forms;

/// <summary>Writes a document out of its case (制作文书).</summary>
internal static class Writing
{
    public static Paper Write(DocumentForm form, Draft draft)
    {
        var blocks = Blocks(form.Kind, draft).ToList();
        // a correction says what it corrects; a directive keeps its number and only grows
        if (draft.Replaces is { } old && form.Word is not null)
            blocks.Insert(Math.Max(0, blocks.FindIndex(b => b is Block.Seal)), new Block.Paragraph(Line.Of($"本文书自印发之日起替代{old}，原文书同时作废。")));
        return new Paper(Title(form, draft), blocks);
    }

    private static string Title(DocumentForm form, Draft d) =>
        form.Kind is DocumentKind.TransferNotice ? d.Case.Kind is Domain.Cases.CaseKind.Report ? "举报分送通知书" : "投诉分送通知书" : form.Title;

    private static IEnumerable<Block> Blocks(DocumentKind kind, Draft d) => kind switch
    {
        DocumentKind.ComplaintForm => Registers.Complaint(d),
        DocumentKind.ReportForm => Registers.Report(d),
        DocumentKind.TransferNotice => Letters.Transfer(d),
        DocumentKind.Directive => DirectiveSheet.Of(d),
        DocumentKind.Acceptance => Letters.Acceptance(d),
        DocumentKind.MediationNotice => Letters.Mediation(d),
        DocumentKind.MediationAgreement => Agreement.Of(d),
        DocumentKind.IdentityNotice => Letters.Identity(d),
        DocumentKind.Refusal => Letters.Refusal(d),
        DocumentKind.MediationEnding => Letters.Ending(d),
        DocumentKind.ReportResult => Letters.Result(d),
        DocumentKind.ReminderCard or DocumentKind.UrgingCard => CardSheet.Of(d),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such form"),
    };
}
