using Microsoft.Extensions.Options;

namespace OpsMap.Server.LiveMap;

/// <summary>The beat of the map: frames each tick, coarse ones and health less often. It only fills mailboxes and never waits for a browser.</summary>
public sealed class LiveBeat(PositionBoard board, IncidentSquads exact, Viewers viewers, LiveStatus status, IOptions<LiveMapOptions> options) : BackgroundService
{
    private readonly TickFrames _frames = new(board, exact);
    private DateTimeOffset _coarseDue, _healthDue;

    /// <summary>One tick.</summary>
    public void Beat()
    {
        var now = status.Now;
        _frames.Begin(now, Due(ref _coarseDue, now, options.Value.CoarseTick));
        viewers.Tell(_frames);
        if (Due(ref _healthDue, now, options.Value.Health)) viewers.Tell(LiveJson.Health(now, status.Health));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Tick);
        while (await timer.WaitForNextTickAsync(stoppingToken)) Beat();
    }

    // half a tick early is nearer than half a tick late
    private bool Due(ref DateTimeOffset due, DateTimeOffset now, TimeSpan every)
    {
        if (now + options.Value.Tick / 2 < due) return false;
        due = now + every;
        return true;
    }
}
