using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using OpsMap.Server.Units;
using Xunit;

namespace OpsMap.Server.Tests.Units;

/// <summary>What stands in the register before anybody has typed a word: the published structure always, invented people and stations only in the demonstration.</summary>
public sealed class SeededUnitsTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_demonstration_there_are_bureaus_and_offices_in_print_and_nobody_in_them()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        await Demo(database, key: null).StartAsync(Cancel);
        Assert.Equal("association 1, centre 2, cityBureau 1, countyBureau 12, section 7, team 1, zoneBureau 2", await test.Scalar<string>(
            "select string_agg(kind || ' ' || n, ', ' order by kind) from (select kind, count(*) as n from unit group by kind) k"));
        Assert.Equal(0L, await test.Scalar<long>("select count(*) from unit where demo or people <> '[]'"));
        Assert.Equal(0L, await test.Scalar<long>("select count(*) from responsibility"));
    }

    [Fact]
    public async Task A_second_start_of_the_demonstration_leaves_what_people_changed()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        await Demo(database, "key").StartAsync(Cancel);
        var units = await test.Scalar<long>("select count(*) from unit");
        Assert.Equal(140L, await test.Scalar<long>("select count(*) from responsibility where demo"));
        await test.Scalar<int>("update unit set name = '英雄路所', version = 2 where code = '140403-S01'; update unit set people = '[{\"post\":\"head\",\"name\":\"真局长\"}]' where code = '140403'; delete from responsibility where county = '140403' and industry = 1");

        await Demo(database, "key").StartAsync(Cancel);

        Assert.Equal(units, await test.Scalar<long>("select count(*) from unit"));
        Assert.Equal("英雄路所", await test.Scalar<string>("select name from unit where code = '140403-S01'"));
        Assert.Equal("真局长", await test.Scalar<string>("select people->0->>'name' from unit where code = '140403'"));
    }

    [Fact]
    public async Task Every_invented_person_and_station_says_so()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        await Demo(database, "key").StartAsync(Cancel);
        Assert.Equal(0L, await test.Scalar<long>("select count(*) from unit, jsonb_array_elements(people) p where p->>'title' not like '%（演示）' or p->>'name' not like '_演_'"));
        Assert.Equal(0L, await test.Scalar<long>("select count(*) from unit where kind = 'station' and not demo"));
    }

    private static DemoUnits Demo(Database database, string? key) =>
        new(database, new ConfigurationBuilder().AddInMemoryCollection([new("DEMO_KEY", key)]).Build(), NullLogger<DemoUnits>.Instance);
}
