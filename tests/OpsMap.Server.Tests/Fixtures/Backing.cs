using Npgsql;
using OpsMap.AppHost.Services;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

[assembly: AssemblyFixture(typeof(Backing))]
// they wait for a database more than they reckon
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace OpsMap.Server.Tests.Fixtures;

/// <summary>The PostgreSQL and Redis of one test run, and a fresh migrated database for each test that asks.</summary>
public sealed class Backing : IAsyncLifetime
{
    private readonly SemaphoreSlim _copying = new(1);
    // Services given from outside may still hold databases of a run that was killed.
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private BackingServices? _services;
    private string _template = "";
    private int _databases;

    public BackingServices Services => _services ?? throw new InvalidOperationException("The services have not started");

    public string Redis => Services.Redis;

    public async ValueTask InitializeAsync()
    {
        _services = await BackingServices.Start(cancel: TestContext.Current.CancellationToken);
        Migrator.Run(_services.Postgres);
        _template = new NpgsqlConnectionStringBuilder(_services.Postgres).Database!;
        // a template can be copied only while nobody is connected to it
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>A copy of the migrated template: `await using` drops it.</summary>
    public async Task<TestDatabase> Database()
    {
        var cancel = TestContext.Current.CancellationToken;
        var name = $"test_{_run}_{Interlocked.Increment(ref _databases)}";
        // PostgreSQL copies a template for one session at a time.
        await _copying.WaitAsync(cancel);
        try
        {
            return new TestDatabase(Services, name, await Services.CreateDatabase(name, _template, cancel));
        }
        finally
        {
            _copying.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_services is not null) await _services.DisposeAsync();
        _copying.Dispose();
        OpenFolder.RemoveAll();
    }
}

/// <summary>One test's own database.</summary>
public sealed class TestDatabase(BackingServices services, string name, string owner) : IAsyncDisposable
{
    public string Name => name;
    /// <summary>The connection string of the owner, as a server node gets it.</summary>
    public string Owner => owner;

    public async ValueTask DisposeAsync() => await services.DropDatabase(name);
}
