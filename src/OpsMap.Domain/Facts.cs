using System.Globalization;

namespace OpsMap.Domain;

/// <summary>What a refusal tells a person besides its code.</summary>
public static class Facts
{
    public static IReadOnlyDictionary<string, string> Of(params ReadOnlySpan<(string Name, object Value)> facts)
    {
        var told = new Dictionary<string, string>(facts.Length, StringComparer.Ordinal);
        foreach (var (name, value) in facts) told[name] = Say(value);
        return told;
    }

    public static IReadOnlyDictionary<string, string> Of(string name, object value) => Of((name, value));

    private static string Say(object value) => value is Enum
        ? char.ToLowerInvariant(value.ToString()![0]) + value.ToString()![1..]
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
