using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace OpsMap.Server.Documents;

/// <summary>Writes a page (网页): markup comes from our own constants, everything else is escaped.</summary>
public sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _page = new();

    /// <summary>Markup of our own.</summary>
    public Html Raw(string markup)
    {
        _page.Append(markup);
        return this;
    }

    public Html Text(string? text)
    {
        if (!string.IsNullOrEmpty(text)) _page.Append(Encoder.Encode(text));
        return this;
    }

    public Html Element(string tag, string look, string? text) => Raw($"<{tag} class=\"{look}\">").Text(text).Raw($"</{tag}>");

    public override string ToString() => _page.ToString();

    /// <summary>A page of ours from its head to its feet.</summary>
    public static string Page(string title, string head, string bodyLook, Action<Html> body)
    {
        var html = new Html().Raw("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><title>")
            .Text(title).Raw("</title>").Raw(head).Raw($"</head><body class=\"{bodyLook}\">");
        body(html);
        return html.Raw("</body></html>").ToString();
    }
}
