using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Tracks;

/// <summary>How long tracks are kept; section <c>Tracks</c>.</summary>
public sealed class TrackOptions
{
    /// <summary>Whole days of positions; after that only certificates of arrival remain.</summary>
    [Range(7, 3_650)] public int KeepDays { get; init; } = 90;
}

[OptionsValidator]
public sealed partial class TrackOptionsValidator : IValidateOptions<TrackOptions>;
