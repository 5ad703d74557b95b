using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Simulator.Chance;

namespace OpsMap.Simulator.Field;

/// <summary>How one squad will take one job; it follows from both ids, so a restart changes nothing.</summary>
public sealed record JobFate
{
    public required TimeSpan Acknowledge { get; init; }
    public required bool Declines { get; init; }
    public required TimeSpan Respond { get; init; }
    public required HandlingMode Mode { get; init; }
    public required TimeSpan Depart { get; init; }
    public required bool ArrivesByHand { get; init; }
    public required TimeSpan Handle { get; init; }
    public required bool Agrees { get; init; }
    public required bool Withdrawn { get; init; }
    public required TimeSpan Paper { get; init; }
    public required TimeSpan Feedback { get; init; }
    public required double RecoveredShare { get; init; }
    public required int Wording { get; init; }

    public static JobFate Of(int seed, CaseId job, string squad, Profile profile, Pace pace)
    {
        var dice = Dice.Of(seed, "job", job.ToString(), squad);
        return new JobFate
        {
            Acknowledge = dice.Chance(0.04) ? pace.Minutes(dice, 3.3, 5.5) : pace.Seconds(dice, 10, 100),
            Declines = dice.Chance(0.03),
            Respond = pace.Minutes(dice, dice.Weighted(profile.Respond)),
            Mode = dice.Chance(0.16) ? HandlingMode.Remote : HandlingMode.OnSite,
            Depart = pace.Seconds(dice, 20, 150),
            ArrivesByHand = dice.Chance(0.1),
            Handle = pace.Minutes(dice, 6, 20),
            Agrees = dice.Chance(0.78),
            Withdrawn = dice.Chance(0.35),
            Paper = pace.Seconds(dice, 30, 120),
            Feedback = pace.Minutes(dice, 1, 6),
            RecoveredShare = dice.Chance(0.65) ? 1 : Math.Round(dice.Between(0.2, 0.9), 2),
            Wording = dice.Whole(0, 999),
        };
    }
}
