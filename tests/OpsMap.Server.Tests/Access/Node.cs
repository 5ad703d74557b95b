using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Access;

/// <summary>The whole server as it ships, listening on a real port, in demonstration mode.</summary>
public sealed class Node : WebApplicationFactory<Program>, IAsyncLifetime
{
    public const string DemoKey = "demo-key-of-this-node";
    public const string OperatorKey = "operator-key-of-this-node";

    private readonly OpenFolder _keys = new();
    private readonly Backing? _backing;
    private readonly string _redis;
    private readonly string _cluster;
    private string _postgres = "";

    public Node(Backing backing) : this(backing, backing.Redis, Guid.NewGuid().ToString("N"))
    {
    }

    private Node(Backing? backing, string redis, string cluster)
    {
        (_backing, _redis, _cluster) = (backing, redis, cluster);
        UseKestrel(0);
    }

    /// <summary>A node of a cluster, on services that the test means to break.</summary>
    public static Node Of(string cluster, string postgres, string redis)
    {
        var node = new Node(null, redis, cluster) { _postgres = postgres };
        node.StartServer();
        return node;
    }

    public TestDatabase Database { get; private set; } = null!;

    public IReadOnlyList<RouteEndpoint> Routes => [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public async ValueTask InitializeAsync()
    {
        Database = await _backing!.Database();
        _postgres = Database.Owner;
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Postgres", _postgres);
        builder.UseSetting("Redis", _redis);
        builder.UseSetting("Cluster", _cluster);
        builder.UseSetting("Keys", Path.Combine(_keys.Path, "keys"));
        builder.UseSetting("Demo_Key", DemoKey);
        builder.UseSetting("Operator_Key", OperatorKey);
        builder.UseSetting("Geodata", Geodata.GeodataFolder.Path);
        // a test is one person who does in seconds what a shift does in hours; the limits have tests of their own
        builder.UseSetting("Access:SessionBurst", "100000");
        builder.UseSetting("Access:SessionPerSecond", "100000");
        builder.ConfigureLogging(log => log.ClearProviders());
        // whoever has had its database killed may wait long for a goodbye that nobody answers
        if (_backing is null) builder.ConfigureServices(services => services.PostConfigure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5)));
    }

    public Browser Browser() => new(ClientOptions.BaseAddress, null);

    public async Task<Browser> SignedIn(string role, string? squad = null)
    {
        var browser = Browser();
        await (await browser.Post("/api/demo/session", new { key = DemoKey, role, squad })).Json();
        return browser;
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        catch (OperationCanceledException) when (_backing is null)
        {
            // The goodbye was cut short, as it is by the launcher; what the test is about has been seen by then.
        }
        if (_backing is not null) await Database.DisposeAsync();
        _keys.Dispose();
    }
}
