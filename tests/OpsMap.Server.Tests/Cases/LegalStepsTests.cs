using System.Net;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Triage;
using Xunit;

namespace OpsMap.Server.Tests.Cases;

/// <summary>Units, complainants, jurisdiction, grades and other people's shops, over the door that browsers use.</summary>
public sealed class LegalStepsTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task A_case_is_routed_only_to_a_unit_its_county_has()
    {
        using var desk = await TriageDesk.County(node, "140403");
        var id = await Triaged(desk, "瓷砖以次充好");
        await (await Say(desk, id, new { type = "route", industry = 10, unit = "不存在的所" })).Problem(400, "no-such-unit", "command.unit");
        await (await Say(desk, id, new { type = "route", industry = 10, unit = "襄垣县市场监督管理局" })).Problem(400, "no-such-unit", "command.unit");
        Assert.Equal("质量股", (await (await Say(desk, id, new { type = "route", industry = 10, unit = "质量股" })).Json()).GetProperty("card").GetProperty("unit").GetString());
    }

    [Fact]
    public async Task What_is_added_to_a_complainants_data_is_sealed_shown_masked_and_written_down()
    {
        using var desk = await TriageDesk.County(node, "140403");
        var id = await Triaged(desk, "预付卡不退费");
        await (await Say(desk, id, new { type = "ask-materials", what = "通讯地址、身份证明", by = "2099-01-31" })).Json();
        var body = new { commandId = Guid.NewGuid(), command = new { type = "receive-materials", text = "已到窗口补正" }, complainant = new { phone = "13777770001", address = "长治市潞州区补正巷7号楼", idNo = "11010519491231002X" } };
        var card = (await (await desk.Browser.Post($"/api/cases/{id}/commands", body)).Json()).GetProperty("card");
        Assert.Equal("137****0001", card.GetProperty("complainant").GetProperty("phoneMasked").GetString());
        Assert.Equal("13777770001", (await (await desk.Browser.Post($"/api/cases/{id}/phone", new { reason = "核对" })).Json()).GetProperty("phone").GetString());
        Assert.Equal("true", await node.Database.Scalar<string>("select body->>'identity' from event where stream = $1 and type = 'materials-received'", id));

        await (await desk.Browser.Post($"/api/cases/{id}/commands", body)).Json();
        await (await Say(desk, id, new { type = "correct-complainant", reason = "姓名有误" })).Problem(400, "required", "complainant");
        await (await desk.Browser.Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command = new { type = "sign" }, complainant = new { phone = "13777770002" } })).Problem(400, "unknown-code", "complainant");
        var corrected = (await (await desk.Browser.Post($"/api/cases/{id}/commands",
            new { commandId = Guid.NewGuid(), command = new { type = "correct-complainant", reason = "姓名有误" }, complainant = new { name = "赵小红" } })).Json()).GetProperty("card").GetProperty("complainant");
        Assert.Equal(("赵**", "137****0001"), (corrected.GetProperty("nameMasked").GetString(), corrected.GetProperty("phoneMasked").GetString()));

        Assert.Equal(2L, await node.Database.Scalar<long>("select count(*) from audit where action = 'complainant-corrected' and subject = $1", id.ToString()));
        foreach (var secret in new[] { "13777770001", "赵小红", "补正巷", "11010519491231002X" })
            Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from event where body::text like $1 or actor::text like $1", $"%{secret}%"));
    }

    [Fact]
    public async Task Edge17_A_case_designated_to_another_county_is_its_to_read_to_sign_and_to_be_reminded_of()
    {
        using var desk = await TriageDesk.County(node, "140403");
        using var other = await TriageDesk.County(node, "140423");
        using var city = await TriageDesk.City(node);
        var id = await Triaged(desk, "边界商户");
        await (await Say(desk, id, new { type = "route", industry = 10, unit = "质量股" })).Json();
        await (await Say(desk, id, new { type = "dispute-jurisdiction", with = "襄垣县市场监督管理局", text = "实际经营地在襄垣" })).Json();
        await (await Say(desk, id, new { type = "settle-dispute", unit = "襄垣县市场监督管理局", text = "协商", county = "140423" })).Problem(409, "city-must-decide", "county");
        await (await Say(city, id, new { type = "settle-dispute", unit = "质量股所", text = "指定", county = "140423" })).Problem(400, "no-such-unit", "command.unit");

        await (await Say(city, id, new { type = "settle-dispute", unit = "襄垣县市场监督管理局", text = "指定襄垣县局办理", county = "140423" })).Json();

        Assert.Equal(HttpStatusCode.NotFound, (await desk.Browser.Get($"/api/cases/{id}")).StatusCode);
        Assert.Equal("routed", (await (await other.Browser.Get($"/api/cases/{id}")).Json()).GetProperty("card").GetProperty("workflow").GetString());
        Assert.StartsWith("139", (await (await other.Browser.Post($"/api/cases/{id}/phone", new { reason = "联系" })).Json()).GetProperty("phone").GetString(), StringComparison.Ordinal);
        Assert.Equal("investigating", (await (await Say(other, id, new { type = "sign" })).Json()).GetProperty("card").GetProperty("workflow").GetString());
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from deadline where stream = $1 and county <> '140423' and fired_at is null and cancelled_at is null", id));
        Assert.Equal(2L, await node.Database.Scalar<long>("select count(distinct county) from feed where body->>'id' = $1 and body->>'county' = '140423' and county in ('140403', '140423')", id.ToString()));
    }

    [Fact]
    public async Task A_grade_and_an_industry_decided_by_a_person_stand_in_the_case_and_choose_the_skills()
    {
        using var desk = await TriageDesk.County(node, "140403");
        var id = await Triaged(desk, "外卖有异物");
        var decisions = $"/api/cases/{id}/triage/decisions";
        await (await desk.Browser.Post(decisions, new { commandId = Guid.NewGuid(), topic = "industry", accepted = true })).Json();
        await (await desk.Browser.Post(decisions, new { commandId = Guid.NewGuid(), topic = "grade", accepted = false, grade = 1, reason = "媒体已到场" })).Json();
        var card = (await (await Say(desk, id, new { type = "decide-fast", situations = new[] { 1 } })).Json()).GetProperty("card");
        Assert.Equal((1, 1, true), (card.GetProperty("industry").GetInt32(), card.GetProperty("grade").GetInt32(), card.GetProperty("gradedByPerson").GetBoolean()));
        Assert.True(await node.Database.Scalar<bool>("select skills @> array['food'] from case_view where id = $1", id));
    }

    [Fact]
    public async Task Edge30_Triage_of_a_case_with_harm_says_whom_to_call()
    {
        using var desk = await TriageDesk.County(node, "140403");
        var id = await desk.Register("景区索道停运", "索道突然停运，游客被困半空，有人受伤");
        var hints = (await desk.Ask(id)).GetProperty("hints").EnumerateArray().Select(h => h.GetProperty("code").GetString()).ToList();
        Assert.Equal(["call-rescue", "special-equipment-accident"], hints);
    }

    [Fact]
    public async Task Edge42_The_staff_of_another_shop_read_no_case_act_on_none_and_it_is_written_down()
    {
        using var desk = await TriageDesk.County(node, "140403");
        var id = await desk.Register("某店拒绝退款");
        var venues = await (await desk.Browser.Get("/api/venues")).Json();
        var venue = venues.EnumerateArray().First(v => v.GetProperty("county").GetString() == "140403").GetProperty("id").GetGuid();
        using var operations = node.Browser();
        operations.Headers["X-Operator-Key"] = Node.OperatorKey;
        const string Password = "a-long-secret-word-1";
        Assert.Equal(HttpStatusCode.Created, (await operations.Post("/api/operator/accounts",
            new { login = "shopkeeper", name = "李店", role = "merchantStaff", county = "140403", password = Password, venue })).StatusCode);
        using var shop = node.Browser();
        await (await shop.Post("/api/session", new { login = "shopkeeper", password = Password })).Json();

        await (await shop.Get($"/api/cases/{id}")).Problem(404, "not-found");
        await (await shop.Get("/api/cases")).Problem(403, "wrong-role");
        await (await shop.Post($"/api/cases/{id}/phone", new { reason = "想看看" })).Problem(403, "wrong-role");
        var refused = await shop.Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command = new { type = "settle-before", text = "已退款" } });
        // "you may not" would say that the case is there
        await refused.Problem(404, "not-found");
        Assert.True(await node.Database.Scalar<long>("select count(*) from audit where action = 'refused-attempt' and role ilike 'merchantstaff'") >= 2);
    }

    private static async Task<Guid> Triaged(TriageDesk desk, string title)
    {
        var id = await desk.Register(title, lon: 113.1137, lat: 36.1879);
        await (await Say(desk, id, new { type = "start-triage" })).Json();
        return id;
    }

    private static Task<HttpResponseMessage> Say(TriageDesk desk, Guid id, object command) =>
        desk.Browser.Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command });
}
