using OpsMap.Domain.Geo;

namespace OpsMap.Domain.Tests.Geo;

public sealed class DatumTests
{
    [Theory]
    [InlineData(113.573799, 35.951202, 113.567593, 35.951425)]
    [InlineData(113.114107, 36.187895, 113.107439, 36.187725)]
    public void The_national_datum_and_back(double gcjLon, double gcjLat, double wgsLon, double wgsLat)
    {
        var (gcj, wgs) = (new GeoPoint(gcjLon, gcjLat), new GeoPoint(wgsLon, wgsLat));
        Assert.InRange(Datums.ToWgs84(gcj, Datum.Gcj02).MetresTo(wgs), 0, 0.2);
        Assert.InRange(Datums.FromWgs84(wgs, Datum.Gcj02).MetresTo(gcj), 0, 0.2);
    }

    [Fact]
    public void Baidus_datum_and_back()
    {
        // a published pair: GCJ-02 116.404, 39.915 is BD-09 116.41036949371029, 39.92133699351021
        var gcj = new GeoPoint(116.404, 39.915);
        var bd = new GeoPoint(116.41036949371029, 39.92133699351021);
        Assert.InRange(Datums.FromWgs84(Datums.ToWgs84(gcj, Datum.Gcj02), Datum.Bd09).MetresTo(bd), 0, 0.01);
        Assert.InRange(Datums.ToWgs84(bd, Datum.Bd09).MetresTo(Datums.ToWgs84(gcj, Datum.Gcj02)), 0, 0.01);
    }

    [Theory]
    [InlineData(Datum.Wgs84)]
    [InlineData(Datum.Gcj02)]
    [InlineData(Datum.Bd09)]
    public void There_and_back_is_the_same_place_all_over_the_city(Datum datum)
    {
        for (var lon = 111.9; lon < 113.8; lon += 0.19)
        {
            for (var lat = 35.8; lat < 37.2; lat += 0.13)
            {
                var here = new GeoPoint(lon, lat);
                Assert.InRange(Datums.ToWgs84(Datums.FromWgs84(here, datum), datum).MetresTo(here), 0, 0.001);
            }
        }
    }

    [Fact]
    public void A_forgotten_conversion_is_larger_than_any_fence()
    {
        var seat = Counties.Find(new CountyCode("140403"))!.Seat;
        Assert.InRange(Datums.FromWgs84(seat, Datum.Gcj02).MetresTo(seat), 540, 610);
    }
}
