using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OpsMap.Server.Intake;

/// <summary>Reads the cells of one line and remembers everything that is wrong with them, so that a clerk can mend a line in one go.</summary>
internal sealed partial class CellReader(SheetRow row, IReadOnlyDictionary<WorkOrderField, int> columns, DateTimeOffset now)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);
    private static readonly string[] Instants =
    [
        "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy-M-d", "yyyy/M/d H:m:s", "yyyy/M/d H:m", "yyyy/M/d",
        "yyyy年M月d日 H时m分s秒", "yyyy年M月d日 H时m分", "yyyy年M月d日H时m分", "yyyy年M月d日 H:m:s", "yyyy年M月d日 H:m", "yyyy年M月d日", "yyyyMMddHHmmss", "yyyyMMdd",
    ];

    public List<BadCell> Bad { get; } = [];

    public bool IsBlank => row.Cells.All(c => Clean(c).Length == 0);

    public void Refuse(WorkOrderField field, string reason, string? value = null) => Bad.Add(new BadCell(row.Line, Name(field), reason, ShownValue.Of(field, value)));

    public string? Text(WorkOrderField field, int longest = 200, bool required = false)
    {
        var text = columns.TryGetValue(field, out var at) && at < row.Cells.Count ? Clean(row.Cells[at]) : "";
        if (text.Length == 0)
        {
            if (required) Refuse(field, "required");
            return null;
        }
        if (text.Length <= longest) return text;
        Refuse(field, "too-long", text);
        return null;
    }

    public string? Phone(WorkOrderField field)
    {
        if (Text(field, 40) is not { } text) return null;
        var plain = Separators().Replace(text.StartsWith("+86", StringComparison.Ordinal) ? text[3..] : text, "");
        if (PhoneNumber().IsMatch(plain)) return plain;
        Refuse(field, "phone-malformed", text);
        return null;
    }

    public string? IdNo(WorkOrderField field, string? type)
    {
        if (Text(field, 30) is not { } text) return null;
        if (type is not null && !type.Contains("身份证", StringComparison.Ordinal)) return text;
        var id = text.ToUpperInvariant();
        if (id.Length == 18 && id[..17].All(char.IsAsciiDigit) && "10X98765432"[id[..17].Select((c, i) => (c - '0') * ((1 << (17 - i)) % 11)).Sum() % 11] == id[17]) return id;
        Refuse(field, "id-number-invalid", text);
        return null;
    }

    public decimal? Amount(WorkOrderField field)
    {
        if (Text(field, 40) is not { } text) return null;
        var plain = text.Trim('￥', '¥', '元', ' ').Replace(",", "", StringComparison.Ordinal).Replace("，", "", StringComparison.Ordinal);
        var scale = plain.EndsWith('万') ? 10_000m : 1m;
        if (decimal.TryParse(plain.TrimEnd('万'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
        {
            if (amount is >= 0 and < 100_000_000) return decimal.Round(amount * scale, 2);
            Refuse(field, "out-of-range", text);
            return null;
        }
        Refuse(field, "not-a-number", text);
        return null;
    }

    public double? Degrees(WorkOrderField field, double limit)
    {
        if (Text(field, 40) is not { } text) return null;
        if (!double.TryParse(text.TrimEnd('°', 'E', 'N'), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)) Refuse(field, "not-a-number", text);
        else if (!double.IsFinite(degrees) || Math.Abs(degrees) > limit) Refuse(field, "out-of-range", text);
        else return degrees;
        return null;
    }

    public DateTimeOffset? Instant(WorkOrderField field, bool mayLieAhead = false)
    {
        if (Text(field, 40) is not { } text) return null;
        if (!DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local)) Refuse(field, "not-a-date", text);
        else if (local.Year < 2000 || (!mayLieAhead && new DateTimeOffset(local, China) > now.AddMinutes(10))) Refuse(field, "date-out-of-range", text);
        else return new DateTimeOffset(local, China);
        return null;
    }

    public bool? YesNo(WorkOrderField field)
    {
        if (Text(field, 40) is not { } text) return null;
        switch (text.Trim('□', '☑', '√', '■', ' '))
        {
            case "是" or "同意" or "Y" or "y" or "1" or "true": return true;
            case "否" or "不同意" or "N" or "n" or "0" or "false": return false;
            default:
                Refuse(field, "yes-or-no", text);
                return null;
        }
    }

    public static string Name(WorkOrderField field) => char.ToLowerInvariant(field.ToString()[0]) + field.ToString()[1..];

    // a phone number Excel made a number of must not come out as 1.38E+10, a date not in the server's culture; full-width digits are digits
    internal static string Clean(object? cell)
    {
        var text = cell switch
        {
            null => "",
            string s => s,
            DateTime d => d.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            double d => d.ToString(d == Math.Truncate(d) && Math.Abs(d) < 1e15 ? "0" : "R", CultureInfo.InvariantCulture),
            IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
            if (c is >= '０' and <= '９') clean.Append((char)(c - '０' + '0'));
            else if (c is '\n' or '\t' or not (< ' ' or '\u007F' or '\uFEFF' or '\uFFFD')) clean.Append(c);
        return clean.ToString().Trim().Trim('\u3000');
    }

    [GeneratedRegex(@"[\s\-－—()（）]", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?:1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}|400\d{7}|1\d{4,5})$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex PhoneNumber();
}
