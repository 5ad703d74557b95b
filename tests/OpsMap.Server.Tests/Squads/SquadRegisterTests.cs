using System.Text;
using System.Text.Json;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Squads;

public sealed class SquadRegisterTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task A_squad_is_entered_once_stands_on_every_board_and_can_go_on_duty()
    {
        using var admin = await node.SignedIn("admin");
        var station = await node.Database.Scalar<Guid>("select id from unit where kind = 'station' and county = '140403' order by code limit 1");
        var parent = await node.Database.Scalar<Guid>("select id from squad_view where code = '潞州02'");
        var enter = new { commandId = Guid.NewGuid(), squad = Squad("西白兔01", station: station, parent: parent) };
        var made = await (await admin.Post("/api/squads", enter)).Json();
        Assert.Equal(enter.commandId, made.GetProperty("id").GetGuid());
        var card = made.GetProperty("card");
        Assert.Equal((station, parent, true), (card.GetProperty("station").GetGuid(), card.GetProperty("parent").GetGuid(), card.GetProperty("slot").GetInt32() >= 100));

        Assert.True(JsonElement.DeepEquals(made, await (await admin.Post("/api/squads", enter)).Json()));
        await (await admin.Post("/api/squads", new { commandId = Guid.NewGuid(), squad = Squad("西白兔01") })).Problem(400, "repeated", "squad.code");

        using var county = await node.SignedIn("county");
        Assert.Contains("西白兔01", await Codes(county, "/api/squads"));
        using var leader = await node.SignedIn("squad", "西白兔01");
        await (await leader.Post($"/api/squads/{enter.commandId}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "王一", "李二" }, noticeVersion = "2026-11" } })).Json();
        Assert.Equal("Admin 140403", await node.Database.Scalar<string>("select role || ' ' || (facts ->> 'county') from audit where action = 'squad-registered' and subject = '西白兔01'"));
        Assert.Equal("available", (await (await leader.Get("/api/squad/now")).Json()).GetProperty("squad").GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_county_enters_and_changes_its_own_squads_and_no_other_countys()
    {
        using var county = await node.SignedIn("county");
        var own = Guid.NewGuid();
        await (await county.Post("/api/squads", new { commandId = own, squad = Squad("潞州71") })).Json();
        await (await county.Post("/api/squads", new { commandId = Guid.NewGuid(), squad = Squad("上党71", county: "140404") })).Problem(403, "other-county", "squad.county");

        var changed = await (await county.Put($"/api/squads/{own}", new { commandId = Guid.NewGuid(), version = 1, squad = Profile("潞州快反第七十一分队") })).Json();
        Assert.Equal(("潞州快反第七十一分队", "潞州71"), (changed.GetProperty("card").GetProperty("name").GetString(), changed.GetProperty("card").GetProperty("code").GetString()));
        await (await county.Put($"/api/squads/{own}", new { commandId = Guid.NewGuid(), version = 1, squad = Profile("旧") })).Problem(409, "stale-version", "version");
        var theirs = await node.Database.Scalar<Guid>("select id from squad_view where code = '上党01'");
        await (await county.Put($"/api/squads/{theirs}", new { commandId = Guid.NewGuid(), squad = Profile("别") })).Problem(404, "not-found");
        using var head = await node.SignedIn("station");
        await (await head.Post("/api/squads", new { commandId = Guid.NewGuid(), squad = Squad("潞州72") })).Problem(403, "wrong-role");
    }

    [Fact]
    public async Task A_retired_squad_leaves_the_boards_and_comes_back_when_it_is_reinstated()
    {
        using var admin = await node.SignedIn("admin");
        var id = Guid.NewGuid();
        await (await admin.Post("/api/squads", new { commandId = id, squad = Squad("潞州81") })).Json();
        await (await Say(admin, id, new { type = "retire-squad", reason = "撤并" })).Json();
        Assert.DoesNotContain("潞州81", await Codes(admin, "/api/squads"));
        Assert.Contains("潞州81", await Codes(admin, "/api/squads?retired=true"));
        using var city = await node.SignedIn("dispatcher");
        var roster = await (await city.Get("/api/shifts?county=140403")).Json();
        Assert.DoesNotContain("潞州81", roster.GetProperty("squads").EnumerateArray().Select(s => s.GetProperty("code").GetString()));
        await (await node.Browser().Post("/api/demo/session", new { key = Node.DemoKey, role = "squad", squad = "潞州81" })).Problem(404, "no-such-squad", "squad");

        await (await Say(admin, id, new { type = "reinstate-squad" })).Json();
        Assert.Contains("潞州81", await Codes(admin, "/api/squads"));
        using var leader = await node.SignedIn("squad", "潞州81");
        await (await leader.Post($"/api/squads/{id}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "王一", "李二" }, noticeVersion = "2026-11" } })).Json();
        await (await Say(admin, id, new { type = "retire-squad", reason = "撤并" })).Problem(409, "squad-on-duty");
    }

    [Theory]
    [InlineData("""{"code":"新01","county":"140403","name":"","kind":"squad","capabilities":[],"base":{"lon":113.1,"lat":36.2}}""", 400, "required", "squad.name")]
    [InlineData("""{"code":" ","county":"140403","name":"新","kind":"squad","capabilities":[],"base":{"lon":113.1,"lat":36.2}}""", 400, "required", "squad.code")]
    [InlineData("""{"code":"新01","county":"1404","name":"新","kind":"squad","capabilities":[],"base":{"lon":113.1,"lat":36.2}}""", 400, "county-does-not-fit", "squad.county")]
    [InlineData("""{"code":"新01","county":"140403","name":"新","kind":"army","capabilities":[],"base":{"lon":113.1,"lat":36.2}}""", 400, "unknown-code", "squad.kind")]
    [InlineData("""{"code":"新01","county":"140403","name":"新","kind":"squad","capabilities":["magic"],"base":{"lon":113.1,"lat":36.2}}""", 400, "wrong-type", "squad.capabilities[0]")]
    [InlineData("""{"code":"新01","county":"140403","name":"新","kind":"squad","capabilities":[],"base":{"lon":36.2,"lat":113.1}}""", 400, "point-invalid", "squad.base")]
    [InlineData("""{"code":"新01","county":"140403","name":"新","kind":"squad","capabilities":[],"base":{"lon":113.1,"lat":36.2},"station":"00000000-0000-0000-0000-000000000009"}""", 400, "no-such-unit", "squad.station")]
    [InlineData("""{"code":"新01","county":"140403","name":"新","kind":"squad","capabilities":[],"base":{"lon":113.1,"lat":36.2},"parent":"00000000-0000-0000-0000-000000000009"}""", 400, "parent-does-not-fit", "squad.parent")]
    [InlineData("""{"code":"新01","county":"140403","name":"新","kind":"squad","capabilities":[],"base":{"lon":113.1,"lat":36.2},"slot":7}""", 400, "unknown-member", "squad.slot")]
    public async Task A_slip_is_named_by_its_field(string squad, int status, string code, string field)
    {
        using var admin = await node.SignedIn("admin");
        await (await admin.PostText("/api/squads", $$"""{"commandId":"{{Guid.NewGuid()}}","squad":{{squad}}}""")).Problem(status, code, field);
    }

    [Fact]
    public async Task A_list_is_taken_in_each_bad_line_is_named_and_the_same_list_again_changes_nothing()
    {
        using var county = await node.SignedIn("county");
        var file = """
            潞州区快反分队名册
            编号,名称,县区,类别,专业,经度,纬度,坐标系,车辆,对讲机,值班电话,队员,依托所,上级分队
            潞州91,潞州第九十一分队,潞州区,分队,食品、餐饮,113.1074,36.1877,,晋D·9001警,西一,0355-2020001,王一、李二,,
            潞州92,潞州第九十二小分队,潞州,小分队,综合,113.12,36.20,高德,,,,赵三 钱四,,潞州91
            上党91,上党第九十一分队,上党区,分队,,113.05,36.05,,,,,,,
            潞州93,潞州第九十三分队,潞州区,大队,,113.1,36.2,,,,,,,
            潞州94,潞州第九十四分队,潞州区,分队,魔法,113.1,36.2,,,,,,,
            潞州95,潞州第九十五分队,潞州区,分队,,36.2,113.1,,,,,,,
            潞州91,又是九十一,潞州区,分队,,113.1,36.2,,,,,,,
            潞州96,潞州第九十六分队,潞州区,分队,,113.1,36.2,,,,,,没有的所,
            潞州97,潞州第九十七分队,潞州区,分队,,113.1,36.2,,,,,,,潞州99
            """;
        var first = await Import(county, file);
        Assert.Equal("2 0 0", Figures(first));
        Assert.Equal(
            ["5 county other-county", "6 kind unknown-code", "7 capabilities unknown-code", "8 lon point-invalid", "9 code repeated", "10 station no-such-unit", "11 parent parent-does-not-fit"],
            first.GetProperty("bad").EnumerateArray().Select(b => $"{b.GetProperty("line")} {b.GetProperty("field")} {b.GetProperty("reason")}"));

        var card = JsonElement.Parse(await node.Database.Scalar<string>("select card::text from squad_view where code = '潞州92'"));
        Assert.Equal(await node.Database.Scalar<Guid>("select id from squad_view where code = '潞州91'"), card.GetProperty("parent").GetGuid());
        Assert.True(card.GetProperty("base").GetProperty("lon").GetDouble() is > 113.110 and < 113.119, "a point in GCJ-02 is shifted back");
        Assert.Equal(["赵三", "钱四"], card.GetProperty("members").EnumerateArray().Select(m => m.GetString()));

        Assert.Equal("0 0 2", Figures(await Import(county, file)));
        Assert.Equal("0 1 1", Figures(await Import(county, file.Replace("西一", "西九", StringComparison.Ordinal))));
    }

    private static async Task<JsonElement> Import(Browser desk, string text)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", "squads.csv" } };
        return await (await desk.Send(HttpMethod.Post, "/api/squads/import", form)).Json();
    }

    private static string Figures(JsonElement report) => $"{report.GetProperty("entered")} {report.GetProperty("changed")} {report.GetProperty("repeated")}";

    private static Task<HttpResponseMessage> Say(Browser who, Guid squad, object command) => who.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command });

    private static async Task<List<string?>> Codes(Browser who, string path) => [.. (await (await who.Get(path)).Json()).EnumerateArray().Select(s => s.GetProperty("code").GetString())];

    private static object Squad(string code, string county = "140403", Guid? station = null, Guid? parent = null) => new
    {
        code,
        county,
        name = code + "分队",
        kind = "subSquad",
        capabilities = new[] { "food", "general" },
        @base = new { lon = 113.1074, lat = 36.1877 },
        vehicle = "晋D·0001警",
        members = new[] { "王一", "李二" },
        station,
        parent,
    };

    private static object Profile(string name) => new { name, kind = "squad", capabilities = new[] { "food" }, @base = new { lon = 113.1, lat = 36.2 } };
}
