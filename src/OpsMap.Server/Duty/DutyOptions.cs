using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Duty;

/// <summary>How often every node looks for shifts and breaks that are over; section <c>Duty</c>. The limits themselves are the domain's.</summary>
public sealed class DutyOptions
{
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);
}

[OptionsValidator]
public sealed partial class DutyOptionsValidator : IValidateOptions<DutyOptions>;
