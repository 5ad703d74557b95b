using System.Collections.Frozen;
using Microsoft.Net.Http.Headers;

namespace OpsMap.Server.Platform;

/// <summary>The languages an answer can be worded in (应答语言).</summary>
public enum Tongue { Chinese, English }

/// <summary>What each code says to a person (提示用语), in Chinese as an official would write it, and in English.</summary>
public static class Words
{
    private static readonly FrozenDictionary<string, Wording> All =
        new[] { WordsOfRequests.All, WordsOfAccess.All, WordsOfRefusals.All, Intake.WordsOfImports.All, Units.WordsOfUnits.All, Triage.WordsOfTriage.All, Documents.WordsOfDocuments.All, Devices.WordsOfDevices.All, Incidents.WordsOfIncidents.All, Evidence.WordsOfEvidence.All, Duty.WordsOfDuty.All, Notify.WordsOfNotices.All }.SelectMany(words => words).ToFrozenDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Codes => All.Keys;

    public static bool Knows(string code) => All.ContainsKey(code);

    /// <summary>The words of a code, with the facts put into their places; a code without words speaks for itself.</summary>
    public static string Of(string code, Tongue tongue, IReadOnlyDictionary<string, string>? facts = null)
    {
        if (!All.TryGetValue(code, out var wording)) return code;
        var text = tongue == Tongue.Chinese ? wording.Chinese : wording.English;
        foreach (var (name, value) in facts ?? FrozenDictionary<string, string>.Empty) text = text.Replace($"{{{name}}}", value, StringComparison.Ordinal);
        return text;
    }

    /// <summary>Chinese, unless the browser asks for English first.</summary>
    public static Tongue Language(string? acceptLanguage)
    {
        if (!StringWithQualityHeaderValue.TryParseList(acceptLanguage?.Split(','), out var wanted)) return Tongue.Chinese;
        double Quality(string language) => wanted.Where(w => w.Value.StartsWith(language, StringComparison.OrdinalIgnoreCase)).Max(w => (double?)(w.Quality ?? 1)) ?? 0;
        return Quality("en") > Quality("zh") ? Tongue.English : Tongue.Chinese;
    }
}

/// <summary>One saying in both languages. <c>{name}</c> stands for a fact of that name.</summary>
internal sealed record Wording(string Chinese, string English);
