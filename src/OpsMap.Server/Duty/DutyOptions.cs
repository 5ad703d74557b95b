using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Duty;

/// <summary>How often every node looks for shifts and breaks that are over, and which location notices are in force; section <c>Duty</c>. The limits themselves are the domain's.</summary>
public sealed class DutyOptions
{
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The versions of the location notice (位置共享告知) a crew may have been shown; domain.md §7: nobody is located without one.</summary>
    [MinLength(1)]
    public IReadOnlyList<string> NoticeVersions { get; init; } = ["2026-11"];
}

[OptionsValidator]
public sealed partial class DutyOptionsValidator : IValidateOptions<DutyOptions>;
