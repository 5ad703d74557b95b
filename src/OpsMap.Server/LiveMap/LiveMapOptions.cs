using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.LiveMap;

/// <summary>How often the live map speaks and how much it puts up with; section <c>LiveMap</c>.</summary>
public sealed class LiveMapOptions
{
    /// <summary>Time between two position frames; 250 ms is what the eye takes for continuous.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:02")]
    public TimeSpan Tick { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time between two frames for leadership.</summary>
    [Range(typeof(TimeSpan), "00:00:00.25", "00:00:30")]
    public TimeSpan CoarseTick { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time between two health messages.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:10")]
    public TimeSpan Health { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Feed messages that may wait for one slow viewer before it is told to start over.</summary>
    [Range(4, 4096)]
    public int Mailbox { get; init; } = 256;

    /// <summary>Open connections of one person, over all tabs and devices.</summary>
    [Range(1, 1_000)]
    public int ConnectionsPerPerson { get; init; } = 16;

    /// <summary>Open connections from one address; a whole hall, or sixty squads, sit behind one.</summary>
    [Range(1, 10_000)]
    public int ConnectionsPerAddress { get; init; } = 400;

    /// <summary>Calls a connection may make in a burst; it earns half of that back each second and is cut when it has none left.</summary>
    [Range(4, 1_000)]
    public int CallBurst { get; init; } = 20;

    /// <summary>Time between two looks for sessions that were revoked; within 5 s they are cut.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:04")]
    public TimeSpan SessionSweep { get; init; } = TimeSpan.FromSeconds(2);
}

[OptionsValidator]
public sealed partial class LiveMapOptionsValidator : IValidateOptions<LiveMapOptions>;
