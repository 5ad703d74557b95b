using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Triage;

public sealed class TriageDecisionTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task What_was_suggested_and_what_was_chosen_instead_stay_on_record()
    {
        using var desk = await TriageDesk.County(node, "140403");
        var id = await desk.Register("外卖有异物");
        await (await desk.Browser.Post($"/api/cases/{id}/triage/decisions", new { commandId = Guid.NewGuid(), topic = "industry", accepted = true })).Json();
        var all = await (await desk.Browser.Post($"/api/cases/{id}/triage/decisions", new { commandId = Guid.NewGuid(), topic = "grade", accepted = false, grade = 1, reason = "媒体已到场" })).Json();

        var (industry, grade) = (all[0], all[1]);
        Assert.Equal((true, 1), (industry.GetProperty("accepted").GetBoolean(), industry.GetProperty("value").GetProperty("industry").GetInt32()));
        Assert.Equal((false, 3, 1, "媒体已到场", "countyDispatcher"), (grade.GetProperty("accepted").GetBoolean(), grade.GetProperty("suggestion").GetProperty("grade").GetInt32(),
            grade.GetProperty("value").GetProperty("grade").GetInt32(), grade.GetProperty("reason").GetString(), grade.GetProperty("role").GetString()));
        Assert.Equal(2, (await desk.Ask(id)).GetProperty("decisions").GetArrayLength());
    }

    [Fact]
    public async Task The_same_command_counts_once_and_its_id_is_good_for_nothing_else()
    {
        using var desk = await TriageDesk.County(node, "140403");
        var id = await desk.Register("外卖有异物");
        var command = Guid.NewGuid();
        var body = new { commandId = command, topic = "industry", accepted = true };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Browser.Post($"/api/cases/{id}/triage/decisions", body)));
        foreach (var answer in answers) Assert.Equal(1, (await answer.Json()).GetArrayLength());
        await (await desk.Browser.Post($"/api/cases/{id}/triage/decisions", new { commandId = command, topic = "grade", accepted = true })).Problem(409, "command-id-reused", "commandId");
    }

    [Fact]
    public async Task An_override_says_what_and_why_and_nothing_can_be_accepted_that_was_not_suggested()
    {
        using var desk = await TriageDesk.County(node, "140403");
        using var other = await TriageDesk.County(node, "140404");
        var path = $"/api/cases/{await desk.Register("普通纠纷")}/triage/decisions";
        await (await desk.Browser.Post(path, new { commandId = Guid.NewGuid(), topic = "grade", accepted = false, grade = 1 })).Problem(400, "required", "reason");
        await (await desk.Browser.Post(path, new { commandId = Guid.NewGuid(), topic = "industry", accepted = false, reason = "不符" })).Problem(400, "required", "industry");
        await (await desk.Browser.Post(path, new { commandId = Guid.NewGuid(), topic = "grade", accepted = false, grade = 5, reason = "不符" })).Problem(400, "out-of-range", "grade");
        await (await desk.Browser.Post(path, new { commandId = Guid.NewGuid(), topic = "county", accepted = false, county = "140499", reason = "不符" })).Problem(400, "unknown-code", "county");
        await (await desk.Browser.Post(path, new { commandId = Guid.NewGuid(), topic = "duplicate", accepted = true })).Problem(400, "required", "duplicate");
        await (await desk.Browser.Post(path, new { commandId = Guid.NewGuid(), topic = "incident", accepted = true })).Problem(400, "nothing-suggested", "topic");
        await (await desk.Browser.Post(path, new { commandId = Guid.NewGuid(), topic = "weather", accepted = true })).Problem(400, "unknown-code", "topic");
        await (await other.Browser.Post(path, new { commandId = Guid.NewGuid(), topic = "grade", accepted = true })).Problem(404, "not-found");
    }
}
