namespace OpsMap.Domain.Geo;

/// <summary>How far a last fix can be trusted (定位新鲜度).</summary>
public enum Freshness { Live, Ageing, Stale, Lost }

/// <summary>The ages at which trust drops.</summary>
public static class FixAge
{
    public static TimeSpan Live { get; } = TimeSpan.FromSeconds(30);

    public static TimeSpan Ageing { get; } = TimeSpan.FromSeconds(180);

    public static TimeSpan Lost { get; } = TimeSpan.FromSeconds(300);

    public static Freshness Of(TimeSpan age) =>
        age < Live ? Freshness.Live
        : age < Ageing ? Freshness.Ageing
        : age <= Lost ? Freshness.Stale
        : Freshness.Lost;
}
