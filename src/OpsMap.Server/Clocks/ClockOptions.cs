using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Clocks;

/// <summary>How often every node looks for clocks that have run out; section <c>Clocks</c>. The promises themselves are the domain's.</summary>
public sealed class ClockOptions
{
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:02")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a calendar loaded on one node may be news to another.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan CalendarPoll { get; init; } = TimeSpan.FromSeconds(5);
}

[OptionsValidator]
public sealed partial class ClockOptionsValidator : IValidateOptions<ClockOptions>;
