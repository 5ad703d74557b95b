using System.ComponentModel.DataAnnotations;

namespace OpsMap.Server.Dispatch;

/// <summary>How squads are compared.</summary>
public sealed class DispatchOptions
{
    /// <summary>Two squads this close to equally far are a tie: the one with fewer jobs today goes. About what a phone's position can be wrong by.</summary>
    [Range(1, 500)] public double TieMetres { get; init; } = 30;

    /// <summary>Squads read beyond those asked for, because the index orders by 500 m cells.</summary>
    [Range(4, 64)] public int Margin { get; init; } = 8;

    /// <summary>Squads that a recommendation names at most.</summary>
    [Range(1, 50)] public int Most { get; init; } = 20;
}
