using OpsMap.Domain.Documents;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>The public page behind the code on the paper (文书核验): number, state and hash, and nothing else.</summary>
internal static class VerifyPage
{
    private const string Head = "<link rel=\"stylesheet\" href=\"/documents/print.css\">";

    public static string Of(Confirmation found, Tongue tongue) => Page(tongue, html =>
    {
        var (look, zh, en) = found.State switch
        {
            DocumentState.Issued => ("issued", "有效", "In force"),
            DocumentState.Withdrawn => ("withdrawn", "已撤回", "Withdrawn"),
            DocumentState.Superseded => ("superseded", "已被替代", "Superseded"),
        };
        html.Raw("<p>").Element("span", $"state {look}", Said(tongue, zh, en)).Raw("</p><dl>");
        Entry(html, "", Said(tongue, "文书编号", "Number"), found.No);
        Entry(html, "", Said(tongue, "文书状态", "State"), Said(tongue, zh, en));
        Entry(html, "hash", Said(tongue, "数字指纹（SHA-256）", "Hash (SHA-256)"), string.Join(' ', found.Sha256.Chunk(4).Select(four => new string(four))));
        html.Raw("</dl>").Element("p", "note", Said(tongue,
            "请核对纸质文书上的编号和数字指纹与本页是否一致。本页不显示文书内容和个人信息；如有疑问，请拨打12315。",
            "Compare number and hash with the paper. Neither content nor personal data are shown here; in doubt, call 12315."));
    });

    public static string Unknown(Tongue tongue) => Page(tongue, html => html
        .Raw("<p>").Element("span", "state unknown", Said(tongue, "未查询到该文书", "No such document")).Raw("</p>")
        .Element("p", "note", Said(tongue,
            "核验码不正确，或者该文书不是由本系统制发。请重新扫描文书上的二维码；如对文书真伪有疑问，请拨打12315。",
            "The code is wrong, or the document was not issued here. Scan the code on the paper again; in doubt, call 12315.")));

    private static string Page(Tongue tongue, Action<Html> body) => Html.Page(Said(tongue, "文书核验", "Document check"), Head, "verify", html =>
    {
        html.Raw("<main>").Element("h1", "", Said(tongue, "长治市市场监督管理局文书核验", "Changzhi market regulator · document check"));
        body(html);
        html.Raw("</main>");
    });

    private static void Entry(Html html, string look, string term, string text) => html.Element("dt", "", term).Element("dd", look, text);

    private static string Said(Tongue tongue, string zh, string en) => tongue is Tongue.Chinese ? zh : en;
}
