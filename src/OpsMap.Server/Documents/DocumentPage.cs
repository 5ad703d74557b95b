using OpsMap.Domain.Documents;

namespace OpsMap.Server.Documents;

/// <summary>A document as a page of A4 (打印页).</summary>
internal static class DocumentPage
{
    private const string Linked = "<link rel=\"stylesheet\" href=\"/documents/print.css\"><script src=\"/documents/print.js\" defer></script>";

    // what is printed by ourselves runs nothing and asks nobody for anything
    private static readonly string SelfContained =
        $"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><style>{PrintFiles.Css}</style>";

    /// <summary>For the screen: with a bar to print it, and with a watermark that says who looked and when.</summary>
    public static string OnScreen(DocumentBody body, Voice voice, Proof? proof, string viewer, string pdf) => Html.Page(body.Paper.Title, Linked, Look(body, proof), html =>
    {
        html.Raw("<nav class=\"bar\">").Element("strong", "", body.Paper.Title).Element("span", "", CopyName(voice.Copy, proof));
        if (proof is not null) html.Raw("<button type=\"button\" id=\"print\">打印</button><a href=\"").Text(pdf).Raw("\">下载 PDF</a>");
        html.Raw("</nav><div class=\"viewed\" aria-hidden=\"true\">");
        for (var i = 0; i < 24; i++) html.Element("span", "", viewer);
        html.Raw("</div>");
        Sheet(html, body, voice, proof);
    });

    /// <summary>For the printer.</summary>
    public static string OnPaper(DocumentBody body, Voice voice, Proof proof) => Html.Page(body.Paper.Title, SelfContained, Look(body, proof), html => Sheet(html, body, voice, proof));

    private static void Sheet(Html html, DocumentBody body, Voice voice, Proof? proof)
    {
        html.Raw("<main class=\"paper\">");
        if (body.Kind is DocumentKind.Directive or DocumentKind.ReminderCard or DocumentKind.UrgingCard) html.Element("p", "bureau", body.IssuerName);
        html.Element("h1", "", body.Paper.Title);
        if (HasOwnLine(body)) html.Element("p", "no", proof is null ? "（草稿，未编号）" : body.No);
        foreach (var block in body.Paper.Blocks) Blocks.Write(html, block, voice);
        if (proof is not null) Foot(html, body, voice, proof);
        html.Raw("</main>");
        if (proof is null) html.Element("div", "draft", "草稿");
        else if (proof.State is not DocumentState.Issued) html.Element("div", "draft", proof.State is DocumentState.Withdrawn ? "已撤回" : "已被替代");
        else if (body.Drill) html.Element("div", "draft", "演练");
    }

    private static void Foot(Html html, DocumentBody body, Voice voice, Proof proof)
    {
        html.Raw("<footer class=\"proof\">").Raw(QrCode.Svg(proof.Address)).Raw("<p>").Text($"扫码核验本文书真伪　{body.No}").Raw("<br>").Text($"数字指纹 {Fingerprint(proof.Sha256)}");
        if (voice.Copy is DocumentCopy.Masked && body.Person is not null) html.Raw("<br>").Text("本页为脱敏件，内部留存使用，不作送达");
        html.Raw("</p></footer>");
    }

    // the registration forms bear the case's number in their own heading
    private static bool HasOwnLine(DocumentBody body) => body.Kind is not (DocumentKind.ComplaintForm or DocumentKind.ReportForm);

    private static string Look(DocumentBody body, Proof? proof) => $"{(body.Kind switch
    {
        DocumentKind.ComplaintForm or DocumentKind.ReportForm or DocumentKind.Directive or DocumentKind.ReminderCard or DocumentKind.UrgingCard => "form",
        DocumentKind.MediationAgreement => "letter agreement",
        _ => "letter",
    })}{(proof is null ? " unissued" : "")}";

    private static string CopyName(DocumentCopy copy, Proof? proof) => (proof, copy) switch
    {
        (null, _) => "草稿预览",
        (_, DocumentCopy.Full) => "正式件（含个人信息，查看已留痕）",
        (_, DocumentCopy.Respondent) => "被投诉人件",
        (_, DocumentCopy.Masked) => "脱敏件",
    };

    /// <summary>The first 16 bytes, in fours: enough to compare by eye.</summary>
    private static string Fingerprint(string sha256) => string.Join(' ', sha256[..32].Chunk(4).Select(four => new string(four)));
}

/// <summary>What makes a page an issued document (核验信息): where it is confirmed, its hash and its state.</summary>
public sealed record Proof(string Address, string Sha256, DocumentState State);
