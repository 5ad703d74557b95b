using OpsMap.Domain.Squads;

namespace OpsMap.Domain.Geo;

/// <summary>How far from its last fix a squad can be by now (可能所在范围): the fix's own error, and as far as it may have driven since.</summary>
public static class Reach
{
    /// <summary>Beyond this the disc says nothing any more.</summary>
    public const double MostMetres = 5_000;

    public static double Metres(double accuracyM, TimeSpan age, SquadState state) =>
        Math.Min(MostMetres, accuracyM + (TopMps(state) * Math.Max(0, age.TotalSeconds)));

    /// <summary>On standby a phone that moves reports: who is silent strolls at most. On the road it is the road's speed.</summary>
    public static double TopMps(SquadState state) => state switch
    {
        SquadState.EnRoute => 22,
        SquadState.Returning => 14,
        SquadState.Available or SquadState.Assigned or SquadState.Responding => 5,
        SquadState.OnScene => 2,
        SquadState.OffDuty or SquadState.Break => 0,
    };
}
