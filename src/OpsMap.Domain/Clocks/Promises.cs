namespace OpsMap.Domain.Clocks;

/// <summary>The city's promise for one clock (承诺时限): wall time, nights and holidays included.</summary>
public sealed record Promise(TimeSpan Limit, IReadOnlyList<TimeSpan> Warnings)
{
    /// <summary>A directive acknowledged within this moves the origin of C2 and C3 to the acknowledgement.</summary>
    public static TimeSpan Acknowledgement { get; } = TimeSpan.FromMinutes(3);

    /// <summary>An issued directive may be taken back this long.</summary>
    public static TimeSpan Recall { get; } = TimeSpan.FromSeconds(10);

    /// <summary>A threshold that fires later than this says so (补触发): the poller looks each half second, and two seconds is the most it may take through the loss of a node.</summary>
    public static TimeSpan Lateness { get; } = TimeSpan.FromSeconds(2);

    private static readonly Promise _c1 = Minutes(15, 8, 12);
    private static readonly Promise _c2 = Minutes(45, 22.5, 35);
    private static readonly Promise _c3 = Minutes(90, 45, 75);
    private static readonly Promise _day = Minutes(24 * 60, 12 * 60, 20 * 60);
    private static readonly Promise _c7 = Minutes(20 * 60, 10 * 60, 16 * 60);
    private static readonly Promise _c8 = Minutes(120, 60, 90);
    private static readonly Promise _ack = new(Acknowledgement, []);

    public static Promise Of(ClockKind kind) => kind switch
    {
        ClockKind.C1 => _c1,
        ClockKind.C2 => _c2,
        ClockKind.C3 => _c3,
        ClockKind.C4 or ClockKind.C5 or ClockKind.C6 => _day,
        ClockKind.C7 => _c7,
        ClockKind.C8 => _c8,
        ClockKind.Ack => _ack,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no promise: a limit of law, or one that somebody named"),
    };

    private static Promise Minutes(double limit, double warn1, double warn2) =>
        new(TimeSpan.FromMinutes(limit), [TimeSpan.FromMinutes(warn1), TimeSpan.FromMinutes(warn2)]);
}
