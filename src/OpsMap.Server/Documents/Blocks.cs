using System.Globalization;
using OpsMap.Server.Documents.Forms;

namespace OpsMap.Server.Documents;

/// <summary>The blocks of a document as markup (版式).</summary>
internal static class Blocks
{
    public static void Write(Html html, Block block, Voice voice)
    {
        switch (block)
        {
            case Block.Addressee a:
                Paragraph(html, "addressee", a.Name, voice, "：");
                break;
            case Block.Paragraph p:
                Paragraph(html, "para", p.Text, voice);
                break;
            case Block.Flush f:
                Paragraph(html, "flush", f.Text, voice);
                break;
            case Block.Ends e:
                html.Raw("<p class=\"ends\"><span>");
                Line(html, e.Left, voice);
                html.Raw("</span><span>");
                Line(html, e.Right, voice);
                html.Raw("</span></p>");
                break;
            case Block.Table t:
                Table(html, t, voice);
                break;
            case Block.Signatures s:
                html.Raw("<div class=\"signatures\">");
                foreach (var label in s.Labels) html.Raw("<p>").Element("span", "", $"{label}：").Raw("<span class=\"date\">年　　月　　日</span></p>");
                html.Raw("</div>");
                break;
            case Block.Seal s:
                html.Raw("<div class=\"seal\">").Element("p", "", $"{s.Bureau}（印章）").Element("p", "", Say.Day(s.Day)).Raw("</div>");
                break;
        }
    }

    private static void Paragraph(Html html, string look, Line text, Voice voice, string end = "")
    {
        html.Raw($"<p class=\"{look}\">");
        Line(html, text, voice);
        html.Text(end).Raw("</p>");
    }

    private static void Table(Html html, Block.Table table, Voice voice)
    {
        html.Raw("<table><colgroup>");
        for (var i = 0; i < 12; i++) html.Raw("<col>");
        html.Raw("</colgroup><tbody>");
        foreach (var row in table.Rows)
        {
            html.Raw("<tr>");
            foreach (var cell in row.Cells)
            {
                var tag = cell.Look is CellLook.Head or CellLook.Upright ? "th" : "td";
                html.Raw(string.Create(CultureInfo.InvariantCulture, $"<{tag} class=\"{Look(cell.Look)}\" colspan=\"{cell.Wide}\" rowspan=\"{cell.High}\">"));
                html.Raw("<div>");
                Line(html, cell.Text, voice);
                html.Raw($"</div></{tag}>");
            }
            html.Raw("</tr>");
        }
        html.Raw("</tbody></table>");
    }

    private static string Look(CellLook look) => look switch
    {
        CellLook.Head => "head",
        CellLook.Upright => "upright",
        CellLook.Roomy => "roomy",
        CellLook.Value => "value",
    };

    private static void Line(Html html, Line line, Voice voice)
    {
        foreach (var piece in line.Pieces) html.Text(piece.Gap is { } gap ? PlainText.Of(voice.Fill(gap)) : piece.Text);
    }
}
