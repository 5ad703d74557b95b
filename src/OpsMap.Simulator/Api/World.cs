using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Ground;

namespace OpsMap.Simulator.Api;

/// <summary>What every simulated person shares: the system's nodes, the clock, the seed, and the tally.</summary>
public sealed record World(IReadOnlyList<Uri> Nodes, string DemoKey, HttpClient Http, TimeProvider Clock, int Seed, Profile Profile, Pace Pace)
{
    public Tally Tally { get; } = new();

    /// <summary>Told of every command the system has said yes to.</summary>
    public Action<Acknowledgement>? Heard { get; init; }

    public CityMap Map { get; } = CityMap.Changzhi;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static HttpClient NewHttp() => new(new SocketsHttpHandler
    {
        UseCookies = false,
        MaxConnectionsPerServer = 256,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    { Timeout = TimeSpan.FromSeconds(20) };
}

/// <summary>A command that was answered with yes, and the version its stream had then.</summary>
public sealed record Acknowledgement(Guid Command, Guid Stream, string Act, int Version);
