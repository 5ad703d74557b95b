using System.Text.Json;

namespace OpsMap.Domain.Tests;

/// <summary>A value as the wire writes it: what two equal values have in common.</summary>
internal static class Text
{
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Wire.Options);

    public static T Back<T>(string text) => JsonSerializer.Deserialize<T>(text, Wire.Options)!;
}
