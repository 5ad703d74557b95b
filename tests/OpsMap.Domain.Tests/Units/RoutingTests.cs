using OpsMap.Domain.Triage;
using OpsMap.Domain.Units;

namespace OpsMap.Domain.Tests.Units;

public sealed class RoutingTests
{
    private static readonly GeoPoint Here = new(113.11, 36.19);
    private static readonly RoutableUnit Bureau = Unit(UnitKind.CountyBureau);
    private static readonly RoutableUnit Centre = Unit(UnitKind.Centre);
    private static readonly RoutableUnit FoodSection = Unit(UnitKind.Section) with { Industries = [Industry.Food] };
    private static readonly RoutableUnit Near = Unit(UnitKind.Station) with { Point = new GeoPoint(113.12, 36.19) };
    private static readonly RoutableUnit Far = Unit(UnitKind.Station) with { Point = new GeoPoint(113.30, 36.19) };
    private static readonly RoutableUnit Farther = Unit(UnitKind.Station) with { Point = new GeoPoint(113.50, 36.19) };
    private static readonly RoutableUnit[] All = [Bureau, Farther, Far, Centre, Near, FoodSection];

    [Fact]
    public void The_plot_comes_first_then_who_is_in_charge_then_the_two_nearest_then_the_bureau_itself()
    {
        var plot = new Plot(new CountyCode("140403"), Industry.Food, Near.Id, Centre.Id);
        Assert.Equal(
            [(Near.Id, RouteReason.Responsibility), (Centre.Id, RouteReason.Backup), (FoodSection.Id, RouteReason.Section), (Far.Id, RouteReason.NearestStation), (Bureau.Id, RouteReason.Bureau)],
            Routing.Suggest(Industry.Food, Here, plot, All).Select(s => (s.Unit, s.Reason)));
    }

    [Fact]
    public void Without_a_plot_or_a_place_the_centre_and_the_bureau_are_left() =>
        Assert.Equal([RouteReason.Centre, RouteReason.Bureau], Routing.Suggest(Industry.Auto, null, null, All).Select(s => s.Reason));

    [Fact]
    public void A_closed_unit_is_never_suggested_its_stand_in_is()
    {
        var plot = new Plot(new CountyCode("140403"), Industry.Auto, Near.Id, Centre.Id);
        var suggested = Routing.Suggest(Industry.Auto, Here, plot, [Bureau, Centre, Near with { Closed = true }]);
        Assert.Equal([RouteReason.Backup, RouteReason.Bureau], suggested.Select(s => s.Reason));
    }

    [Fact]
    public void Distance_is_told_in_metres() =>
        Assert.Equal(897, Assert.Single(Routing.Suggest(Industry.Auto, Here, null, [Near])).Metres!.Value, 5.0);

    [Theory]
    [InlineData(TaskState.Open, TaskStep.Reply, TaskState.Replied)]
    [InlineData(TaskState.Open, TaskStep.Close, TaskState.Closed)]
    [InlineData(TaskState.Replied, TaskStep.SendBack, TaskState.Open)]
    [InlineData(TaskState.Replied, TaskStep.Close, TaskState.Closed)]
    [InlineData(TaskState.Replied, TaskStep.Reply, null)]
    [InlineData(TaskState.Open, TaskStep.SendBack, null)]
    [InlineData(TaskState.Closed, TaskStep.Reply, null)]
    [InlineData(TaskState.Closed, TaskStep.SendBack, null)]
    [InlineData(TaskState.Closed, TaskStep.Close, null)]
    public void A_joint_task_is_answered_sent_back_or_closed(TaskState from, TaskStep step, TaskState? to) => Assert.Equal(to, JointTaskCourse.After(from, step));

    private static RoutableUnit Unit(UnitKind kind) => new(new UnitId(Guid.NewGuid()), kind, kind.ToString(), [], Closed: false);
}
