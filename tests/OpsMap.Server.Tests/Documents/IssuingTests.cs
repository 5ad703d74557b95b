using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Documents;

public sealed class IssuingTests(Node node) : IClassFixture<Node>, IDisposable
{
    private readonly Office _office = new(node);

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task A_decision_is_numbered_by_bureau_kind_and_year_and_stays_as_it_was_issued()
    {
        var id = await _office.Accepted();
        var document = await _office.Issue(id, "acceptance", Office.Contact);
        Assert.Matches(@"^潞州市监诉受〔\d{4}〕第\d+号$", document.GetProperty("no").GetString());
        Assert.Equal("投诉受理决定书", document.GetProperty("title").GetString());
        Assert.Equal("长治市潞州区市场监督管理局", document.GetProperty("issuer").GetString());
        Assert.Equal("issued", document.GetProperty("state").GetString());

        var documentId = document.GetProperty("id").GetGuid();
        foreach (var change in new[] { "no = 'X'", "body = '{}'", "sha256 = '\\x00'", "state = 'issued', reason = 'X'", "token_hash = '\\x00'" })
        {
            var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => node.Database.Scalar<int>($"update document set {change} where id = $1", documentId));
            Assert.Equal("an issued document is never changed", refused.MessageText);
        }
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => node.Database.Scalar<int>("delete from document where id = $1", documentId));
        Assert.Equal(document.GetProperty("sha256").GetString(), await node.Database.Scalar<string>("select encode(sha256(convert_to(body::text, 'UTF8')), 'hex') from document where id = $1", documentId));
    }

    [Fact]
    public async Task A_refusal_by_two_an_ending_and_the_result_of_a_report_have_their_forms()
    {
        var refused = await _office.Routed();
        await _office.Say(refused, new { type = "first-reply", received = true, handlingUnit = "潞州区局", accepted = "pending" });
        await _office.Say(refused, new { type = "refuse", ground = "N6", reasons = "经两次通知，拒不配合核验身份", remedies = "可以向人民法院提起诉讼。" });
        await (await _office.Ask(refused, "refusal")).Problem(409, "not-refused-yet");
        await _office.Say(refused, new { type = "approve" }, await _office.SecondCounty());
        var page = await _office.Page(await _office.Issue(refused, "refusal"));
        Assert.Contains("属以下第〔六〕项情形，依据《市场监督管理投诉举报处理办法》第十六条的规定", page, StringComparison.Ordinal);
        Assert.Contains("拒不配合核验身份", page, StringComparison.Ordinal);
        await (await _office.Ask(refused, "acceptance", Office.Contact)).Problem(409, "not-accepted-yet");

        var ended = await _office.Mediating();
        await (await _office.Ask(ended, "mediationEnding")).Problem(409, "mediation-not-ended");
        await _office.Say(ended, new { type = "end-mediation", ground = "E3", text = "双方分歧过大" });
        var ending = await _office.Issue(ended, "mediationEnding");
        Assert.Contains("第〔三〕项情形，依据《市场监督管理投诉举报处理办法》第二十三条第一款", await _office.Page(ending, "respondent"), StringComparison.Ordinal);

        var report = await _office.Routed("report");
        await (await _office.Ask(report, "reportResult", new { basis = "《中华人民共和国食品安全法》第一百一十五条", result = "x" })).Problem(409, "report-undecided");
        await _office.Say(report, new { type = "not-file", reason = "违法事实不成立" });
        Assert.Contains("决定不予立案。违法事实不成立", await _office.Page(await _office.Issue(report, "reportResult", new { basis = "《中华人民共和国食品安全法》第一百一十五条" })), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_of_the_older_order_cites_the_older_order()
    {
        var id = await _office.Mediating();
        await _office.Say(id, new { type = "end-mediation", ground = "E2", text = "被投诉人拒绝调解" });
        await node.Database.Scalar<int>("update event set body = jsonb_set(body, '{ruleSet}', '\"r20\"') where stream = $1 and type = 'case-received'", id);
        var page = await _office.Page(await _office.Issue(id, "mediationEnding"));
        Assert.Contains("第〔三〕项情形，依据《市场监督管理投诉举报处理暂行办法》第二十一条第一款", page, StringComparison.Ordinal);
        Assert.Contains("四十五个工作日", page, StringComparison.Ordinal);
        await (await _office.Ask(id, "identityNotice", new { phone = "1", address = "2" })).Problem(409, "form-not-in-rules");
    }

    [Theory]
    [InlineData(CardType.Reminder, "reminderCard", "urgingCard", "期限已经过半")]
    [InlineData(CardType.Urging, "urgingCard", "reminderCard", "届满，请立即办理")]
    public async Task A_card_bears_the_number_its_clock_gave_it(CardType type, string kind, string other, string said)
    {
        var id = await _office.Routed();
        var at = DateTimeOffset.Parse("2026-11-24T01:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        var no = $"长市监卡〔2026〕第{id.ToString()[..4]}号";
        var card = JsonSerializer.Serialize<CaseEvent>(new CaseEvent.CardIssued(at, no, type, ClockKind.L1, 1, at.AddDays(3), "食品股"), Wire.Options);
        await node.Database.Scalar<int>("""
            insert into event (stream, version, county, type, body, actor, at)
            select stream, max(version) + 1, '140403', 'card-issued', $2::jsonb, (array_agg(actor))[1], now() from event where stream = $1 group by stream
            """, id, card);
        await (await _office.Ask(id, other, new { card = no })).Problem(409, "card-not-issued");
        var document = await _office.Issue(id, kind);
        Assert.Equal(no, document.GetProperty("no").GetString());
        var page = await _office.Page(document);
        Assert.Contains("食品股：", page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_asked_for_papers_gets_the_notice_of_it()
    {
        var id = await _office.Routed();
        await (await _office.Ask(id, "identityNotice", new { phone = "0355-1", address = "英雄中路" })).Problem(409, "materials-not-asked");
        await _office.Say(id, new { type = "ask-materials", what = "身份证正反面复印件", by = "2099-12-01" });
        var page = await _office.Page(await _office.Issue(id, "identityNotice", new { phone = "0355-1", address = "英雄中路" }));
        Assert.Contains("请你在2099年12月1日前向我局提供以下身份证明材料", page, StringComparison.Ordinal);
        Assert.Contains("身份证正反面复印件", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reminderCard", "card-not-issued")]
    [InlineData("urgingCard", "card-not-issued")]
    [InlineData("refusal", "not-refused-yet")]
    [InlineData("mediationEnding", "mediation-not-ended")]
    [InlineData("reportResult", "wrong-kind")]
    [InlineData("acceptance", "not-accepted-yet")]
    [InlineData("mediationNotice", "not-accepted-yet")]
    [InlineData("mediationAgreement", "not-agreed-yet")]
    [InlineData("directive", "no-directive-yet")]
    [InlineData("reportForm", "wrong-kind")]
    public async Task What_the_case_does_not_allow_yet_is_refused_in_words(string kind, string code)
    {
        var id = await _office.Case();
        await (await _office.Ask(id, kind, kind == "acceptance" ? Office.Contact : kind == "mediationNotice" ? Office.Meeting : kind.EndsWith("Card", StringComparison.Ordinal) ? new { card = "无此卡" } : kind == "reportResult" ? new { basis = "法", result = "果" } : null)).Problem(409, code);
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from document where case_id = $1", id));
    }

    [Fact]
    public async Task Each_form_is_issued_when_the_case_has_come_to_it()
    {
        var complaint = await _office.Agreed();
        foreach (var (kind, fields) in new[] { ("complaintForm", (object?)new { request = "退还多收费用" }), ("acceptance", Office.Contact), ("mediationAgreement", null) })
            Assert.Equal("issued", (await _office.Issue(complaint, kind, fields)).GetProperty("state").GetString());
        Assert.Equal("issued", (await _office.Issue(await _office.Mediating(), "mediationNotice", Office.Meeting)).GetProperty("state").GetString());
        Assert.Equal("issued", (await _office.Issue(await _office.Case("report"), "reportForm")).GetProperty("state").GetString());
        var transfer = await _office.Issue(complaint, "transferNotice", new { replyBy = "2026-12-24", enclosures = 2, pages = 5 }, await _office.City());
        Assert.Contains("相关材料2份，共5页", await _office.Page(transfer), StringComparison.Ordinal);
        Assert.StartsWith("长市监诉送〔", transfer.GetProperty("no").GetString(), StringComparison.Ordinal);
        Assert.Equal("投诉分送通知书", transfer.GetProperty("title").GetString());
        var directive = await _office.Issue(await _office.Directed(), "directive");
        Assert.Matches(@"^长市监快响〔\d{4}〕第\d{4}号$", directive.GetProperty("no").GetString());
        await (await _office.Ask(complaint, "mediationNotice", Office.Meeting)).Problem(409, "not-mediating");
    }

    [Fact]
    public async Task The_same_command_is_one_document_and_another_under_its_id_is_refused()
    {
        var id = await _office.Accepted();
        var command = Guid.NewGuid();
        var first = await (await _office.Ask(id, "acceptance", Office.Contact, commandId: command)).Json();
        var again = await (await _office.Ask(id, "acceptance", Office.Contact, commandId: command)).Json();
        Assert.Equal(first.ToString(), again.ToString());
        await (await _office.Ask(id, "acceptance", new { contact = "别人", phone = "1" }, commandId: command)).Problem(409, "command-id-reused", "commandId");
        Assert.Equal(1L, await node.Database.Scalar<long>("select count(*) from document where case_id = $1", id));
    }

    [Fact]
    public async Task A_correction_supersedes_and_says_so()
    {
        var id = await _office.Accepted();
        var wrong = await _office.Issue(id, "acceptance", Office.Contact);
        var no = wrong.GetProperty("no").GetString();
        Assert.Equal(no, (await (await _office.Ask(id, "acceptance", Office.Contact)).Problem(409, "document-in-force")).GetProperty("facts").GetProperty("no").GetString());

        var wrongId = wrong.GetProperty("id").GetGuid();
        await (await _office.Ask(id, "acceptance", Office.Contact, supersedes: wrongId)).Problem(400, "required", "reason");
        var right = await (await _office.Ask(id, "acceptance", new { contact = "赵刚", phone = "0355-1" }, supersedes: wrongId, reason: "联系人有误")).Json();
        Assert.NotEqual(no, right.GetProperty("no").GetString());
        Assert.Contains($"替代{no}", await _office.Page(right), StringComparison.Ordinal);

        var items = (await (await (await _office.County()).Get($"/api/cases/{id}/documents")).Json()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["issued", "superseded"], items.Select(i => i.GetProperty("state").GetString()));
        Assert.Equal(right.GetProperty("id").GetString(), items[1].GetProperty("supersededBy").GetString());
        await (await _office.Ask(id, "acceptance", Office.Contact, supersedes: wrongId, reason: "再改")).Problem(409, "document-not-in-force");
        var other = await _office.Issue(await _office.Accepted(), "acceptance", Office.Contact);
        await (await _office.Ask(id, "acceptance", Office.Contact, supersedes: other.GetProperty("id").GetGuid(), reason: "x")).Problem(409, "document-does-not-match");
    }

    [Fact]
    public async Task A_withdrawn_document_is_marked_on_its_page_and_can_be_issued_anew()
    {
        var id = await _office.Accepted();
        var document = await _office.Issue(id, "acceptance", Office.Contact);
        var path = $"/api/documents/{document.GetProperty("id").GetString()}/withdraw";
        var county = await _office.County();
        await (await county.Post(path, new { commandId = Guid.NewGuid(), reason = "" })).Problem(400, "required", "reason");
        var said = new { commandId = Guid.NewGuid(), reason = "发错对象" };
        Assert.Equal("withdrawn", (await (await county.Post(path, said)).Json()).GetProperty("state").GetString());
        Assert.Equal("withdrawn", (await (await county.Post(path, said)).Json()).GetProperty("state").GetString());
        await (await county.Post(path, new { commandId = Guid.NewGuid(), reason = "再撤" })).Problem(409, "document-not-in-force");
        Assert.Contains("<div class=\"draft\">已撤回</div>", await _office.Page(document), StringComparison.Ordinal);
        Assert.Equal("issued", (await _office.Issue(id, "acceptance", Office.Contact)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Blanks_are_checked_by_name_and_kind()
    {
        var id = await _office.Accepted();
        await (await _office.Ask(id, "acceptance", new { contact = "李明" })).Problem(400, "required", "fields.phone");
        await (await _office.Ask(id, "acceptance", new { contact = new string('长', 201), phone = "1" })).Problem(400, "too-long", "fields.contact");
        await (await _office.Ask(id, "acceptance", new { contact = "李明", phone = "1", colour = "red" })).Problem(400, "out-of-range", "fields.colour");
        await (await _office.Ask(id, "transferNotice", new { replyBy = "24.12." }, await _office.City())).Problem(400, "out-of-range", "fields.replyBy");
        await (await _office.Ask(id, "acceptance", new { contact = new[] { "李明" }, phone = "1" })).Problem(400, "wrong-type", "fields.contact");
        await (await _office.Ask(id, "dreamBook")).Problem(400, "unknown-code", "kind");
    }

    [Fact]
    public async Task Who_may_not_is_told_so_and_written_down_and_another_county_finds_nothing()
    {
        var id = await _office.Accepted();
        await (await _office.Ask(id, "transferNotice", new { replyBy = "2026-12-24" })).Problem(403, "wrong-role");
        await (await _office.Ask(id, "acceptance", Office.Contact, await _office.Leader())).Problem(403, "wrong-role");
        await (await _office.Ask(id, "acceptance", Office.Contact, await _office.City())).Problem(403, "not-taken-over");
        Assert.True(await node.Database.Scalar<long>("select count(*) from audit where action = 'refused-attempt' and subject = $1 and facts->>'route' like 'POST%documents%'", id.ToString()) >= 3);

        var document = await _office.Issue(id, "acceptance", Office.Contact);
        using var other = node.Browser();
        await (await other.Post("/api/demo/session", new { key = Node.DemoKey, role = "county", county = "140404" })).Json();
        var path = $"/api/documents/{document.GetProperty("id").GetString()}";
        foreach (var rest in new[] { "", "/page", "/pdf" }) await (await other.Get(path + rest)).Problem(404, "not-found");
        await (await other.Get($"/api/cases/{id}/documents")).Problem(404, "not-found");
        await (await other.Get($"/api/cases/{id}/documents/preview?kind=acceptance")).Problem(404, "not-found");
        await (await _office.Ask(id, "acceptance", Office.Contact, other)).Problem(404, "not-found");
        Assert.True(await node.Database.Scalar<long>("select count(*) from audit where action = 'refused-attempt' and subject = $1 and facts->>'code' = 'other-county'", document.GetProperty("id").GetString()!) >= 3);
    }

    [Fact]
    public async Task The_list_offers_what_comes_next_and_says_why_not_the_rest()
    {
        var id = await _office.Accepted();
        await _office.Issue(id, "acceptance", Office.Contact);
        var list = await (await (await _office.County()).Get($"/api/cases/{id}/documents")).Json();
        var offers = list.GetProperty("offers").EnumerateArray().ToDictionary(o => o.GetProperty("kind").GetString()!, StringComparer.Ordinal);
        Assert.True(offers["mediationNotice"].GetProperty("allowed").GetBoolean());
        Assert.Contains(offers["mediationNotice"].GetProperty("fields").EnumerateArray(), f => f.GetProperty("name").GetString() == "place" && f.GetProperty("required").GetBoolean());
        Assert.Equal(list.GetProperty("items")[0].GetProperty("id").GetString(), offers["acceptance"].GetProperty("inForce").GetString());
        Assert.Equal(("not-agreed-yet", false), (offers["mediationAgreement"].GetProperty("code").GetString(), offers["mediationAgreement"].GetProperty("allowed").GetBoolean()));
        Assert.Contains("尚未达成调解协议", offers["mediationAgreement"].GetProperty("why").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("reportForm", offers.Keys);
        Assert.DoesNotContain("transferNotice", offers.Keys);
    }
}
