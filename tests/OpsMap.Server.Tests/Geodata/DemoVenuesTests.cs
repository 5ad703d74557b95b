using Microsoft.Extensions.Configuration;
using OpsMap.Server.Dispatch;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Geodata;

public sealed class DemoVenuesTests(Backing backing)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_demonstration_mode_they_are_entered_once_and_say_what_they_are()
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        var venues = new Venues(database);
        for (var start = 0; start < 2; start++) await Demo(venues, "key").StartAsync(Cancel);

        var entered = await venues.All(Cancel);
        Assert.Equal(DemoVenues.All.OrderBy(v => v.Id), entered.OrderBy(v => v.Id));
        Assert.All(entered, v => Assert.True(v is { Demo: true, Approx: true }, v.Name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_a_demonstration_key_there_are_none(string? key)
    {
        await using var test = await backing.Database();
        await using var database = new Database(test.Owner);
        var venues = new Venues(database);
        await Demo(venues, key).StartAsync(Cancel);
        Assert.Empty(await venues.All(Cancel));
    }

    [Fact]
    public void Each_lies_in_the_county_it_is_entered_under()
    {
        var city = new Borders(DistrictFile.Read(GeodataFolder.Path, CountyNames.Bordered));
        Assert.All(DemoVenues.All, v => Assert.Equal((v.Name, v.County), (v.Name, city.Of(v.Point).County)));
    }

    [Fact]
    public void Only_the_squad_posted_at_Baquanxia_is_near_it()
    {
        var near = DemoRoster.All.Select(s => s.Entry).Where(e => Geodesic.Metres(e.Base.Lon, e.Base.Lat, DemoVenues.Baquanxia.Lon, DemoVenues.Baquanxia.Lat) < 20_000);
        Assert.Equal(["壶关04"], near.Select(e => e.Code));
    }

    private static DemoVenues Demo(Venues venues, string? key) =>
        new(venues, new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["DEMO_KEY"] = key }).Build());
}
