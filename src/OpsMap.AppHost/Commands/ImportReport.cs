using System.Text;
using System.Text.Json;

namespace OpsMap.AppHost.Commands;

/// <summary>The bad lines of an import as a CSV that a spreadsheet opens without running anything in it.</summary>
public static class ImportReport
{
    private static readonly string[] Columns = ["line", "field", "reason", "value"];

    /// <summary>With the mark that makes Excel read Chinese right.</summary>
    public static Encoding ForSpreadsheets { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true);

    public static IEnumerable<string> Lines(IEnumerable<JsonElement> bad) =>
        bad.Select(b => string.Join(',', Columns.Select(c => b.TryGetProperty(c, out var value) ? Cell(value.ToString()) : ""))).Prepend(string.Join(',', Columns));

    /// <summary>A cell that begins like a formula would be run as one.</summary>
    public static string Cell(string text)
    {
        var harmless = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return harmless.AsSpan().IndexOfAny(",\"\r\n") < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
