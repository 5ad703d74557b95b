using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Documents;
using Xunit;

namespace OpsMap.Server.Tests.Squads;

/// <summary>A squad that is out and gets more to do, over HTTP as the desk and the phone see it.</summary>
public sealed class BusySquadTests(Node node) : IClassFixture<Node>, IDisposable
{
    private readonly Office _office = new(node);

    [Fact]
    public async Task Edge14_A_second_directive_waits_on_the_phone_and_is_the_job_in_the_commit_that_ends_the_first()
    {
        using var phone = await node.SignedIn("squad", "潞州07");
        var (first, squad) = await OnScene(phone, "潞州07");
        var second = await Urgent();
        await (await Try(second, new { type = "issue-directive", squad })).Problem(409, Refusals.SquadTaken);
        var card = (await Do(second, new { type = "issue-directive", squad, whenBusy = "queue" })).GetProperty("card");
        Assert.True(card.GetProperty("queued").GetBoolean());

        var now = await Now(phone);
        Assert.Equal(first, now.GetProperty("job").GetProperty("card").GetProperty("id").GetGuid());
        Assert.Equal([second], now.GetProperty("queue").EnumerateArray().Select(c => c.GetProperty("id").GetGuid()));
        Assert.Equal(second, Assert.Single(now.GetProperty("squad").GetProperty("next").EnumerateArray()).GetProperty("caseId").GetGuid());

        // the crew acknowledges and telephones while it still stands at the first scene
        await Said(phone, second, new { type = "ack-directive" });
        await Said(phone, second, new { type = "respond", mode = "onSite", text = "办完手头工单即到" });
        await (await phone.Post($"/api/cases/{second}/commands", new { commandId = Guid.NewGuid(), command = new { type = "depart" } })).Problem(409, Refusals.DirectiveQueued);
        Assert.Equal(1, await Directives(squad, "active and queued"));

        await Said(phone, first, new { type = "finish-scene" });
        now = await Now(phone);
        Assert.Equal((second, "responding"), (now.GetProperty("job").GetProperty("card").GetProperty("id").GetGuid(), now.GetProperty("squad").GetProperty("state").GetString()));
        Assert.False(now.GetProperty("job").GetProperty("card").TryGetProperty("queued", out _));
        Assert.Equal((1L, 0L), (await Directives(squad, "active and not queued"), await Directives(squad, "queued")));
        Assert.Equal(1, await node.Database.Scalar<long>("select count(*) from (select at from event where stream = $1 and type = 'scene-finished' intersect select at from event where stream = $2 and type = 'directive-activated') together", first, second));
        await Said(phone, second, new { type = "depart" });
    }

    [Fact]
    public async Task Edge13_One_arrival_counts_for_both_complaints_at_one_place()
    {
        using var phone = await node.SignedIn("squad", "潞州08");
        var first = await _office.Directed(to: "潞州08");
        var squad = await Squad(first);
        var second = await Urgent();
        await Do(second, new { type = "issue-directive", squad, whenBusy = "alongside" });
        foreach (var id in new[] { first, second }) await Said(phone, id, new { type = "ack-directive" });
        await Said(phone, first, new { type = "respond", mode = "onSite", text = "马上到" });
        await Said(phone, first, new { type = "depart" });
        await Said(phone, first, new { type = "arrive", how = "manual", remark = "已到店" });

        foreach (var id in new[] { first, second })
        {
            Assert.Equal("onScene", await node.Database.Scalar<string>("select fast from case_view where id = $1", id));
            Assert.Equal(0, await node.Database.Scalar<long>("select count(*) from deadline where stream = $1 and clock in ('C2', 'C3') and fired_at is null and cancelled_at is null", id));
        }

        Assert.Equal(first, await node.Database.Scalar<Guid>("select (body ->> 'with')::uuid from event where stream = $1 and type = 'arrived-on-scene'", second));
        await Said(phone, first, new { type = "finish-scene" });
        Assert.Equal("onScene", (await Now(phone)).GetProperty("squad").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Edge14_A_squad_called_away_leaves_a_case_that_wants_another_one_at_once()
    {
        using var phone = await node.SignedIn("squad", "潞州09");
        var first = await _office.Directed(to: "潞州09");
        var squad = await Squad(first);
        var second = await Urgent();
        await (await Try(second, new { type = "issue-directive", squad, whenBusy = "preempt" })).Problem(400, Refusals.Required, "override.reason");
        await Do(second, new { type = "issue-directive", squad, whenBusy = "preempt", @override = new { reason = "有人受伤" } });

        Assert.Equal((second, "candidate"), (await Squad(second) == squad ? second : default, await node.Database.Scalar<string>("select fast from case_view where id = $1", first)));
        Assert.Equal(1, await Directives(squad, "active"));
        Assert.Equal(0, await node.Database.Scalar<long>("select count(*) from deadline where stream = $1 and clock = 'ack' and fired_at is null and cancelled_at is null", first));
        Assert.Equal(1, await node.Database.Scalar<long>("select count(*) from deadline where stream = $1 and clock = 'C3' and step = 'breach' and fired_at is null and cancelled_at is null", first));
        Assert.Equal(second, (await Now(phone)).GetProperty("job").GetProperty("card").GetProperty("id").GetGuid());
    }

    public void Dispose() => _office.Dispose();

    private async Task<(Guid Case, Guid Squad)> OnScene(Browser phone, string code)
    {
        var id = await _office.Directed(to: code);
        foreach (var command in new object[]
        {
            new { type = "ack-directive" }, new { type = "respond", mode = "onSite", text = "马上到" }, new { type = "depart" }, new { type = "arrive", how = "manual", remark = "已到店" },
        }) await Said(phone, id, command);
        return (id, await Squad(id));
    }

    private async Task<Guid> Urgent()
    {
        var id = await _office.Case();
        await _office.Say(id, new { type = "start-triage" });
        await _office.Say(id, new { type = "decide-fast", situations = new[] { 1 } });
        return id;
    }

    private async Task<HttpResponseMessage> Try(Guid id, object command) => await (await _office.County()).Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command });

    private async Task<JsonElement> Do(Guid id, object command) => await (await Try(id, command)).Json();

    private static async Task Said(Browser phone, Guid id, object command) => await (await phone.Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command })).Json();

    private static async Task<JsonElement> Now(Browser phone) => await (await phone.Get("/api/squad/now")).Json();

    private Task<Guid> Squad(Guid id) => node.Database.Scalar<Guid>("select squad from directive where case_id = $1 and active", id);

    private Task<long> Directives(Guid squad, string which) => node.Database.Scalar<long>($"select count(*) from directive where squad = $1 and {which}", squad);
}
