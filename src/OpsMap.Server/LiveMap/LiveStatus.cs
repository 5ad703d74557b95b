using OpsMap.Server.Clocks;

namespace OpsMap.Server.LiveMap;

/// <summary>What every screen needs to judge its own picture by: the server's time and whether clocks and feed are alive.</summary>
public sealed class LiveStatus(ClockPulse pulse, LiveFeed feed, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public LiveHealth Health => new(pulse.FiredAt, pulse.Alive(Now), feed.ReadAt);
}

/// <summary>The clocks' heartbeat and when this node last knew that it had read the whole feed.</summary>
public sealed record LiveHealth(DateTimeOffset? CanaryFiredAt, bool ClocksAlive, DateTimeOffset? FeedAt);

/// <summary>What a phone is told when it asks whether it is heard (终端心跳): the server's time, and whether its clocks are alive.</summary>
public sealed record PhonePulse(DateTimeOffset ServerNow, bool ClocksAlive);
