namespace OpsMap.Server.Clocks;

/// <summary>Proof that clocks are watched (时钟心跳): a deadline that falls due every minute, or the screens say that the clocks have stopped.</summary>
public sealed class ClockPulse
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private long _firedAt;

    /// <summary>When some node last fired it, as far as this node knows.</summary>
    public DateTimeOffset? FiredAt => Interlocked.Read(ref _firedAt) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public bool Alive(DateTimeOffset now) => FiredAt is { } fired && now - fired <= Patience;

    public void Felt(DateTimeOffset firedAt) => Interlocked.Exchange(ref _firedAt, firedAt.UtcTicks);
}
