using System.Text.RegularExpressions;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Documents;

public sealed partial class PageTests(Node node) : IClassFixture<Node>, IDisposable
{
    private const string Hostile = "<script>alert(1)</script>\"'>&<img src=x onerror=alert(2)>";

    private readonly Office _office = new(node);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task The_complainants_data_stand_in_the_full_copy_only_and_each_look_at_it_is_written_down()
    {
        var id = await _office.Mediating();
        var notice = await _office.Issue(id, "mediationNotice", Office.Meeting);
        var form = await _office.Issue(id, "complaintForm", new { request = "退还多收费用" });

        var masked = await _office.Page(notice);
        Assert.Contains("张**：", masked, StringComparison.Ordinal);
        var respondent = await _office.Page(notice, "respondent");
        Assert.Contains("潞州区老灶火锅店：", respondent, StringComparison.Ordinal);
        var everywhere = new[] { masked, respondent, await _office.Page(form), (await (await (await _office.County()).Get($"/api/documents/{form.GetProperty("id").GetString()}")).Json()).ToString() };
        Assert.All(everywhere, page => Assert.All(new[] { Office.Name, Office.Phone, Office.Address, Office.IdNo }, secret => Assert.DoesNotContain(secret, page, StringComparison.Ordinal)));
        Assert.Equal(0L, await Looks(id));

        var full = await _office.Page(form, "full");
        Assert.All(new[] { Office.Name, Office.Phone, Office.Address, Office.IdNo }, mine => Assert.Contains(mine, full, StringComparison.Ordinal));
        Assert.Equal(1L, await Looks(id));
        var leader = await _office.Leader();
        await (await leader.Get($"/api/documents/{form.GetProperty("id").GetString()}/page?copy=full")).Problem(403, "wrong-role");
        Assert.Contains("138****1234", await _office.Page(form, by: leader), StringComparison.Ordinal);
        await (await (await _office.County()).Get($"/api/documents/{form.GetProperty("id").GetString()}/page?copy=respondent")).Problem(409, "copy-not-made");
        await (await (await _office.County()).Get($"/api/documents/{form.GetProperty("id").GetString()}/page?copy=mine")).Problem(400, "unknown-code", "copy");
        // not in the register either
        foreach (var secret in new[] { Office.Name, Office.Phone, Office.Address, Office.IdNo })
            Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from document where body::text like '%' || $1 || '%' or position(convert_to($1, 'UTF8') in person_enc) > 0", secret));
    }

    [Fact]
    public async Task The_agreement_for_the_respondent_withholds_phone_and_address()
    {
        var agreement = await _office.Issue(await _office.Agreed(), "mediationAgreement");
        var page = await _office.Page(agreement, "respondent");
        Assert.Contains("投诉人：张**", page, StringComparison.Ordinal);
        Assert.Contains("联系电话：依法不予提供", page, StringComparison.Ordinal);
        Assert.Contains("被投诉人当场退还多收的268.50元，并向投诉人致歉。", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_text_is_shown_and_never_run()
    {
        var id = await _office.Case(title: Hostile, facts: "前\u202e后\u0007" + string.Concat(Enumerable.Repeat("长", 4000)));
        await _office.Say(id, new { type = "start-triage" });
        await _office.Say(id, new { type = "accept" });
        var page = await _office.Page(await _office.Issue(id, "acceptance", new { contact = Hostile, phone = "javascript:alert(1)" }));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        var form = await _office.Page(await _office.Issue(id, "complaintForm", new { request = string.Concat(Enumerable.Repeat("请", 10_000)) }));
        Assert.DoesNotContain('\u202e', form);
        Assert.DoesNotContain('\u0007', form);
        Assert.Contains("前后长长", form, StringComparison.Ordinal);
        Assert.Contains(new string('请', 10_000), form, StringComparison.Ordinal);
        await (await _office.Ask(await _office.Case(), "complaintForm", new { request = new string('请', 10_001) })).Problem(400, "too-long", "fields.request");
    }

    [Fact]
    public async Task A_page_runs_and_styles_nothing_from_its_own_text()
    {
        var document = await _office.Issue(await _office.Accepted(), "acceptance", Office.Contact);
        using var answer = await (await _office.County()).Get($"/api/documents/{document.GetProperty("id").GetString()}/page");
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotMatch(Inline(), page);
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        foreach (var (path, type) in new[] { ("/documents/print.css", "text/css"), ("/documents/print.js", "text/javascript") })
        {
            Assert.Contains(path, page, StringComparison.Ordinal);
            using var file = await node.Browser().Get(path);
            Assert.Equal(type, file.Content.Headers.ContentType?.MediaType);
        }
    }

    [Fact]
    public async Task A_draft_has_no_number_no_code_and_is_marked()
    {
        var id = await _office.Accepted();
        var draft = await _office.Text($"/api/cases/{id}/documents/preview?kind=acceptance&contact=%E6%9D%8E%E6%98%8E");
        Assert.Contains("<div class=\"draft\">草稿</div>", draft, StringComparison.Ordinal);
        Assert.Contains("联系人：李明；联系电话：＿", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"qr\"", draft, StringComparison.Ordinal);
        Assert.DoesNotContain("潞州市监诉受", draft, StringComparison.Ordinal);
        Assert.DoesNotContain(Office.Name, draft, StringComparison.Ordinal);
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from document where case_id = $1", id));
        await (await (await _office.County()).Get($"/api/cases/{id}/documents/preview?kind=mediationAgreement")).Problem(409, "not-agreed-yet");
    }

    [Fact]
    public async Task The_directive_tells_its_five_steps()
    {
        var page = await _office.Page(await _office.Issue(await _office.Directed(toTheEnd: true), "directive"));
        var text = Tags().Replace(page, "|");
        foreach (var said in new[] { "受理", "12315热线接收并登记", "分流", "向潞州区", "处置", "到达现场", "当场退还268.50元", "反馈", "已现场调解成功，消费者满意", "回访", "办理过程满意度5分", "五、请携带执法记录仪" })
            Assert.Contains(said, text, StringComparison.Ordinal);
    }

    private Task<long> Looks(Guid caseId) => node.Database.Scalar<long>("select count(*) from audit where action = 'contact-revealed' and subject = $1", caseId.ToString());

    [GeneratedRegex(@"<style|<script(?! src="")|\sstyle=|\son\w+=|javascript:", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Inline();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tags();
}
