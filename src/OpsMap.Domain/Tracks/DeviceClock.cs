namespace OpsMap.Domain.Tracks;

/// <summary>
/// How far a device's clock is off (终端时钟偏差), from when it says it sent and when that arrived. A message takes time but never arrives before it was sent:
/// the least of the last differences is nearest to the truth, and a clock that is ahead is known at once. One that may only have slow messages is left alone,
/// so that a track is the same however long its pieces were under way.
/// </summary>
public sealed class DeviceClock
{
    private const int Remembered = 8;
    /// <summary>What a clock may be off by before it matters: less than between two fixes.</summary>
    public static TimeSpan Tolerable { get; } = TimeSpan.FromSeconds(5);

    /// <summary>No message is under way for longer: what is more than this is the clock.</summary>
    private static readonly TimeSpan _longestWay = TimeSpan.FromSeconds(60);

    private readonly Queue<TimeSpan> _differences = new(Remembered);

    /// <summary>What has to be added to the device's instants; nothing for a clock that is about right.</summary>
    public TimeSpan Hear(DateTimeOffset sentAt, DateTimeOffset receivedAt)
    {
        var difference = receivedAt - sentAt;
        // the clock has been set right, or wrong
        if (_differences.Count > 0 && (difference - _differences.Min()).Duration() > _longestWay) _differences.Clear();
        if (_differences.Count == Remembered) _differences.Dequeue();
        _differences.Enqueue(difference);

        var least = _differences.Min();
        return least >= -Tolerable && least <= _longestWay ? TimeSpan.Zero : least;
    }

    /// <summary>
    /// The same of a device that does not say when it sends: its newest fix proves a clock that is ahead. An old one proves nothing, it may have been kept for long.
    /// </summary>
    public TimeSpan HearFix(DateTimeOffset newest, DateTimeOffset receivedAt)
    {
        if (_differences.Count == Remembered) _differences.Dequeue();
        _differences.Enqueue(receivedAt < newest ? receivedAt - newest : TimeSpan.Zero);
        var least = _differences.Min();
        return least >= -Tolerable ? TimeSpan.Zero : least;
    }
}
