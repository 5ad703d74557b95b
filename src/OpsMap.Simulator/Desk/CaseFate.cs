using OpsMap.Domain;
using OpsMap.Simulator.Chance;

namespace OpsMap.Simulator.Desk;

/// <summary>How long everybody at a desk will take over one case, and how it ends there. It follows from the case's id alone, so a restart changes nothing.</summary>
public sealed record CaseFate
{
    public required TimeSpan Answer { get; init; }
    public required TimeSpan Triage { get; init; }
    public required TimeSpan Opinion { get; init; }
    public required TimeSpan Decide { get; init; }
    public required TimeSpan Patience { get; init; }
    public required TimeSpan Again { get; init; }
    public required TimeSpan Silence { get; init; }
    public required TimeSpan FirstReply { get; init; }
    public required TimeSpan Office { get; init; }
    public required TimeSpan Paper { get; init; }
    public required TimeSpan SquadsFeedback { get; init; }
    public required bool Reached { get; init; }
    public required int Satisfied { get; init; }
    public required double RecoveredShare { get; init; }
    public required int Wording { get; init; }

    public static CaseFate Of(int seed, CaseId id, Profile profile, Pace pace)
    {
        var dice = Dice.Of(seed, "case", id.ToString());
        return new CaseFate
        {
            Answer = pace.Seconds(dice, 15, 75),
            Triage = pace.Seconds(dice, 6, 30),
            Opinion = pace.Seconds(dice, 4, 15),
            Decide = pace.Seconds(dice, 5, 20),
            Patience = pace.Minutes(dice, dice.Weighted(profile.Patience)),
            Again = pace.Seconds(dice, 40, 120),
            Silence = pace.Minutes(dice, 7, 12),
            FirstReply = pace.Minutes(dice, 3, 20),
            Office = pace.Minutes(dice, profile.Office),
            Paper = pace.Minutes(dice, 1, 3),
            SquadsFeedback = pace.Minutes(dice, 15, 25),
            Reached = dice.Chance(0.93),
            Satisfied = dice.Weighted<int>([(5, 52), (4, 30), (3, 12), (2, 4), (1, 2)]),
            RecoveredShare = dice.Chance(0.6) ? 1 : Math.Round(dice.Between(0.2, 0.9), 2),
            Wording = dice.Whole(0, 999),
        };
    }
}
