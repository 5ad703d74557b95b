using System.Net;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Documents;
using Xunit;

namespace OpsMap.Server.Tests.Messages;

/// <summary>Dispatch and a squad talk through the server as it ships.</summary>
public sealed class MessageTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task What_is_said_reaches_the_other_side_at_once_and_both_see_what_was_read()
    {
        using var county = await node.SignedIn("county");
        using var squad = await node.SignedIn("squad", "潞州01");
        using var leadership = await node.SignedIn("leader");
        var id = await SquadOf(squad);
        await using var console = await Hearing.Console(node, county);
        await using var wall = await Hearing.Console(node, leadership);
        await using var phone = await Hearing.Phone(node, squad);

        const string words = "店家电话 13834561234，<b>请先联系</b> 😀";
        var sent = await Said(county, id, words);
        Assert.Equal((1, "dispatch", words), (sent.GetProperty("no").GetInt32(), sent.GetProperty("side").GetString(), sent.GetProperty("text").GetString()));
        var heard = await phone.For("the line on the phone", m => m.TryGetProperty("message", out _));
        Assert.Equal(id, heard.GetProperty("squad").GetGuid());
        Assert.True(JsonElement.DeepEquals(sent, heard.GetProperty("message")), heard.ToString());
        Assert.Equal(1, (await Now(squad)).GetProperty("unread").GetInt32());
        Assert.Equal(0, await Unread(county, id));

        Assert.Equal((1, 0), Read(await MarkRead(squad, id, 99), "squad", "dispatch"));
        await console.For("that the squad has read it", r => Body(r, id) is { } b && b.TryGetProperty("readBy", out var by) && by.GetProperty("squad").GetInt32() == 1);
        Assert.Equal(0, (await Now(squad)).GetProperty("unread").GetInt32());

        await Said(squad, id, "收到，十分钟后到");
        await console.For("the answer on the console", r => Body(r, id) is { } b && b.TryGetProperty("message", out var m) && m.GetProperty("side").ValueEquals("squad"));
        Assert.Equal(1, await Unread(county, id));
        // reading is never taken back
        await MarkRead(county, id, 2);
        Assert.Equal((2, 1), Read(await MarkRead(county, id, 1), "dispatch", "squad"));
        Assert.Equal(0, await Unread(county, id));

        await wall.For("a row that says nothing", r => r.GetProperty("kind").ValueEquals("message"));
        Assert.All(wall.Told.Where(r => r.GetProperty("kind").ValueEquals("message")), r => Assert.Equal("{}", r.GetProperty("body").ToString()));
    }

    [Fact]
    public async Task Every_line_has_its_number_without_a_gap_and_is_there_once_however_often_it_is_sent()
    {
        using var county = await node.SignedIn("county");
        using var squad = await node.SignedIn("squad", "潞州02");
        var id = await SquadOf(squad);
        var lines = Enumerable.Range(1, 30).Select(n => (Id: Guid.NewGuid(), Text: $"第{n}句", By: n % 2 == 0 ? county : squad)).ToList();
        var answers = await Task.WhenAll(lines.Concat(lines).Select(async l => (l.Id, (await Said(l.By, id, l.Text, l.Id)).GetProperty("no").GetInt32())));
        Assert.All(answers.GroupBy(a => a.Id), twice => Assert.Single(twice.Distinct()));
        Assert.Equal(Enumerable.Range(1, 30), answers.Select(a => a.Item2).Distinct().Order());

        var newest = (await (await county.Get($"/api/squads/{id}/messages?before=31")).Json()).GetProperty("messages").EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, 30), newest.Select(m => m.GetProperty("no").GetInt32()));
        Assert.Equal([1, 2, 3], (await (await squad.Get($"/api/squads/{id}/messages?before=4")).Json()).GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("no").GetInt32()));
        await (await county.Post($"/api/squads/{id}/messages", new { id = lines[1].Id, text = "别的话" })).Problem(409, Codes.CommandIdReused, "id");
        Assert.Equal(30L, await node.Database.Scalar<long>("select count(*) from message where squad = $1", id));
    }

    [Fact]
    public async Task Only_the_squads_own_people_and_its_dispatchers_take_part()
    {
        using var office = new Office(node);
        using var own = await node.SignedIn("squad", "潞州03");
        var id = await SquadOf(own);
        using var city = await node.SignedIn("dispatcher");
        await Said(city, id, "市局指令");
        foreach (var (role, code) in new[] { ("squad", "潞州04"), ("squad", "上党01") })
        {
            using var stranger = await node.SignedIn(role, code);
            await (await stranger.Get($"/api/squads/{id}/messages")).Problem(404, Codes.NotFound);
            await (await stranger.Post($"/api/squads/{id}/messages", new { id = Guid.NewGuid(), text = "我也说" })).Problem(404, Codes.NotFound);
            await (await stranger.Post($"/api/squads/{id}/messages/read", new { upTo = 1 })).Problem(404, Codes.NotFound);
        }
        foreach (var role in new[] { "leader", "station" })
        {
            using var other = await node.SignedIn(role);
            await (await other.Get($"/api/squads/{id}/messages")).Problem(403, Refusals.WrongRole);
        }
        var county = await office.County();
        await (await county.Post($"/api/squads/{id}/messages", new { id = Guid.NewGuid(), text = " " })).Problem(400, Refusals.Required, "text");
        await (await county.Post($"/api/squads/{id}/messages", new { id = Guid.NewGuid(), text = new string('长', 501) })).Problem(400, Refusals.TooLong, "text");
        await (await county.Post($"/api/squads/{id}/messages", new { id = Guid.NewGuid(), text = "关于这件", caseId = Guid.NewGuid() })).Problem(400, Refusals.NoSuchCase, "caseId");
        var about = await office.Case();
        Assert.Equal(about, (await Said(county, id, "关于这件", about: about)).GetProperty("caseId").GetGuid());
    }

    private static JsonElement? Body(JsonElement row, Guid squad) =>
        row.GetProperty("kind").ValueEquals("message") && row.GetProperty("body") is var body && body.TryGetProperty("squad", out var of) && of.GetGuid() == squad ? body : null;

    private static (int, int) Read(JsonElement readBy, string one, string other) => (readBy.GetProperty(one).GetInt32(), readBy.GetProperty(other).GetInt32());

    private static async Task<Guid> SquadOf(Browser phone) => (await (await phone.Get("/api/session")).Json()).GetProperty("squad").GetProperty("id").GetGuid();

    private static async Task<JsonElement> Now(Browser phone) => await (await phone.Get("/api/squad/now")).Json();

    private static async Task<JsonElement> MarkRead(Browser by, Guid squad, int upTo) => await (await by.Post($"/api/squads/{squad}/messages/read", new { upTo })).Json();

    private static async Task<int> Unread(Browser desk, Guid squad) =>
        (await (await desk.Get("/api/messages/unread")).Json()).TryGetProperty(squad.ToString(), out var n) ? n.GetInt32() : 0;

    private static async Task<JsonElement> Said(Browser by, Guid squad, string text, Guid? id = null, Guid? about = null)
    {
        using var answer = await by.Post($"/api/squads/{squad}/messages", new { id = id ?? Guid.NewGuid(), text, caseId = about });
        var line = await answer.Json();
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return line;
    }
}
