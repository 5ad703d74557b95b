using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Squads;

public sealed class DemoSquadsTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void No_two_squads_share_an_id_a_code_or_a_slot()
    {
        Assert.Equal(60, DemoRoster.All.Count);
        Assert.Equal(60, DemoRoster.All.DistinctBy(s => s.Id).Count());
        Assert.Equal(60, DemoRoster.All.DistinctBy(s => s.Entry.Code, StringComparer.Ordinal).Count());
        Assert.Equal(60, DemoRoster.All.DistinctBy(s => s.Entry.Slot).Count());
        Assert.Equal(120, DemoRoster.All.SelectMany(s => s.Entry.Members!).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(16, DemoRoster.All.Count(s => s.Entry.County.Value == "140403"));
        Assert.All(DemoRoster.All.Where(s => s.Entry.County.Value != "140403").CountBy(s => s.Entry.County), county => Assert.InRange(county.Value, 3, 5));
        Assert.Equal(14, DemoRoster.All.DistinctBy(s => s.Entry.County).Count());
        Assert.Contains(DemoRoster.All, s => s.Entry is { Code: "潞州16", Name: "潞州区快反第十六分队" });
    }

    [Fact]
    public async Task In_demonstration_mode_they_are_registered_once_however_often_the_node_starts()
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database);
        for (var start = 0; start < 2; start++) await Squads(cluster, demoKey: "key").StartAsync(Cancel);

        Assert.Equal(60L, await Count(database, "select count(*) from squad_view"));
        Assert.Equal(60L, await Count(database, "select count(*) from event where type = 'squad-registered'"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_demonstration_key_there_are_none(string? key)
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database);
        await Squads(cluster, key).StartAsync(Cancel);
        Assert.Equal(0L, await Count(database, "select count(*) from squad_view"));
    }

    [Fact]
    public async Task A_squad_that_a_person_entered_under_one_of_their_codes_stands()
    {
        await using var database = await backing.Database();
        await using var cluster = await GrainCluster.Start(database);
        await cluster.SquadOnDuty(100, "潞州01");
        await Squads(cluster, demoKey: "key").StartAsync(Cancel);
        Assert.Equal(60L, await Count(database, "select count(*) from squad_view"));
        Assert.Equal((short)100, await Count(database, "select slot from squad_view where code = '潞州01'"));
    }

    private static DemoSquads Squads(GrainCluster cluster, string? demoKey)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["DEMO_KEY"] = demoKey };
        return new DemoSquads(cluster.Grains, cluster.Database, new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), NullLogger<DemoSquads>.Instance);
    }

    private static async Task<object?> Count(TestDatabase database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await source.OpenConnectionAsync(Cancel);
        await using var command = new NpgsqlCommand($"set ops.county = '*'; {sql}", connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
