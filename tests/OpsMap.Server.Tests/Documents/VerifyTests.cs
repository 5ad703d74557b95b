using System.Net;
using System.Text.RegularExpressions;
using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Documents;

public sealed partial class VerifyTests(Node node) : IClassFixture<Node>, IDisposable
{
    private readonly Office _office = new(node);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task A_stranger_learns_number_state_and_hash_and_nothing_else()
    {
        var document = await _office.Issue(await _office.Accepted(), "acceptance", Office.Contact);
        using var stranger = node.Browser();
        var page = await _office.Text(document.GetProperty("verify").GetString()!, stranger);
        var shown = Terms().Matches(page).Select(m => (m.Groups["term"].Value, Text: WebUtility.HtmlDecode(m.Groups["text"].Value))).ToList();
        Assert.Equal(["文书编号", "文书状态", "数字指纹（SHA-256）"], shown.Select(s => s.Value));
        Assert.Equal(document.GetProperty("no").GetString(), shown[0].Text);
        Assert.Equal("有效", shown[1].Text);
        Assert.Equal(document.GetProperty("sha256").GetString(), shown[2].Text.Replace(" ", "", StringComparison.Ordinal));
        Assert.DoesNotContain("受理决定书", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\d{1,2}月\d{1,2}日", page);
        foreach (var secret in new[] { "张", "王", "李明", "138", "火锅店", "0355", document.GetProperty("id").GetString()!, document.GetProperty("caseId").GetString()! })
            Assert.DoesNotContain(secret, Body().Match(page).Value, StringComparison.Ordinal);
        // without the code there is no way from one document to the next, and the database holds only the code's hash
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from document where position(convert_to($1, 'UTF8') in token_hash) > 0 or body::text like '%' || $1 || '%'", document.GetProperty("verify").GetString()![8..]));
    }

    [Fact]
    public async Task What_became_of_it_shows_at_once_in_the_readers_language()
    {
        var id = await _office.Accepted();
        var first = await _office.Issue(id, "acceptance", Office.Contact);
        var second = await (await _office.Ask(id, "acceptance", Office.Contact, supersedes: first.GetProperty("id").GetGuid(), reason: "更正")).Json();
        using var stranger = node.Browser();
        Assert.Contains("已被替代", await _office.Text(first.GetProperty("verify").GetString()!, stranger), StringComparison.Ordinal);
        await (await (await _office.County()).Post($"/api/documents/{second.GetProperty("id").GetString()}/withdraw", new { commandId = Guid.NewGuid(), reason = "误发" })).Json();
        stranger.Headers["Accept-Language"] = "en";
        Assert.Contains("Withdrawn", await _office.Text(second.GetProperty("verify").GetString()!, stranger), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/verify/abcdefghjkmnpqrstvwxyz0123")]
    [InlineData("/verify/%3Cscript%3E")]
    [InlineData("/verify/1")]
    public async Task A_code_nobody_gave_finds_a_page_that_says_so(string path)
    {
        using var stranger = node.Browser();
        using var answer = await stranger.Get(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("未查询到该文书", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_address_may_not_try_codes_without_end()
    {
        using var stranger = new Browser(node.ClientOptions.BaseAddress, "127.0.0.2");
        var codes = await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ =>
        {
            using var answer = await stranger.Get("/verify/abcdefghjkmnpqrstvwxyz0123");
            return answer.StatusCode;
        }));
        Assert.Contains(HttpStatusCode.TooManyRequests, codes);
    }

    [GeneratedRegex("<dt[^>]*>(?<term>[^<]*)</dt><dd[^>]*>(?<text>[^<]*)</dd>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Terms();

    [GeneratedRegex("<dl>.*</dl>", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Body();
}
