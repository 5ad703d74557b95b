using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
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
    private readonly Backing _backing;

    public Node(Backing backing)
    {
        _backing = backing;
        UseKestrel(0);
    }

    public TestDatabase Database { get; private set; } = null!;

    public IReadOnlyList<RouteEndpoint> Routes => [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public async ValueTask InitializeAsync()
    {
        Database = await _backing.Database();
        StartServer();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Postgres", Database.Owner);
        builder.UseSetting("Redis", _backing.Redis);
        builder.UseSetting("Cluster", Guid.NewGuid().ToString("N"));
        builder.UseSetting("Keys", Path.Combine(_keys.Path, "keys"));
        builder.UseSetting("Demo_Key", DemoKey);
        builder.UseSetting("Operator_Key", OperatorKey);
        builder.UseSetting("Geodata", Geodata.GeodataFolder.Path);
        // a test is one person who does in seconds what a shift does in hours; the limits have tests of their own
        builder.UseSetting("Access:SessionBurst", "100000");
        builder.UseSetting("Access:SessionPerSecond", "100000");
        builder.ConfigureLogging(log => log.ClearProviders());
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
        await base.DisposeAsync();
        await Database.DisposeAsync();
        _keys.Dispose();
    }
}
