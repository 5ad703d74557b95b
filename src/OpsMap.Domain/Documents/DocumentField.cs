using System.Globalization;

namespace OpsMap.Domain.Documents;

/// <summary>How a blank of a form is filled in.</summary>
public enum FieldType { Text, LongText, Date, DateTime, Number, Card }

/// <summary>A blank of a form (填写项) that the case itself does not answer, with what it suggests.</summary>
public sealed record DocumentField(string Name, string Label, FieldType Type, bool Required = true, string? Value = null)
{
    public Refusal? Check(string? said, bool draft)
    {
        var field = $"fields.{Name}";
        var refusal = Required && !draft ? Texts.Required(field, said, Room) : Texts.Optional(field, said, Room);
        return refusal ?? (string.IsNullOrEmpty(said) || Reads(said) ? null : new Refusal(Refusals.OutOfRange, field));
    }

    private int Room => Type is FieldType.LongText ? 10_000 : 200;

    private bool Reads(string said) => Type switch
    {
        FieldType.Date => DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        FieldType.DateTime => DateTimeOffset.TryParse(said, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        FieldType.Number => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 0 and < 10_000,
        FieldType.Text or FieldType.LongText or FieldType.Card => true,
    };
}

/// <summary>What was filled in; a blank left open stays a blank.</summary>
public sealed class DocumentFields(IReadOnlyDictionary<string, string> said)
{
    public static DocumentFields None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public string? this[string name] => said.GetValueOrDefault(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    public DateOnly? Date(string name) => this[name] is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    public DateTimeOffset? Instant(string name) =>
        this[name] is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null;

    /// <summary>What the user filled in counts, then what the case suggests.</summary>
    public Refusal? Check(IReadOnlyList<DocumentField> fields, bool draft)
    {
        if (said.Keys.FirstOrDefault(name => fields.All(f => f.Name != name)) is { } unknown) return new Refusal(Refusals.OutOfRange, $"fields.{unknown}");
        return fields.Select(f => f.Check(this[f.Name], draft)).FirstOrDefault(refusal => refusal is not null);
    }

    public DocumentFields Over(IReadOnlyList<DocumentField> fields)
    {
        var all = fields.Where(f => f.Value is not null).ToDictionary(f => f.Name, f => f.Value!, StringComparer.Ordinal);
        foreach (var (name, text) in said) all[name] = text;
        return new DocumentFields(all);
    }
}
