using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OpsMap.Server.Clocks;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.LiveMap;

namespace OpsMap.Server.Tests.Clocks;

/// <summary>Pollers of several nodes over one database, with the time in the test's hand.</summary>
public sealed class ClockWorld(LiveWorld world) : IAsyncDisposable
{
    public static readonly DateTimeOffset Nine = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private readonly List<BackgroundDatabase> _nodes = [];
    private readonly List<Guid> _woken = [];

    public LiveWorld World => world;

    public FakeTimeProvider Clock { get; } = new(Nine);

    public ClockPulse Pulse { get; } = new();

    public IReadOnlyList<Guid> Woken => _woken;

    public static DeadlineChange Due(Guid @case, string clock, string step, double minute) =>
        new(@case, LiveWorld.Luzhou, clock, 1, step, Nine.AddMinutes(minute));

    public DeadlinePoller Poller(TimeProvider? clock = null)
    {
        var node = new BackgroundDatabase(world.Owner);
        _nodes.Add(node);
        return new(new DueDeadlines(node, clock ?? Clock), new Canary(node, clock ?? Clock), Pulse, id => { lock (_woken) _woken.Add(id); }, _ => throw new InvalidOperationException("no case of this world decides by itself"), NullLogger<DeadlinePoller>.Instance);
    }

    public Task<Guid> CaseWith(params (string Clock, string Step, double Minute)[] deadlines)
    {
        var id = Guid.NewGuid();
        return world.Case(LiveWorld.Luzhou, id, deadlines: [.. deadlines.Select(d => Due(id, d.Clock, d.Step, d.Minute))], clocks: """[{"kind":"C1","round":1}]""");
    }

    public Task<IReadOnlyList<(Guid Case, int Version, string Step, bool Late)>> Passed() => world.Rows(
        "select stream, version, body ->> 'step', (body ->> 'late')::boolean from event where type = 'clock-passed' order by stream, version",
        r => (r.GetGuid(0), r.GetInt32(1), r.GetString(2), r.GetBoolean(3)));

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes) await node.DisposeAsync();
        await world.DisposeAsync();
    }
}
