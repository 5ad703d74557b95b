using OpsMap.Domain.Access;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class SnapshotAndDeltasTests(Backing backing)
{
    [Fact]
    public async Task Whenever_a_console_joins_snapshot_and_rows_make_the_final_state()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        var ids = Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()).ToArray();
        var writing = Task.WhenAll(ids.Select((id, n) => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++) await world.Case(n % 2 == 0 ? LiveWorld.Luzhou : LiveWorld.Shangdang, id);
        })));

        var consoles = new List<Board>();
        for (var i = 0; i < 6; i++) consoles.Add(await new Board(host.Connection(Role.CityDispatcher)).Join());
        await writing;

        var versions = await world.Rows("select id, version from case_view", r => (r.GetGuid(0).ToString(), r.GetInt32(1)));
        Assert.All(versions, v => Assert.Equal(25, v.Item2));
        foreach (var console in consoles)
        {
            await Patience.Until(() => console.Heads["140403"] == 150 && console.Heads["140404"] == 150, "all rows are here");
            Assert.Equal(versions.Order(), console.Cards.Select(c => (c.Key, c.Value.GetProperty("version").GetInt32())).Order());
        }
        foreach (var console in consoles) await console.DisposeAsync();
    }
}
