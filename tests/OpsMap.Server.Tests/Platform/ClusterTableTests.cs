using System.Net;
using Microsoft.Extensions.Options;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Orleans.Configuration;
using Xunit;

namespace OpsMap.Server.Tests.Platform;

/// <summary>What Orleans expects of a membership table, asked of ours on a real PostgreSQL.</summary>
public sealed class ClusterTableTests(Backing backing) : IAsyncLifetime
{
    private static readonly DateTime Noon = new(2026, 11, 23, 4, 0, 0, DateTimeKind.Utc);

    private TestDatabase _own = null!;
    private ClusterDatabase _database = null!;
    private ClusterTable _table = null!;

    public async ValueTask InitializeAsync()
    {
        _own = await backing.Database();
        _database = new ClusterDatabase(_own.Owner);
        _table = new ClusterTable(_database, Options.Create(new ClusterOptions { ClusterId = "test", ServiceId = "opsmap" }));
        await _table.InitializeMembershipTable(true);
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _own.DisposeAsync();
    }

    [Fact]
    public async Task A_new_table_is_empty_at_version_zero_and_stays_so_when_initialised_again()
    {
        await _table.InitializeMembershipTable(true);
        var read = await _table.ReadAll();
        Assert.Empty(read.Members);
        Assert.Equal(0, read.Version.Version);
    }

    [Fact]
    public async Task An_inserted_silo_reads_back_whole()
    {
        var entry = Silo(1);
        entry.AddSuspector(Silo(2).SiloAddress, Noon.AddSeconds(3));
        entry.AddSuspector(Silo(3).SiloAddress, Noon.AddSeconds(4));
        Assert.True(await _table.InsertRow(entry, await Next()));

        var read = await _table.ReadRow(entry.SiloAddress);
        var (back, _) = Assert.Single(read.Members);
        Assert.Equal(1, read.Version.Version);
        Assert.Equal(entry.ToFullString(), back.ToFullString());
        Assert.Equal(entry.SuspectTimes, back.SuspectTimes);
    }

