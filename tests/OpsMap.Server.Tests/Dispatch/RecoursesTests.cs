using OpsMap.Server.Dispatch;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Dispatch;

public sealed class RecoursesTests(Backing backing)
{
    [Fact]
    public async Task Edge12_With_no_squad_to_send_it_names_who_can_be_called_back_the_nearest_station_and_the_free_neighbours()
    {
        await using var test = await backing.Database();
        await using var world = new SquadWorld(test.Owner);
        await world.Squads(
            new TestSquad("潞州01", "140403", 113.11, 36.19) { State = "onScene" },
            new TestSquad("潞州02", "140403", 113.11, 36.19) { State = "break" },
            new TestSquad("潞州03", "140403", 113.11, 36.19) { State = "offDuty", Seen = false },
            new TestSquad("潞州04", "140403", 113.11, 36.19) { State = "break", Skills = ["drug"] },
            new TestSquad("上党01", "140404", 113.05, 36.05),
            new TestSquad("上党02", "140404", 113.05, 36.06),
            new TestSquad("上党03", "140404", 113.05, 36.06) { State = "enRoute" },
            new TestSquad("屯留01", "140405", 112.9, 36.3));
        await world.Database.Execute(Scope.Everything, Database.Sql("""
            insert into unit (id, code, county, kind, name, phone, point) values
              (gen_random_uuid(), 'far', '140403', 'station', '远处所', '0355-1', st_point(113.3, 36.3, 4326)::geography),
              (gen_random_uuid(), 'near', '140403', 'station', '英雄街所', '0355-2', st_point(113.121, 36.2, 4326)::geography),
              (gen_random_uuid(), 'other', '140404', 'station', '别县所', '0355-3', st_point(113.12, 36.2, 4326)::geography)
            """), SquadWorld.Cancel);
        var id = await world.Case("140403", 113.12, 36.2, ["food"]);

        Assert.Equal(Notes.NoSquad, (await world.Recommender.For(id, SquadWorld.County("140403"), 4, crossCounty: false, SquadWorld.Cancel))!.Note);
        var ways = await new Recourses(world.Database).For(id, SquadWorld.Cancel);
        Assert.Equal(
            [(Recourse.Break, "潞州02", null), (Recourse.OffDuty, "潞州03", null), (Recourse.Station, "英雄街所", null), (Recourse.Neighbour, "上党区", 2), (Recourse.Neighbour, "屯留区", (int?)1)],
            ways.Select(w => (w.Kind, w.Name, w.Free)));
        Assert.Equal("0355-2", ways.Single(w => w.Kind is Recourse.Station).Phone);
        Assert.Equal([true, true], ways.Take(2).Select(w => w.Squad is not null));
    }
}
