using NetTopologySuite.Geometries;
using OpsMap.Domain;
using OpsMap.Server.Geodata;
using OpsMap.Server.Squads;
using Xunit;
using District = OpsMap.Server.Geodata.District;

namespace OpsMap.Server.Tests.Geodata;

public sealed class BordersTests
{
    private static readonly IReadOnlyList<District> Counties = DistrictFile.Read(GeodataFolder.Path, CountyNames.Bordered);
    private static readonly Borders City = new(Counties);

    [Theory]
    [InlineData(113.1074, 36.1877, "140403")] // 潞州 seat
    [InlineData(113.0501, 36.0523, "140404")]
    [InlineData(112.8866, 36.3142, "140405")]
    [InlineData(113.2167, 36.3322, "140406")]
    [InlineData(113.0435, 36.5326, "140423")]
    [InlineData(113.4321, 36.2000, "140425")]
    [InlineData(113.3806, 36.5027, "140426")]
    [InlineData(113.1996, 36.1109, "140427")]
    [InlineData(112.8785, 36.1197, "140428")]
    [InlineData(112.8591, 36.8342, "140429")]
    [InlineData(112.6951, 36.7569, "140430")]
    [InlineData(112.3344, 36.5006, "140431")]
    [InlineData(113.5676, 35.9514, "140427")] // 八泉峡: nearest seat is 平顺's, but it is 壶关's
    public void A_place_belongs_to_the_county_whose_border_is_around_it(double lon, double lat, string county)
    {
        var place = City.Of(new GeoPoint(lon, lat));
        Assert.Equal(county, place.County.Value);
        Assert.False(place.Outside);
    }

    [Fact]
    public void Edge17_Nearer_than_five_hundred_metres_to_a_border_is_pending_on_either_side_and_beyond_it_is_not()
    {
        var (luzhou, inside) = Border("140403");
        var pending = 0;
        var sure = 0;
        foreach (var vertex in luzhou.Coordinates.Where((_, i) => i % 20 == 0))
            foreach (var metres in new[] { 0.0, 450, 520, 3_000 })
            {
                var place = City.Of(Wgs84(vertex.X + (inside.X - vertex.X) * metres / vertex.Distance(inside), vertex.Y + (inside.Y - vertex.Y) * metres / vertex.Distance(inside)));
                Assert.Equal(place.BorderMetres < 500, place.Pending);
                if (metres <= 450) Assert.True(place.Pending);
                _ = place.Pending ? pending++ : sure++;
            }
        Assert.True(pending > 0 && sure > 0);
    }

    [Fact]
    public void Edge18_Outside_the_city_the_nearest_county_is_named_and_flagged()
    {
        var jincheng = City.Of(new GeoPoint(112.85, 35.49));
        Assert.True(jincheng.Outside);
        Assert.Equal("140428", jincheng.County.Value);
        Assert.InRange(jincheng.BorderMetres, 30_000, 60_000);
        Assert.False(jincheng.Pending);
    }

    [Fact]
    public void A_drawn_zone_wins_over_the_county_it_lies_in()
    {
        var heart = Plane.Of(113.11, 36.22);
        var zone = new District(new CountyCode("14040G"), new GeometryFactory(new PrecisionModel(), Plane.Srid).CreatePoint(heart).Buffer(2_000));
        var withZone = new Borders([.. Counties, zone]);

        Assert.Equal("14040G", withZone.Of(new GeoPoint(113.11, 36.22)).County.Value);
        Assert.Equal("140403", withZone.Of(new GeoPoint(113.1074, 36.1877)).County.Value);
        var edge = withZone.Of(Wgs84(heart.X + 1_800, heart.Y));
        Assert.Equal(("14040G", true), (edge.County.Value, edge.Pending));
    }

    [Fact]
    public void Every_demonstration_squad_is_based_in_its_own_county()
    {
        var strangers = DemoRoster.All.Select(s => s.Entry).Where(s => !s.County.IsZone && City.Of(s.Base) is var place && (place.Outside || place.County != s.County));
        Assert.Empty(strangers.Select(s => s.Code));
    }

    [Fact]
    public void Every_point_of_the_city_has_one_county_and_all_counties_occur()
    {
        var random = new Random(20261123);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 5_000; i++)
        {
            var at = new GeoPoint(111.9 + random.NextDouble() * 1.9, 35.8 + random.NextDouble() * 1.4);
            var flat = Plane.Of(at.Lon, at.Lat);
            var holders = Counties.Where(d => d.Border.Covers(new Point(flat))).Select(d => d.County).ToArray();
            var place = City.Of(at);
            Assert.Equal(holders.Length == 0, place.Outside);
            if (!place.Outside) Assert.Contains(place.County, holders);
            seen.Add(place.County.Value);
        }
        Assert.Equal(12, seen.Count);
    }

    private static (Geometry Edge, Coordinate Inside) Border(string county)
    {
        var border = Counties.Single(d => d.County.Value == county).Border;
        return (border.Boundary, border.InteriorPoint.Coordinate);
    }

    // the inverse of Plane, by Newton's way: good enough to put a test point back on the globe to a centimetre
    private static GeoPoint Wgs84(double x, double y)
    {
        var (lon, lat) = (113.1, 36.2);
        for (var i = 0; i < 8; i++)
        {
            var flat = Plane.Of(lon, lat);
            lon += (x - flat.X) / (111_320 * Math.Cos(double.DegreesToRadians(lat)));
            lat += (y - flat.Y) / 110_950;
        }
        return new GeoPoint(lon, lat);
    }
}
