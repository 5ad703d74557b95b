using System.Net;
using System.Text;
using OpsMap.Server.Tests.Access;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Platform;

/// <summary>What a body may not be, asked of a route that takes the real registration and command types.</summary>
public sealed class BadJsonTests(Backing backing)
{
    private const string Path = "/api/probe/0b6f7c1e-0000-4000-8000-000000000002";
    private const string Good = """{"commandId":"0b6f7c1e-0000-4000-8000-000000000001","case":{"kind":"complaint","channel":"letter","title":"t","facts":"f","place":"p"}}""";

    public static TheoryData<string, string, string?> Bodies => new()
    {
        { """{"commandId":"x" """, "malformed-json", "commandId" },
        { "", "member-missing", null },
        { "null", "member-missing", null },
        { "[]", "wrong-type", null },
        { """{"commandId":"0b6f7c1e-0000-4000-8000-000000000001"}""", "member-missing", "case" },
        { With("commandId", "\"nope\""), "wrong-type", "commandId" },
        { With("case", "null"), "wrong-type", "case" },
        { With("case", "5"), "wrong-type", "case" },
        { InCase("\"kind\":\"quarrel\""), "unknown-code", "case.kind" },
        { InCase("\"kind\":1"), "unknown-code", "case.kind" },
        { InCase("\"title\":null"), "wrong-type", "case.title" },
        { InCase("\"title\":5"), "wrong-type", "case.title" },
        { InCase("\"datum\":\"mars\""), "unknown-code", "case.datum" },
        { InCase("\"county\":\"110000\""), "unknown-code", "case.county" },
        { InCase("\"industry\":11"), "unknown-code", "case.industry" },
        { InCase("\"situations\":[1,9]"), "unknown-code", "case.situations[1]" },
        { InCase("\"leavesAt\":\"tomorrow\""), "wrong-type", "case.leavesAt" },
        { InCase("\"amount\":\"NaN\""), "wrong-type", "case.amount" },
        { InCase("\"point\":{\"lon\":\"NaN\",\"lat\":36}"), "wrong-type", "case.point.lon" },
        { InCase("\"point\":{\"lon\":1e400,\"lat\":36}"), "number-not-finite", "case.point.lon" },
        { InCase("\"point\":{\"lon\":NaN,\"lat\":36}"), "malformed-json", "case.point.lon" },
        { InCase("\"point\":{\"lon\":Infinity,\"lat\":36}"), "malformed-json", "case.point.lon" },
        { InCase("\"point\":{\"lon\":113}"), "member-missing", "case.point.lat" },
        { InCase("\"point\":{\"lon\":113,\"lat\":36,\"alt\":900}"), "unknown-member", "case.point.alt" },
        { InCase("\"title\":\"a\\u0000b\""), "text-has-nul", "case.title" },
        { InCase("\"title\":\"a\\ud83db\""), "text-broken", "case.title" },
        { InCase("\"role\":\"admin\""), "unknown-member", "case.role" },
        { InCase("\"place\":\"p\",\"place\":\"q\""), "member-repeated", "case.place" },
        { Good[..^1] + ""","command":{"type":"fly"}}""", "unknown-code", "command.type" },
        { Good[..^1] + ""","command":{}}""", "member-missing", "command.type" },
        { Good[..^1] + ""","command":{"type":"accept","by":"me"}}""", "unknown-member", "command.by" },
        { Good[..^1] + ""","command":{"type":"close","outcome":"won","text":"a","checklist":{"explained":true,"recorded":true,"passedOn":true,"handled":true}}}""", "unknown-code", "command.outcome" },
        { new string('[', 100) + new string(']', 100), "too-deep", null },
    };

    [Fact]
    public async Task Each_bad_body_is_a_400_that_names_code_field_and_words()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.PostText(Path, Good)).StatusCode);
        var failures = new List<string>();
        foreach (var row in Bodies)
        {
            var (body, code, field) = row.Data;
            try { await (await browser.PostText(Path, body)).Problem(400, code, field); }
            catch (Xunit.Sdk.XunitException e) { failures.Add($"{body}\n  {e.Message}"); }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.Equal(HttpStatusCode.OK, (await browser.PostText(Path, Good)).StatusCode);
    }

    [Fact]
    public async Task The_words_are_in_the_users_language()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        browser.Headers["Accept-Language"] = "en-GB,en;q=0.9";
        Assert.Equal("Not one of the known codes", (await (await browser.PostText(Path, InCase("\"kind\":\"quarrel\""))).Problem(400, "unknown-code", "case.kind")).GetProperty("title").GetString());
        browser.Headers["Accept-Language"] = "zh-CN";
        Assert.Equal("不是可识别的选项", (await (await browser.PostText(Path, InCase("\"kind\":\"quarrel\""))).Problem(400, "unknown-code", "case.kind")).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_body_over_its_size_is_cut_off_whether_it_says_so_or_not()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        var big = Encoding.UTF8.GetBytes(With("case", $"\"{new string('x', 10 * 1024 * 1024)}\""));
        foreach (var told in new[] { true, false })
        {
            using HttpContent content = told ? new ByteArrayContent(big) : new Untold(big);
            content.Headers.ContentType = new("application/json");
            await (await browser.Send(HttpMethod.Post, Path, content)).Problem(413, "body-too-large");
        }
        Assert.Equal(HttpStatusCode.OK, (await browser.PostText(Path, Good)).StatusCode);
    }

    [Fact]
    public async Task Other_media_methods_and_ids_are_refused_in_the_same_shape()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = await host.SignedIn("county");
        await (await browser.Send(HttpMethod.Post, Path, new StringContent(Good, Encoding.UTF8, "text/plain"))).Problem(415, "json-expected");
        await (await browser.Send(HttpMethod.Put, Path, null)).Problem(405, "method-not-allowed");
        await (await browser.PostText("/api/probe/not-an-id", Good)).Problem(400, "bad-parameter", "id");
        await (await browser.Get("/api/nowhere")).Problem(404, "not-found");
    }

    [Fact]
    public async Task An_outage_says_when_to_come_back_and_a_defect_says_nothing_of_the_inside()
    {
        await using var host = await AccessHost.Start(backing);
        using var browser = host.Browser();
        var outage = await browser.Get("/api/probe/outage");
        await outage.Problem(503, "database-unavailable");
        Assert.NotNull(outage.Headers.RetryAfter);
        var defect = await (await browser.Get("/api/probe/defect")).Problem(500, "defect");
        Assert.DoesNotContain("secret", defect.GetRawText(), StringComparison.Ordinal);
        Assert.NotEmpty(defect.GetProperty("facts").GetProperty("trace").GetString()!);
    }

    private static string With(string member, string value) => member == "commandId"
        ? $$$"""{"commandId":{{{value}}},"case":{}}"""
        : $$"""{"commandId":"0b6f7c1e-0000-4000-8000-000000000001","{{member}}":{{value}}}""";

    private static string InCase(string members)
    {
        var named = members.Split('"')[1];
        string[] rest = ["\"kind\":\"complaint\"", "\"channel\":\"letter\"", "\"title\":\"t\"", "\"facts\":\"f\"", "\"place\":\"p\""];
        var all = string.Join(',', rest.Where(r => r.Split('"')[1] != named).Append(members));
        return "{\"commandId\":\"0b6f7c1e-0000-4000-8000-000000000001\",\"case\":{" + all + "}}";
    }

    /// <summary>A body that does not tell its length beforehand.</summary>
    private sealed class Untold(byte[] bytes) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
