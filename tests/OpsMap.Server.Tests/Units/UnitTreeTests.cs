using System.Text.Json;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Units;

public sealed class UnitTreeTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task The_city_its_twelve_counties_and_two_zones_are_there_and_only_the_stations_are_a_demonstration()
    {
        using var city = await node.SignedIn("dispatcher");
        var units = (await (await city.Get("/api/units")).Json()).EnumerateArray().ToList();
        var bureaus = units.Where(u => Kind(u).EndsWith("Bureau", StringComparison.Ordinal)).ToList();
        Assert.Equal(["cityBureau 1", "countyBureau 12", "zoneBureau 2"], bureaus.GroupBy(Kind).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain(bureaus, Demo);
        Assert.Equal((16, 4), (units.Count(u => Kind(u) == "station" && County(u) == "140403"), units.Count(u => Kind(u) == "station" && County(u) == "140404")));
        Assert.All(units.Where(u => Kind(u) == "station"), u => Assert.True(Demo(u) && u.TryGetProperty("squad", out _)));
        Assert.False(Demo(units.Single(u => Text(u, "code") == "140404-SPG")));
        var head = bureaus.Single(u => County(u) == "140404").GetProperty("people").EnumerateArray().ToList();
        Assert.Equal((1, 2), (head.Count(p => Text(p, "post") == "leadingHead"), head.Count(p => Text(p, "post") == "leadingDeputy")));
    }

    [Fact]
    public async Task A_county_sees_its_own_offices_and_the_citys_and_no_other_countys()
    {
        using var county = await node.SignedIn("county");
        var seen = (await (await county.Get("/api/units")).Json()).EnumerateArray().Select(County).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(["1404", "140403"], seen);
        Assert.Empty((await (await county.Get("/api/units?county=140404")).Json()).EnumerateArray());
    }

    [Fact]
    public async Task An_administrator_enters_and_changes_a_unit_once_and_on_what_he_saw()
    {
        using var admin = await node.SignedIn("admin");
        var bureau = await Id("140403");
        var enter = new { commandId = Guid.NewGuid(), unit = new { county = "140403", kind = "section", name = "广告股", parent = bureau, industries = new[] { 4 }, people = new[] { new { post = "head", name = "王强", phone = "0355-1234567" } } } };
        var entered = await (await admin.Post("/api/units", enter)).Json();
        Assert.Equal((enter.commandId, 1), (entered.GetProperty("id").GetGuid(), entered.GetProperty("version").GetInt32()));
        Assert.True(System.Text.Json.JsonElement.DeepEquals(entered, await (await admin.Post("/api/units", enter)).Json()));
        await (await admin.Post("/api/units", new { enter.commandId, unit = new { county = "140403", kind = "section", name = "另一股", parent = bureau } })).Problem(409, "command-id-reused", "commandId");

        var path = $"/api/units/{enter.commandId}";
        var change = new { commandId = Guid.NewGuid(), version = 1, unit = new { county = "140403", kind = "section", name = "广告监管股", parent = bureau } };
        Assert.Equal(2, (await (await admin.Put(path, change)).Json()).GetProperty("version").GetInt32());
        await (await admin.Put(path, new { commandId = Guid.NewGuid(), version = 1, change.unit })).Problem(409, "stale-version", "version");
        Assert.Equal(2, (await (await admin.Put(path, change)).Json()).GetProperty("version").GetInt32());

        Assert.Equal("广告监管股", await node.Database.Scalar<string>("select name from unit where id = $1", enter.commandId));
        Assert.Equal("unit-entered unit-changed", await node.Database.Scalar<string>("select string_agg(type, ' ' order by version) from event where stream = $1", enter.commandId));
        Assert.Equal("unit-entered unit-changed", await node.Database.Scalar<string>("select string_agg(action, ' ' order by seq) from audit where subject = $1 and role = 'Admin'", enter.commandId.ToString()));
    }

    [Theory]
    [InlineData("""{"county":"140403","kind":"section","name":"","parent":"$"}""", "required", "unit.name")]
    [InlineData("""{"county":"140403","kind":"section","name":"某股"}""", "required", "unit.parent")]
    [InlineData("""{"county":"140404","kind":"section","name":"某股","parent":"$"}""", "no-such-unit", "unit.parent")]
    [InlineData("""{"county":"140403","kind":"countyBureau","name":"又一局","parent":"$"}""", "out-of-range", "unit.kind")]
    [InlineData("""{"county":"1404","kind":"station","name":"某所","parent":"$"}""", "out-of-range", "unit.county")]
    [InlineData("""{"county":"140403","kind":"section","name":"某股","parent":"$","industries":[1,1]}""", "repeated", "unit.industries")]
    [InlineData("""{"county":"140403","kind":"section","name":"某股","parent":"$","industries":[11]}""", "unknown-code", "unit.industries[0]")]
    [InlineData("""{"county":"140403","kind":"section","name":"某股","parent":"$","people":[{"post":"head","name":"王"},{"post":"head","name":"李"}]}""", "repeated", "unit.people[1].post")]
    [InlineData("""{"county":"140403","kind":"section","name":"某股","parent":"$","people":[{"post":"leadingHead","name":"王"}]}""", "out-of-range", "unit.people[0].post")]
    [InlineData("""{"county":"140403","kind":"station","name":"某所","parent":"$","point":{"lon":36.2,"lat":113.1}}""", "point-invalid", "unit.point")]
    [InlineData("""{"county":"140403","kind":"section","name":"某股","parent":"$","code":"140404-SPG"}""", "repeated", "unit.code")]
    [InlineData("""{"county":"140403","kind":"section","name":"某股","parent":"$","boss":"王"}""", "unknown-member", "unit.boss")]
    public async Task A_slip_is_named_by_its_field(string unit, string code, string field)
    {
        using var admin = await node.SignedIn("admin");
        var body = $$"""{"commandId":"{{Guid.NewGuid()}}","unit":{{unit.Replace("\"$\"", $"\"{await Id("140403")}\"", StringComparison.Ordinal)}}}""";
        await (await admin.PostText("/api/units", body)).Problem(400, code, field);
    }

    [Theory]
    [InlineData("county")]
    [InlineData("station")]
    [InlineData("squad")]
    [InlineData("liaison")]
    [InlineData("leader")]
    public async Task Nobody_else_changes_the_offices_and_the_attempt_is_written_down(string role)
    {
        using var browser = await node.SignedIn(role);
        await (await browser.Post("/api/units", new { commandId = Guid.NewGuid(), unit = new { county = "140403", kind = "section", name = "某股" } })).Problem(403, "wrong-role");
        var me = (await (await browser.Get("/api/session")).Json()).GetProperty("id").GetGuid();
        Assert.Equal("POST /api/units/", await node.Database.Scalar<string>("select facts->>'route' from audit where action = 'refused-attempt' and person = $1 order by seq desc limit 1", me));
    }

    [Fact]
    public async Task A_liaison_and_a_squad_do_not_read_the_offices()
    {
        foreach (var role in new[] { "liaison", "squad" })
        {
            using var browser = await node.SignedIn(role);
            await (await browser.Get("/api/units")).Problem(403, "wrong-role");
            await (await browser.Get("/api/responsibility")).Problem(403, "wrong-role");
        }
    }

    private Task<Guid> Id(string code) => node.Database.Scalar<Guid>("select id from unit where code = $1", code);

    private static string Kind(JsonElement unit) => Text(unit, "kind");

    private static string County(JsonElement unit) => Text(unit, "county");

    private static bool Demo(JsonElement unit) => unit.GetProperty("demo").GetBoolean();

    private static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;
}
