using OpsMap.Domain.Access;

namespace OpsMap.Domain.Cases;

/// <summary>Whether a command is open to this person now, and if not why.</summary>
public sealed record Allowance(string Command, bool Allowed, string? Code = null);

/// <summary>The procedure.</summary>
public static class CaseDecider
{
    public static Decision<CaseEvent> Decide(Case state, CaseCommand command, Actor by, Moment when) =>
        new Refusal(Refusals.NotNow);

    public static IReadOnlyList<Allowance> Allowed(Case state, Actor by, Moment when) => [];
}
