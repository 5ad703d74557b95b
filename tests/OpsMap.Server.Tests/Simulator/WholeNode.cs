using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;
using OpsMap.Server.Cases;
using OpsMap.Server.Tests.Fixtures;

namespace OpsMap.Server.Tests.Simulator;

/// <summary>A whole node as Program wires it, on a real port, as it is in life, its clock included.</summary>
public sealed class WholeNode : WebApplicationFactory<CaseCard>
{
    public const string DemoKey = "demo-key-of-this-test";

    private readonly OpenFolder _keys = new();
    private readonly TestDatabase _database;
    private readonly Backing _backing;

    private WholeNode(Backing backing, TestDatabase database) => (_backing, _database) = (backing, database);

    public Uri Address => ClientOptions.BaseAddress;

    public static async Task<WholeNode> Start(Backing backing)
    {
        var node = new WholeNode(backing, await backing.Database());
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
        builder.UseSetting("Arrival:Dwell", "00:00:03");
        builder.ConfigureLogging(log => log.SetMinimumLevel(LogLevel.Warning));
    }
}
