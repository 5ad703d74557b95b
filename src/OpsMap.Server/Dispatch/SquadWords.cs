using System.Collections.Frozen;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Dispatch;

/// <summary>States and skills as the columns spell them, read without reflection or parsing.</summary>
internal static class SquadWords
{
    private static readonly FrozenDictionary<string, SquadState> States = Enum.GetValues<SquadState>().ToFrozenDictionary(JsonNames.Of, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, Capability> Capabilities = Enum.GetValues<Capability>().ToFrozenDictionary(JsonNames.Of, StringComparer.Ordinal);

    public static SquadState State(string word) => States[word];

    public static IReadOnlyList<Capability> Skills(string[] words)
    {
        if (words.Length == 0) return [];
        var skills = new Capability[words.Length];
        for (var i = 0; i < words.Length; i++) skills[i] = Capabilities[words[i]];
        return skills;
    }
}
