using System.Text.RegularExpressions;

namespace OpsMap.Server.Intake;

/// <summary>One reason why a line was not imported: where, why, and the value as far as it may be shown.</summary>
public sealed record BadCell(int Line, string Field, string Reason, string? Value = null);

/// <summary>How a refused value may appear in a report: personal data masked, and nothing a spreadsheet would run as a formula.</summary>
public static partial class ShownValue
{
    private const int Longest = 60;

    public static string? Of(WorkOrderField field, string? value)
    {
        if (string.IsNullOrEmpty(value)) return null;
        var shown = field switch
        {
            WorkOrderField.ComplainantName or WorkOrderField.RespondentContact => value[..1] + "**",
            WorkOrderField.ComplainantPhone or WorkOrderField.RespondentPhone => Middle(value, 3, 4),
            WorkOrderField.ComplainantIdNo => Middle(value, 4, 4),
            WorkOrderField.ComplainantAddress => Middle(value, 6, 0),
            _ => Digits().Replace(value, m => Middle(m.Value, 3, 4)),   // a phone or ID number typed into the wrong column
        };
        return Harmless(shown.Length > Longest ? shown[..Longest] + "…" : shown);
    }

    /// <summary>A leading apostrophe keeps Excel from reading =, +, -, @, a tab or a line break as the start of a formula.</summary>
    public static string Harmless(string value) => value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' ? "'" + value : value;

    private static string Middle(string value, int front, int back) =>
        value.Length > front + back ? value[..front] + new string('*', value.Length - front - back) + value[(value.Length - back)..] : new string('*', value.Length);

    [GeneratedRegex(@"\d{11,}[\dXx]?", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Digits();
}
