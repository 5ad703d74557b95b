using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Simulator;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Field;
using OpsMap.Simulator.Ground;
using OpsMap.Simulator.Story;
using Xunit;

namespace OpsMap.Server.Tests.Simulator;

public sealed class GroundTests
{
    private static readonly CityMap Map = CityMap.Changzhi;
    private static readonly DateTimeOffset Nine = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);

    private static readonly IReadOnlyList<GeoPoint> Bases = [.. Counties.All.Where(c => !c.Code.IsZone).SelectMany(c => new[] { c.Seat, c.Seat.Offset(900, 140) })];

    private static readonly IReadOnlyList<GeoPoint> Scenes =
    [
        .. Enumerable.Range(1, 4).SelectMany(seed => DayScript.Of(seed, new DateOnly(2026, 11, 24), Profile.WorkingDay.Day, Map))
            .Where(c => c.Registration.Point is not null)
            .Select(c => Datums.ToWgs84(c.Registration.Point!.Value, c.Registration.Datum!.Value)),
    ];

    [Fact]
    public void Every_way_to_every_scene_stays_inside_the_city()
    {
        foreach (var from in Bases)
            foreach (var to in Scenes)
            {
                foreach (var (start, leg) in Map.Roads.Plan(from, to).Stretches())
                    Assert.True(Map.City.Contains(start, leg.To), $"{from} → {to}: {start} → {leg.To} leaves the city");
            }
    }

    [Fact]
    public void Long_ways_follow_the_roads_and_take_as_long_as_the_roads_say()
    {
        var (luzhou, wuxiang) = (Counties.Find(new("140403"))!.Seat, Counties.Find(new("140429"))!.Seat);
        var route = Map.Roads.Plan(luzhou, wuxiang);
        Assert.InRange(route.Time.TotalMinutes, 80, 100); // 44 to 襄垣, 41.5 on to 武乡, and streets at both ends
        Assert.Contains(route.Legs, l => l.To == new GeoPoint(113.02528, 36.53547));
    }

    [Fact]
    public void Cars_drive_at_plausible_speeds_and_get_there()
    {
        foreach (var (i, to) in Scenes.Take(60).Index())
        {
            var from = Bases[i % Bases.Count];
            var route = Map.Roads.Plan(from, to);
            var car = new Vehicle(from, Dice.Of(1, $"car {i}"));
            car.Drive(route);
            var (time, fastest) = (TimeSpan.Zero, 0.0);
            while (car.Driving && time < route.Time * 4)
            {
                var before = car.At;
                car.Advance(TimeSpan.FromSeconds(5));
                time += TimeSpan.FromSeconds(5);
                fastest = Math.Max(fastest, before.MetresTo(car.At) / 5);
            }

            Assert.Equal(to, car.At);
            Assert.InRange(fastest, 0, 120 / 3.6);
            Assert.InRange(time / route.Time, 0.8, 2);
        }
    }

    [Fact]
    public void A_phone_is_a_little_wrong_and_says_by_how_much()
    {
        var car = new Vehicle(Bases[0], Dice.Of(1, "car"));
        var gps = new Gps(Dice.Of(1, "gps"));
        var readings = Enumerable.Range(0, 2_000).Select(_ => gps.Read(car, mountains: false)).ToList();
        var errors = readings.Select(r => r.Point.MetresTo(car.At)).Order().ToList();
        Assert.InRange(errors[1_000], 1, 20);
        Assert.InRange(readings.Count(r => r.Accuracy > 200), 1, 40);
        Assert.InRange(readings.Count(r => r.Accuracy < 30), 1_800, 2_000);
    }

    [Fact]
    public void The_phone_drops_what_is_bad_impossible_or_says_nothing_new()
    {
        var filter = new PhoneFilter(TimeSpan.FromSeconds(120));
        var here = new GeoPoint(113.11, 36.19);
        Assert.False(filter.Keeps(At(here, accuracy: 260), Nine));
        Assert.True(filter.Keeps(At(here), Nine));
        Assert.False(filter.Keeps(At(here.Offset(8, 90)), Nine.AddSeconds(60)));
        Assert.False(filter.Keeps(At(here.Offset(500_000, 90)), Nine.AddSeconds(61)));
        Assert.True(filter.Keeps(At(here.Offset(40, 90)), Nine.AddSeconds(62)));
        Assert.True(filter.Keeps(At(here.Offset(41, 90)), Nine.AddSeconds(183)));
    }

    private static Reading At(GeoPoint point, double accuracy = 8) => new(point, accuracy, 0, null);
}