    [Fact]
    public async Task A_silo_is_inserted_once_and_a_refused_insert_leaves_the_version_alone()
    {
        Assert.True(await _table.InsertRow(Silo(1), await Next()));
        Assert.False(await _table.InsertRow(Silo(1), await Next()));
        Assert.Equal(1, (await _table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task An_insert_on_a_stale_table_version_is_refused()
    {
        var stale = await Next();
        Assert.True(await _table.InsertRow(Silo(1), stale));
        Assert.False(await _table.InsertRow(Silo(2), stale));
        Assert.Single((await _table.ReadAll()).Members);
    }

    [Fact]
    public async Task An_update_needs_the_row_etag_and_the_table_version_it_read()
    {
        await _table.InsertRow(Silo(1), await Next());
        var read = await _table.ReadAll();
        var (entry, etag) = Assert.Single(read.Members);

        Assert.True(await _table.UpdateRow(entry.WithStatus(SiloStatus.Joining), etag, read.Version.Next()));
        Assert.False(await _table.UpdateRow(entry.WithStatus(SiloStatus.Active), etag, await Next()), "stale row etag");
        var again = await _table.ReadAll();
        Assert.False(await _table.UpdateRow(entry.WithStatus(SiloStatus.Active), again.Members[0].Item2, read.Version.Next()), "stale table version");
        Assert.False(await _table.UpdateRow(Silo(9), "0", await Next()), "no such silo");
        Assert.False(await _table.UpdateRow(entry, "not-an-etag", await Next()), "an etag we never gave out");
        Assert.Equal(SiloStatus.Joining, again.Members[0].Item1.Status);
        Assert.Equal(2, (await _table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task A_heartbeat_changes_the_instant_only_so_an_update_read_before_it_still_counts()
    {
        await _table.InsertRow(Silo(1), await Next());
        var before = await _table.ReadAll();
        var (entry, etag) = Assert.Single(before.Members);

        var beat = Silo(1);
        beat.IAmAliveTime = Noon.AddSeconds(30);
        await _table.UpdateIAmAlive(beat);

        var after = await _table.ReadAll();
        Assert.Equal(Noon.AddSeconds(30), after.Members[0].Item1.IAmAliveTime);
        Assert.Equal(before.Version, after.Version);
        Assert.True(await _table.UpdateRow(entry.WithStatus(SiloStatus.Dead), etag, before.Version.Next()));
    }

    [Fact]
    public async Task Of_twenty_silos_inserting_at_once_all_get_in_and_each_moves_the_version_by_one()
    {
        var tries = await Task.WhenAll(Enumerable.Range(1, 20).Select(async i =>
        {
            var tries = 1;
            while (!await _table.InsertRow(Silo(i), await Next())) tries++;
            return tries;
        }));

        var read = await _table.ReadAll();
        Assert.Equal(20, read.Members.Count);
        Assert.Equal(20, read.Version.Version);
        Assert.True(tries.Sum() > 20, "nobody ever collided: this run proves nothing");
    }

    [Fact]
    public async Task Of_many_updates_on_one_version_exactly_one_wins()
    {
        await _table.InsertRow(Silo(1), await Next());
        for (var round = 0; round < 10; round++)
        {
            var read = await _table.ReadAll();
            var (entry, etag) = read.Members[0];
            var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _table.UpdateRow(entry.WithStatus(SiloStatus.Active), etag, read.Version.Next())));
            Assert.Single(wins, won => won);
        }
        Assert.Equal(11, (await _table.ReadAll()).Version.Version);
    }

    [Fact]
    public async Task Clean_up_removes_silos_that_died_before_the_date_and_no_others()
    {
        await Put(1, SiloStatus.Dead, Noon.AddDays(-3));
        await Put(2, SiloStatus.Active, Noon.AddDays(-3));
        await Put(3, SiloStatus.Dead, Noon);
        await Put(4, SiloStatus.Dead, Noon.AddDays(-3), suspectedAt: Noon);

        await _table.CleanupDefunctSiloEntries(new DateTimeOffset(Noon.AddDays(-1)));

        var left = (await _table.ReadAll()).Members.Select(m => m.Item1.SiloAddress.Endpoint.Port).Order();
        Assert.Equal([11002, 11003, 11004], left);
    }

    [Fact]
    public async Task Deleting_one_cluster_leaves_another_alone()
    {
        var other = new ClusterTable(_database, Options.Create(new ClusterOptions { ClusterId = "other", ServiceId = "opsmap" }));
        await other.InitializeMembershipTable(true);
        Assert.True(await other.InsertRow(Silo(1), (await other.ReadAll()).Version.Next()));
        Assert.True(await _table.InsertRow(Silo(1), await Next()));

        await _table.DeleteMembershipTableEntries("other");

        Assert.Single((await _table.ReadAll()).Members);
        await other.InitializeMembershipTable(true);
        Assert.Empty((await other.ReadAll()).Members);
    }

    [Fact]
    public async Task Clients_are_told_the_gateways_of_active_silos_only()
    {
        await Put(1, SiloStatus.Active, Noon);
        await Put(2, SiloStatus.Dead, Noon);
        var gateways = new ClusterGateways(_database, Options.Create(new ClusterOptions { ClusterId = "test", ServiceId = "opsmap" }));
        var gateway = Assert.Single(await gateways.GetGateways());
        Assert.Equal(30001, gateway.Port);
    }

    private async Task<TableVersion> Next() => (await _table.ReadAll()).Version.Next();

    private async Task Put(int number, SiloStatus status, DateTime alive, DateTime? suspectedAt = null)
    {
        var entry = Silo(number);
        entry.Status = status;
        entry.StartTime = entry.IAmAliveTime = alive;
        if (suspectedAt is { } at) entry.AddSuspector(Silo(9).SiloAddress, at);
        Assert.True(await _table.InsertRow(entry, await Next()));
    }

    private static MembershipEntry Silo(int number) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11000 + number, 7),
        Status = SiloStatus.Created,
        SiloName = $"node-{number}",
        HostName = "127.0.0.1",
        ProxyPort = 30000 + number,
        StartTime = Noon,
        IAmAliveTime = Noon,
        SuspectTimes = [],
    };
}
