using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Notify;

/// <summary>How often every node looks for something to tell, and how long what was told is kept; section <c>Notify</c>. Channels themselves are in the database, and off until turned on.</summary>
public sealed class NotifyOptions
{
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whole days that notices and deliveries are kept: half a year, as logs are.</summary>
    [Range(30, 3_650)]
    public int KeepDays { get; init; } = 180;
}

[OptionsValidator]
public sealed partial class NotifyOptionsValidator : IValidateOptions<NotifyOptions>;
