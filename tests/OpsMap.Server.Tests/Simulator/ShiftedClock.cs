namespace OpsMap.Server.Tests.Simulator;

/// <summary>The real clock, put back by as much as a test says; timers run as ever.</summary>
public sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Back { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - Back;
}
