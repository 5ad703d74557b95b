using Microsoft.Extensions.Configuration;
using OpsMap.Domain;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Units;

/// <summary>Zones wait for their border; a drawn one wins over the county, on every node at its next question.</summary>
public sealed class ZoneBorderTests(Node node) : IClassFixture<Node>
{
    private const string Heart = "lon=113.11&lat=36.22";

    // about 2.7 by 2.2 km north of the centre of 潞州
    private const string Square = """{"type":"Polygon","coordinates":[[[113.095,36.21],[113.125,36.21],[113.125,36.23],[113.095,36.23],[113.095,36.21]]]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Edge17_A_drawn_zone_wins_at_once_on_every_node_and_an_erased_one_no_longer()
    {
        using var admin = await node.SignedIn("admin");
        using var city = await node.SignedIn("dispatcher");
        var seen = await node.Database.Scalar<long>("select coalesce(max(seq), 0) from audit");
        await using var database = new Database(node.Database.Owner);
        using var otherNode = new Jurisdiction(database, new ConfigurationBuilder().AddInMemoryCollection([new("Geodata", Geodata.GeodataFolder.Path)]).Build());
        Assert.Equal("140403", (await otherNode.Of(new GeoPoint(113.11, 36.22), Cancel)).County.Value);
        Assert.Equal("140403", await CountyAt(city, Heart));

        var draw = $$"""{"commandId":"{{Guid.NewGuid()}}","border":{{Square}}}""";
        var drawn = await (await Draw(admin, "14040G", draw)).Json();
        Assert.True(System.Text.Json.JsonElement.DeepEquals(drawn, await (await Draw(admin, "14040G", draw)).Json()));

        Assert.Equal("14040G", await CountyAt(city, Heart));
        Assert.Equal("14040G", (await otherNode.Of(new GeoPoint(113.11, 36.22), Cancel)).County.Value);
        Assert.Equal("140403", (await otherNode.Of(new GeoPoint(113.11, 36.20), Cancel)).County.Value);
        Assert.Equal("14040G", await RegisteredCounty(city));
        var map = await (await city.Get("/api/units/borders")).Json();
        Assert.Equal("14040G", map.GetProperty("features")[0].GetProperty("properties").GetProperty("adcode").GetString());
        Assert.Equal(113.095, map.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0][0][0][0].GetDouble(), 5);
        Assert.True((await (await city.Get("/api/units?county=14040G")).Json())[0].GetProperty("bordered").GetBoolean());

        var erase = Guid.NewGuid();
        await (await admin.Delete($"/api/units/14040G/border?commandId={erase}")).Json();
        await (await admin.Delete($"/api/units/14040G/border?commandId={erase}")).Json();
        Assert.Equal("140403", await CountyAt(city, Heart));
        Assert.Equal("140403", (await otherNode.Of(new GeoPoint(113.11, 36.22), Cancel)).County.Value);
        await (await admin.Delete($"/api/units/14040G/border?commandId={Guid.NewGuid()}")).Problem(404, "not-found");
        Assert.Equal("border-drawn border-erased", await node.Database.Scalar<string>("select string_agg(action, ' ' order by seq) from audit where action like 'border-%' and facts->>'county' = '14040G' and seq > $1", seen));
    }

    [Theory]
    [InlineData("""{"type":"Polygon","coordinates":[[[113.095,36.21],[113.125,36.21],[113.125,36.23],[113.095,36.23]]]}""", "border-not-closed", "border.coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[113.095,36.21],[113.125,36.23],[113.125,36.21],[113.095,36.23],[113.095,36.21]]]}""", "border-crosses-itself", "border.coordinates")]
    [InlineData("""{"type":"Polygon","coordinates":[[[113.1,36.2],[113.1,36.2],[113.1,36.2]]]}""", "border-too-few-points", "border.coordinates[0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[113.1100,36.2200],[113.1101,36.2200],[113.1101,36.2201],[113.1100,36.2200]]]}""", "border-size", "border")]
    [InlineData("""{"type":"Polygon","coordinates":[[[113.60,36.21],[113.95,36.21],[113.95,36.23],[113.60,36.23],[113.60,36.21]]]}""", "border-outside-city", "border")]
    [InlineData("""{"type":"Polygon","coordinates":[[[36.21,113.095],[36.21,113.125],[36.23,113.125],[36.21,113.095]]]}""", "point-invalid", "border.coordinates[0][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[116.3,39.9],[116.4,39.9],[116.4,40.0],[116.3,39.9]]]}""", "point-outside-city", "border.coordinates[0][0]")]
    [InlineData("""{"type":"Polygon","coordinates":[[[113.095,36.21],["113",36.21],[113.125,36.23],[113.095,36.21]]]}""", "wrong-type", "border.coordinates[0][1]")]
    [InlineData("""{"type":"Point","coordinates":[113.095,36.21]}""", "unknown-code", "border.type")]
    [InlineData("""{"type":"Polygon"}""", "member-missing", "border.coordinates")]
    [InlineData("[]", "wrong-type", "border")]
    public async Task A_line_that_is_no_border_is_refused_where_it_goes_wrong(string border, string code, string field)
    {
        using var admin = await node.SignedIn("admin");
        await (await Draw(admin, "14040J", $$"""{"commandId":"{{Guid.NewGuid()}}","border":{{border}}}""")).Problem(400, code, field);
    }

    [Theory]
    [InlineData("140403")]
    [InlineData("1404")]
    [InlineData("14040J1")]
    public async Task Only_the_two_zones_have_a_border_to_draw(string code)
    {
        using var admin = await node.SignedIn("admin");
        var answer = await Draw(admin, code, $$"""{"commandId":"{{Guid.NewGuid()}}","border":{{Square}}}""");
        Assert.True((int)answer.StatusCode is 400 or 404, answer.StatusCode.ToString());
    }

    [Fact]
    public async Task The_two_zones_do_not_overlap()
    {
        using var admin = await node.SignedIn("admin");
        const string east = """{"type":"Polygon","coordinates":[[[113.16,36.18],[113.18,36.18],[113.18,36.20],[113.16,36.20],[113.16,36.18]]]}""";
        const string across = """{"type":"Polygon","coordinates":[[[113.17,36.18],[113.19,36.18],[113.19,36.20],[113.17,36.20],[113.17,36.18]]]}""";
        const string beside = """{"type":"Polygon","coordinates":[[[113.18,36.18],[113.19,36.18],[113.19,36.20],[113.18,36.20],[113.18,36.18]]]}""";
        await (await Draw(admin, "14040J", $$"""{"commandId":"{{Guid.NewGuid()}}","border":{{east}}}""")).Json();
        var refused = await (await Draw(admin, "14040G", $$"""{"commandId":"{{Guid.NewGuid()}}","border":{{across}}}""")).Problem(400, "border-overlaps", "border");
        Assert.Equal("边界与经开区的边界重叠", refused.Text("title"));
        await (await Draw(admin, "14040G", $$"""{"commandId":"{{Guid.NewGuid()}}","border":{{beside}}}""")).Json();
        foreach (var zone in new[] { "14040G", "14040J" }) await (await admin.Delete($"/api/units/{zone}/border?commandId={Guid.NewGuid()}")).Json();
    }

    [Fact]
    public async Task A_dispatcher_draws_nothing()
    {
        using var city = await node.SignedIn("dispatcher");
        await (await Draw(city, "14040J", $$"""{"commandId":"{{Guid.NewGuid()}}","border":{{Square}}}""")).Problem(403, "wrong-role");
    }

    private static Task<HttpResponseMessage> Draw(Browser admin, string zone, string body) =>
        admin.Send(HttpMethod.Put, $"/api/units/{zone}/border", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));

    private static async Task<string> CountyAt(Browser browser, string place) => (await (await browser.Get($"/api/place?{place}")).Json()).GetProperty("county").GetString()!;

    private static async Task<string> RegisteredCounty(Browser city) => (await (await city.Post("/api/cases", new
    {
        commandId = Guid.NewGuid(),
        @case = new { kind = "complaint", channel = "hotline12315", title = "计价纠纷", facts = "多收费", place = "高新区某店", point = new { lon = 113.11, lat = 36.22 }, respondent = new { name = "某店" } },
    })).Json()).GetProperty("card").GetProperty("county").GetString()!;
}
