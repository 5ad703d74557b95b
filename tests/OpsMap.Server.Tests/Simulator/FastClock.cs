namespace OpsMap.Server.Tests.Simulator;

/// <summary>A clock on which an hour passes in minutes: its instants, its timers and its stopwatch all run faster.</summary>
public sealed class FastClock(double factor) : TimeProvider
{
    private readonly DateTimeOffset _began = System.GetUtcNow();
    private readonly long _start = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _began + (System.GetElapsedTime(_start) * factor);

    public override long GetTimestamp() => (long)((System.GetTimestamp() - _start) * factor);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    /// <summary>For the server: the same instants, but machines keep their own timeouts.</summary>
    public TimeProvider InstantsOnly() => new Instants(this);

    private TimeSpan Shorter(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;

    private sealed class Instants(FastClock fast) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => fast.GetUtcNow();
    }
}
