using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpsMap.Server.Cases;
using OpsMap.Server.Tests.Fixtures;

namespace OpsMap.Server.Tests.Simulator;

/// <summary>A whole node as Program wires it, on a real port, with a clock of the test's.</summary>
public sealed class WholeNode : WebApplicationFactory<CaseCard>
{
    public const string DemoKey = "demo-key-of-this-test";

    private readonly OpenFolder _keys = new();
    private readonly TestDatabase _database;
    private readonly Backing _backing;
    private readonly TimeProvider _clock;

    private WholeNode(Backing backing, TestDatabase database, TimeProvider clock) => (_backing, _database, _clock) = (backing, database, clock);

    public Uri Address => ClientOptions.BaseAddress;

    public static async Task<WholeNode> Start(Backing backing, TimeProvider clock)
    {
        var node = new WholeNode(backing, await backing.Database(), clock);
        node.UseKestrel(0);
        node.StartServer();
        return node;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _database.DisposeAsync();
        _keys.Dispose();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Postgres", _database.Owner);
        builder.UseSetting("Redis", _backing.Redis);
        builder.UseSetting("Keys", Path.Combine(_keys.Path, "keys"));
        builder.UseSetting("Demo_Key", DemoKey);
        builder.UseSetting("Cluster", "whole-node-" + Guid.NewGuid().ToString("N"));
        builder.UseSetting("Arrival:Dwell", "00:00:10");
        // the silo's own timers keep real time and wonder at the instants they are told
        builder.ConfigureLogging(log => log.SetMinimumLevel(LogLevel.Warning).AddFilter("Orleans", LogLevel.Error));
        builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(_clock)));
    }
}
