using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Documents;

/// <summary>A case with everything that has happened to it (卷宗): what a document is drawn from.</summary>
public sealed record CaseFile(Case State, IReadOnlyList<CaseFile.Leaf> History)
{
    public int Version => History.Count == 0 ? 0 : History[^1].Version;

    public Leaf? Last<T>()
        where T : CaseEvent => History.LastOrDefault(leaf => leaf.Event is T);

    /// <summary>One event and who brought it about.</summary>
    public sealed record Leaf(int Version, CaseEvent Event, Actor By);
}
