using System.Text.Json;
using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Tests;

/// <summary>A value as the wire writes it: what two equal values have in common.</summary>
internal static class Text
{
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Wire.Options);

    /// <summary>The case that comes back when its events were written as the ledger writes them, and read again.</summary>
    public static Case Replayed(IEnumerable<CaseEvent> history) => Case.Nothing.Evolve(history.Select(e => Back<CaseEvent>(Of(e))));

    public static T Back<T>(string text) => JsonSerializer.Deserialize<T>(text, Wire.Options)!;
}
