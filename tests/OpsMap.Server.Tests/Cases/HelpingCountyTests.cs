using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpsMap.Domain;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Documents;
using Xunit;

namespace OpsMap.Server.Tests.Cases;

/// <summary>A county sees another county's case only while a squad of its own helps out there, and its own only while it is its own.</summary>
public sealed class HelpingCountyTests(Node node) : IClassFixture<Node>
{
    private static readonly CountyCode _luzhou = new("140403");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Snapshots Snapshots => node.Services.GetRequiredService<Snapshots>();

    [Fact]
    public async Task The_helping_county_is_kept_informed_until_its_squad_leaves_and_then_told_to_forget_the_case()
    {
        using var office = new Office(node);
        var (city, county) = (await office.City(), await office.County());
        using var squad = await OnDuty("潞州11");
        var id = await office.Case(county: "140404");
        await office.Say(id, new { type = "start-triage" }, city);
        await office.Say(id, new { type = "decide-fast", situations = new[] { 1 } }, city);
        await (await county.Get($"/api/cases/{id}")).Problem(404, Server.Platform.Codes.NotFound);
        Assert.False(await InSnapshot(id));
        var head = await Head();

        await office.Say(id, new { type = "issue-directive", squad = await IdOf("潞州11") }, city);
        Assert.Equal(id, (await (await county.Get($"/api/cases/{id}")).Json()).GetProperty("card").GetProperty("id").GetGuid());
        Assert.True(await InSnapshot(id));
        // it looks on, it does not decide
        await (await county.Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command = new { type = "cancel-directive", reason = "不去了" } })).Problem(404, Server.Platform.Codes.NotFound);
        await (await office.Ask(id, "directive", null, county)).Problem(404, Server.Platform.Codes.NotFound);
        await (await county.Post($"/api/cases/{id}/phone", new { reason = "问一问" })).Problem(404, Server.Platform.Codes.NotFound);
        await office.Say(id, new { type = "supervise", mode = "supervise", reason = "两县区协同处置", due = DateTimeOffset.UtcNow.AddDays(3), unit = "质量股" }, city);
        var told = await Since(head, id);
        Assert.All(told, t => Assert.Equal(FeedKind.Case, t.Kind));
        Assert.Equal(await VersionOf(id), told[^1].Body.GetProperty("version").GetInt32());

        await office.Say(id, new { type = "ack-directive" }, squad);
        await office.Say(id, new { type = "decline-directive", reason = "车辆故障" }, squad);
        var last = (await Since(head, id))[^1];
        Assert.Equal(FeedKind.CaseGone, last.Kind);
        Assert.Equal(["county", "id", "version"], last.Body.EnumerateObject().Select(m => m.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("140404", await VersionOf(id)), (last.Body.GetProperty("county").GetString(), last.Body.GetProperty("version").GetInt32()));
        Assert.False(await InSnapshot(id));
        await (await county.Get($"/api/cases/{id}")).Problem(404, Server.Platform.Codes.NotFound);

        await office.Say(id, new { type = "close-supervision", id = 1, result = "改派上党分队" }, city);
        Assert.Equal(FeedKind.CaseGone, (await Since(head, id))[^1].Kind);
    }

    [Fact]
    public async Task A_county_whose_case_turns_out_to_be_elsewhere_is_told_to_forget_it()
    {
        using var office = new Office(node);
        var (city, county) = (await office.City(), await office.County());
        var id = await office.Case();
        var head = await Head();
        await office.Say(id, new { type = "locate", point = new { lon = 113.0435, lat = 36.5326 }, source = "manual", county = "140423" }, city);

        Assert.Equal(FeedKind.CaseGone, Assert.Single(await Since(head, id)).Kind);
        Assert.False(await InSnapshot(id));
        await (await county.Get($"/api/cases/{id}")).Problem(404, Server.Platform.Codes.NotFound);
        Assert.Contains(id.ToString(), string.Concat((await Snapshots.Take(Audience.County(new CountyCode("140423")), Cancel)).Cases), StringComparison.Ordinal);
    }

    private async Task<Browser> OnDuty(string code)
    {
        var phone = await node.SignedIn("squad", code);
        await (await phone.Post($"/api/squads/{await IdOf(code)}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" } })).Json();
        return phone;
    }

    private Task<Guid> IdOf(string squad) => node.Database.Scalar<Guid>($"select id from squad_view where code = '{squad}'");

    private Task<int> VersionOf(Guid id) => node.Database.Scalar<int>("select version from case_view where id = $1", id);

    private Task<long> Head() => node.Database.Scalar<long>("select seq from feed_head where county = '140403'");

    private async Task<bool> InSnapshot(Guid id) =>
        (await Snapshots.Take(Audience.County(_luzhou), Cancel)).Cases.Any(c => c.Contains(id.ToString(), StringComparison.Ordinal));

    /// <summary>What a console of 潞州 that was away fetches of this case.</summary>
    private async Task<IReadOnlyList<(string Kind, JsonElement Body)>> Since(long head, Guid id) =>
        [.. (await Snapshots.Since(Audience.County(_luzhou), _luzhou, head, Cancel))!.Rows
            .Select(r => (r.Kind, Body: JsonElement.Parse(r.Body)))
            .Where(r => r.Kind is FeedKind.Case or FeedKind.CaseGone && r.Body.GetProperty("id").GetGuid() == id)];
}
