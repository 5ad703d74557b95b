using System.Text.Json;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Documents;

/// <summary>An office of 潞州区 at work on its cases, over HTTP as its people's browsers would.</summary>
public sealed class Office(Node node) : IDisposable
{
    public const string Name = "张建国";
    public const string Phone = "13834561234";
    public const string Address = "长治市潞州区英雄南路8号";
    public const string IdNo = "140402198001011234";

    private Browser? _city;
    private Browser? _county;
    private Browser? _leader;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<Browser> City() => _city ??= await node.SignedIn("dispatcher");

    public async Task<Browser> County() => _county ??= await node.SignedIn("county");

    /// <summary>Another dispatcher of the county: what one proposes, a second decides.</summary>
    public async Task<Browser> SecondCounty()
    {
        using var operators = node.Browser();
        operators.Headers["X-Operator-Key"] = Node.OperatorKey;
        var login = $"second-{Guid.NewGuid():N}"[..20];
        await (await operators.Post("/api/operator/accounts", new { login, name = "李副局长", role = "countyDispatcher", county = "140403", password = AccessHost.Password })).Json();
        var browser = node.Browser();
        await (await browser.Post("/api/session", new { login, password = AccessHost.Password })).Json();
        return browser;
    }

    public async Task<Browser> Leader() => _leader ??= await node.SignedIn("leader");

    public async Task<Guid> Case(string kind = "complaint", string title = "火锅店结账多收费", string facts = "消费者结账时发现账单多计两道菜品，商家拒绝退还。", bool person = true, string county = "140403", string channel = "hotline12315")
    {
        var id = Guid.NewGuid();
        var browser = county == "140403" ? await County() : await City();
        await (await browser.Post("/api/cases", new
        {
            commandId = id,
            @case = new
            {
                kind,
                channel,
                title,
                facts,
                place = "长治市潞州区英雄中路66号",
                county,
                amount = 268.5m,
                situations = kind == "complaint" ? new[] { 1 } : null,
                industry = 1,
                respondent = new { name = "潞州区老灶火锅店", phone = "0355-2026000", address = "长治市潞州区英雄中路66号" },
                point = new { lon = 113.1074, lat = 36.1877 },
            },
            complainant = person ? new { name = Name, phone = Phone, address = Address, idNo = IdNo } : null,
        })).Json();
        return id;
    }

    public async Task Say(Guid id, object command, Browser? by = null) =>
        await (await (by ?? await County()).Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command })).Json();

    public async Task<Guid> Accepted()
    {
        var id = await Routed();
        await Say(id, new { type = "accept" });
        return id;
    }

    public async Task<Guid> Routed(string kind = "complaint")
    {
        var id = await Case(kind);
        await Say(id, new { type = "start-triage" });
        await Say(id, new { type = "decide-normal" });
        await Say(id, new { type = "route", industry = 1, unit = "食品股" });
        return id;
    }

    public async Task<Guid> Mediating()
    {
        var id = await Accepted();
        await Say(id, new { type = "start-mediation" });
        return id;
    }

    public async Task<Guid> Agreed()
    {
        var id = await Mediating();
        await Say(id, new { type = "agree", text = "被投诉人当场退还多收的268.50元，并向投诉人致歉。", recoveredAmount = 268.5m, performedAtOnce = false, letter = true });
        return id;
    }

    /// <summary>A case with a directive that a squad of the county has carried out, told about and been asked about.</summary>
    public async Task<Guid> Directed(bool toTheEnd = false, string? to = null)
    {
        var id = await Case();
        await Say(id, new { type = "start-triage" });
        await Say(id, new { type = "add-opinion", unit = "intakeCentre", text = "现场争议，符合快速响应情形" });
        await Say(id, new { type = "decide-fast", situations = new[] { 1 } });
        var squad = await FreeSquad(to ?? $"潞州{++_squads:D2}");
        await Say(id, new { type = "issue-directive", squad, note = "请携带执法记录仪" });
        if (!toTheEnd) return id;
        await Say(id, new { type = "ack-directive" });
        await Say(id, new { type = "respond", mode = "onSite", text = "已与投诉人联系，马上到场", firstReply = new { received = true, handlingUnit = "潞州区快反分队", accepted = "yes" } });
        await Say(id, new { type = "depart" });
        await Say(id, new { type = "arrive", how = "manual", remark = "已到店" });
        await Say(id, new { type = "agree", text = "当场退还268.50元", recoveredAmount = 268.5m, performedAtOnce = true, letter = false });
        await Say(id, new { type = "close", outcome = "mediatedOnScene", text = "双方现场达成一致，当场履行", recoveredAmount = 268.5m, checklist = new { explained = true, recorded = true, passedOn = true, handled = true } });
        await Say(id, new { type = "feedback", text = "已现场调解成功，消费者满意" });
        // whoever closed it, here the county on the squad's behalf, does not ask about it
        await Say(id, new { type = "return-visit", reached = true, processScore = 5, resultScore = 5, comment = "处理很快" }, await City());
        return id;
    }

    public async Task<JsonElement> Issue(Guid caseId, string kind, object? fields = null, Browser? by = null) => await (await Ask(caseId, kind, fields, by)).Json();

    public async Task<HttpResponseMessage> Ask(Guid caseId, string kind, object? fields = null, Browser? by = null, Guid? commandId = null, Guid? supersedes = null, string? reason = null) =>
        await (by ?? await County()).Post($"/api/cases/{caseId}/documents", new { commandId = commandId ?? Guid.NewGuid(), kind, fields = fields ?? new { }, supersedes, reason });

    public static object Contact => new { contact = "李明", phone = "0355-2026315" };

    public static object Meeting => new { at = "2026-11-26T01:30:00Z", place = "潞州区市场监督管理局二楼调解室", mediator = "李明、王芳", phone = "0355-2026315" };

    public async Task<string> Page(JsonElement document, string? copy = null, Browser? by = null) => await Text($"/api/documents/{document.GetProperty("id").GetString()}/page{(copy is null ? "" : $"?copy={copy}")}", by);

    public async Task<string> Text(string path, Browser? by = null)
    {
        using var answer = await (by ?? await County()).Get(path);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return text;
    }

    private int _squads;

    private async Task<Guid> FreeSquad(string code)
    {
        using var phone = await node.SignedIn("squad", code);
        var me = await (await phone.Get("/api/session")).Json();
        var id = me.GetProperty("squad").GetProperty("id").GetGuid();
        await (await phone.Post($"/api/squads/{id}/commands", new { commandId = Guid.NewGuid(), command = new { type = "clock-on", crew = 2, members = new[] { "演示张", "演示李" }, noticeVersion = "2026-11" } })).Json();
        return id;
    }

    public void Dispose()
    {
        _city?.Dispose();
        _county?.Dispose();
        _leader?.Dispose();
    }
}
