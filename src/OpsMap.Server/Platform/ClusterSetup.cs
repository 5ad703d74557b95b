using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;

namespace OpsMap.Server.Platform;

/// <summary>One node's silo (集群节点): membership in PostgreSQL, liveness tight enough for a 45-minute promise.</summary>
public static class ClusterSetup
{
    /// <summary>Longer than any command takes, shorter than a dispatcher's patience.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    public static TBuilder UseOpsMapSilo<TBuilder>(this TBuilder builder, string ownerConnection) where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddSingleton(new ClusterDatabase(ownerConnection));
        builder.UseOrleans(silo =>
        {
            silo.ConfigureEndpoints(Address(builder.Configuration["SILO_ADDRESS"]), Port(builder.Configuration["SILO_PORT"]), Port(builder.Configuration["GATEWAY_PORT"]));
            silo.Configure<ClusterOptions>(o =>
            {
                o.ClusterId = builder.Configuration["CLUSTER"] ?? "opsmap";
                o.ServiceId = "opsmap";
            });
            silo.Configure<ClusterMembershipOptions>(Liveness);
            silo.Configure<SiloMessagingOptions>(o => o.ResponseTimeout = ResponseTimeout);
            silo.Configure<ClientMessagingOptions>(o => o.ResponseTimeout = ResponseTimeout);
            silo.Services.AddSingleton<IMembershipTable, ClusterTable>();
            // the built-in default weighs silos by load and put nine grains in ten on one of two
            silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>();
            silo.Services.AddDomainOnTheWire();
        });
        return builder;
    }

    /// <summary>Decides within seconds that a silo is gone; the default needs up to 108 s for one that hangs.</summary>
    public static void Liveness(ClusterMembershipOptions o)
    {
        o.ProbeTimeout = TimeSpan.FromSeconds(1);
        o.MinProbeTimeout = TimeSpan.FromSeconds(1);
        o.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        o.NumMissedProbesLimit = 3;
        // with two or three nodes a second voter may not be there; the table still decides between two sides
        o.NumVotesForDeathDeclaration = 1;
        o.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        o.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(3);
        o.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(30);
        o.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        o.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    /// <summary>Where the other nodes reach this one: a name or an address of this host. Not configured: they are all on this machine.</summary>
    private static IPAddress Address(string? configured) => string.IsNullOrEmpty(configured)
        ? IPAddress.Loopback
        : Dns.GetHostAddresses(configured, AddressFamily.InterNetwork).FirstOrDefault()
            ?? throw new InvalidOperationException($"OPSMAP_SILO_ADDRESS '{configured}' has no IPv4 address.");

    /// <summary>No port configured means any free one: several hosts of one machine, or tests.</summary>
    private static int Port(string? configured)
    {
        if (int.TryParse(configured, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port > 0) return port;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
