using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace OpsMap.Domain;

/// <summary>A county or zone of the city (县区), by its GB code, or the city itself.</summary>
[JsonConverter(typeof(TextJson<CountyCode>))]
public readonly record struct CountyCode(string Value) : IParsable<CountyCode>
{
    private static readonly SearchValues<char> _tail = SearchValues.Create("0123456789GJ");

    public static CountyCode City { get; } = new("1404");

    public bool IsCity => string.Equals(Value, City.Value, StringComparison.Ordinal);

    /// <summary>The two zones have no GB code of their own; theirs end in a letter.</summary>
    public bool IsZone => Value is { Length: 6 } && !char.IsAsciiDigit(Value[5]);

    public static CountyCode Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var code) ? code : throw new FormatException($"'{s}' is not a county code of the city");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out CountyCode result)
    {
        var known = s is { Length: 4 or 6 } && s.StartsWith("1404", StringComparison.Ordinal)
            && s.AsSpan(4).IndexOfAnyExcept(_tail) < 0;
        result = known ? new CountyCode(s!) : default;
        return known;
    }

    public override string ToString() => Value ?? "";
}
