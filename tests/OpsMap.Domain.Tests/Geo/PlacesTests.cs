using OpsMap.Domain.Geo;

namespace OpsMap.Domain.Tests.Geo;

public sealed class PlacesTests
{
    private static readonly GeoPoint _baquanxia = new(113.5676, 35.9514);

    [Fact]
    public void Twelve_counties_and_two_zones()
    {
        Assert.Equal(14, Counties.All.Count);
        Assert.Equal(2, Counties.All.Count(c => c.Code.IsZone));
        Assert.Equal(14, Counties.All.Select(c => c.Code).Distinct().Count());
        Assert.All(Counties.All, c => Assert.True(Points.NearCity(c.Seat)));
        Assert.Equal(("长治市", "沁县", "140499"), (Counties.NameOf(CountyCode.City), Counties.NameOf(new("140430")), Counties.NameOf(new("140499"))));
    }

    [Theory]
    [InlineData("140427", 37.5)]
    [InlineData("140425", 30.2)]
    [InlineData("140404", 47.9)]
    [InlineData("140403", 49.0)]
    public void The_gorge_is_as_far_as_the_map_says(string county, double km) =>
        Assert.InRange(_baquanxia.MetresTo(Counties.Find(new(county))!.Seat) / 1000, km - 0.1, km + 0.1);

    [Fact]
    public void From_the_county_town_to_the_gorge_ninety_minutes_are_not_enough()
    {
        var huguan = Counties.Find(new("140427"))!;
        var travel = new TravelTime().Between(huguan.Seat, _baquanxia, huguan.Code);
        Assert.InRange(travel.Time.TotalMinutes, 126, 129);
        Assert.True(travel.Estimated);
    }

    [Fact]
    public void In_the_basin_the_same_way_is_shorter_and_faster()
    {
        var (from, to) = (new GeoPoint(113.10, 36.20), new GeoPoint(113.20, 36.20));
        var straight = from.MetresTo(to);
        var basin = new TravelTime().Between(from, to, new("140403"));
        var mountain = new TravelTime().Between(from, to, new("140425"));
        Assert.Equal((straight * 1.35, straight * 1.7), (basin.Metres, mountain.Metres));
        Assert.Equal(straight * 1.35 / 1000 / 40 * 60, basin.Time.TotalMinutes, 3);
        Assert.Equal(straight * 1.7 / 1000 / 30 * 60, mountain.Time.TotalMinutes, 3);
    }

    [Theory]
    [InlineData("140425", Terrain.Mountain)]
    [InlineData("140426", Terrain.Mountain)]
    [InlineData("140427", Terrain.Mountain)]
    [InlineData("140429", Terrain.Mountain)]
    [InlineData("140431", Terrain.Mountain)]
    [InlineData("140403", Terrain.Basin)]
    [InlineData("14040J", Terrain.Basin)]
    public void Five_counties_are_mountains(string county, Terrain terrain) => Assert.Equal(terrain, Counties.TerrainOf(new(county)));

    [Theory]
    [InlineData("00:00:29.999", Freshness.Live)]
    [InlineData("00:00:30", Freshness.Ageing)]
    [InlineData("00:02:59.999", Freshness.Ageing)]
    [InlineData("00:03:00", Freshness.Stale)]
    [InlineData("00:05:00", Freshness.Stale)]
    [InlineData("00:05:00.001", Freshness.Lost)]
    public void Edge08_A_fix_ages(string age, Freshness expected) =>
        Assert.Equal(expected, FixAge.Of(TimeSpan.Parse(age, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData(113.1, 36.2, null)]
    [InlineData(36.2, 113.1, Refusals.PointInvalid)]
    [InlineData(0, 0, Refusals.PointOutsideCity)]
    [InlineData(116.4, 39.9, Refusals.PointOutsideCity)]
    [InlineData(113.9, 36.1, null)]
    [InlineData(double.NaN, 36.2, Refusals.PointInvalid)]
    [InlineData(113.1, double.PositiveInfinity, Refusals.PointInvalid)]
    [InlineData(180.1, 36.2, Refusals.PointInvalid)]
    public void A_position_is_on_earth_and_near_the_city(double lon, double lat, string? code)
    {
        Assert.Equal(code, Points.Check("point", new GeoPoint(lon, lat), Datum.Wgs84)?.Code);
        Assert.Equal(code is not Refusals.PointInvalid, GeoPoint.TryCreate(lon, lat, out _));
    }

    [Fact]
    public void Distance_is_that_of_the_globe()
    {
        Assert.Equal(0, _baquanxia.MetresTo(_baquanxia));
        Assert.InRange(new GeoPoint(0, 0).MetresTo(new GeoPoint(0, 1)), 111_194, 111_196);
        Assert.InRange(new GeoPoint(0, 0).MetresTo(new GeoPoint(180, 0)), 20_015_000, 20_015_200);
    }

    [Theory]
    [InlineData("1404", true)]
    [InlineData("140403", true)]
    [InlineData("14040G", true)]
    [InlineData("14040X", false)]
    [InlineData("130403", false)]
    [InlineData("14040", false)]
    [InlineData("1404031", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_county_code_looks_like_one(string? text, bool valid) => Assert.Equal(valid, CountyCode.TryParse(text, null, out _));
}
