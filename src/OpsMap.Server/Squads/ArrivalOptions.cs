using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Geo;

namespace OpsMap.Server.Squads;

/// <summary>When a squad counts as arrived (到场围栏); section <c>Arrival</c>.</summary>
public sealed class ArrivalOptions
{
    /// <summary>Metres around the place in towns.</summary>
    [Range(50, 1_000)] public double RadiusM { get; init; } = 150;

    /// <summary>Metres around the place in mountain counties, where a pin is a rough guess.</summary>
    [Range(50, 2_000)] public double RuralRadiusM { get; init; } = 400;

    /// <summary>How long the squad has to stay inside.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")] public TimeSpan Dwell { get; init; } = TimeSpan.FromSeconds(30);

    public double RadiusFor(CountyCode county) => Counties.TerrainOf(county) is Terrain.Mountain ? RuralRadiusM : RadiusM;
}

[OptionsValidator]
public sealed partial class ArrivalOptionsValidator : IValidateOptions<ArrivalOptions>;
