using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Notify;

/// <summary>How often every node looks for something to tell; section <c>Notify</c>. Channels themselves are in the database, and off until turned on.</summary>
public sealed class NotifyOptions
{
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);
}

[OptionsValidator]
public sealed partial class NotifyOptionsValidator : IValidateOptions<NotifyOptions>;
