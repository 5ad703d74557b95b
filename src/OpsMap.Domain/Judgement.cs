using System.Runtime.InteropServices;

namespace OpsMap.Domain;

/// <summary>The instant a step counts for compliance, and the device's own claim when it was not believed.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Judgement(DateTimeOffset At, DateTimeOffset? Disbelieved)
{
    /// <summary>A report this fresh is believed as it stands; an older one only if the device was provably offline.</summary>
    public static TimeSpan Believed { get; } = TimeSpan.FromMinutes(10);

    /// <summary>A phone clock that is further out than this is not believed at all.</summary>
    public static TimeSpan Skew { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Never before the step could begin, never in the future.</summary>
    public static Judgement Of(Moment when, DateTimeOffset stepStart)
    {
        if (when.OccurredAt is not { } claimed) return new(when.Now, null);
        if (claimed > when.Now + Skew || claimed < stepStart - Skew) return new(when.Now, claimed);
        if (when.Now - claimed > Believed && !when.Offline) return new(when.Now, claimed);
        if (claimed > when.Now) return new(when.Now, null);
        return new(claimed < stepStart ? Earlier(stepStart, when.Now) : claimed, null);
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
