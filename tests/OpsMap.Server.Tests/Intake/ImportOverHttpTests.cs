using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using OpsMap.Server.Platform;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Intake;

public sealed class ImportOverHttpTests(Backing backing)
{
    private static readonly UTF8Encoding Utf8 = new(false);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Imported_cases_are_cases_like_any_other_and_importing_again_changes_nothing()
    {
        await using var node = await ImportNode.Start(backing);
        var file = WorkOrderSamples.Csv(WorkOrderSamples.Rows().Take(121), Utf8);

        var (status, lines) = await node.Import(file);

        var report = lines[^1];
        Assert.Equal(200, status);
        Assert.Equal((0, 120), (lines[0].GetProperty("done").GetInt32(), lines[0].GetProperty("total").GetInt32()));
        var wrong = WorkOrderSamples.Wrong.Where(w => w.Line <= 121).Select(w => (w.Line, w.Field, w.Reason));
        Assert.Equal(wrong, report.GetProperty("bad").EnumerateArray().Select(b => (b.GetProperty("line").GetInt32(), b.GetProperty("field").GetString()!, b.GetProperty("reason").GetString()!)));
        Assert.Equal(112, report.GetProperty("imported").GetInt32());
        Assert.Equal((112, 112, 112), await Counts(node));
        Assert.Equal(0, await Count(node, "select count(*) from event where body::text like '%1380013%'"));   // no complainant's phone in the log

        var (_, again) = await node.Import(file);

        Assert.Equal((0, 112), (again[^1].GetProperty("imported").GetInt32(), again[^1].GetProperty("repeated").GetInt32()));
        Assert.Equal((112, 112, 112), await Counts(node));

        using var http = await node.Dispatcher();
        var found = await http.GetFromJsonAsync<JsonElement>("/api/cases?q=GD20261123-0010", Cancel);
        Assert.Equal("140430", Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("county").GetString());
    }

    [Fact]
    public async Task Edge39_An_imported_order_is_governed_by_the_day_it_was_received_and_its_clocks_began_then()
    {
        await using var node = await ImportNode.Start(backing);
        string[][] rows = [.. WorkOrderSamples.Rows().Take(4)];
        var column = Array.IndexOf(rows[0], "登记时间");
        (rows[1][column], rows[2][column], rows[3][column]) = ("2026-04-14 23:59", "2026-04-15 00:00", "2019-06-01 08:00");

        var (_, lines) = await node.Import(WorkOrderSamples.Csv(rows, Utf8));

        var bad = Assert.Single(lines[^1].GetProperty("bad").EnumerateArray());
        Assert.Equal((4, "receivedAt", "out-of-range"), (bad.GetProperty("line").GetInt32(), bad.GetProperty("field").GetString(), bad.GetProperty("reason").GetString()));
        var cards = await node.Database.Rows(Scope.Everything, Database.Sql(
            "select card->>'ruleSet', received_at, (select (c->>'start')::timestamptz from jsonb_array_elements(card->'clocks') c where c->>'kind' = 'L1') from case_view order by received_at"),
            r => (r.GetString(0), r.GetFieldValue<DateTimeOffset>(1), r.GetFieldValue<DateTimeOffset>(2)), Cancel);
        var midnight = new DateTimeOffset(2026, 4, 14, 16, 0, 0, TimeSpan.Zero);
        Assert.Equal([("r20", midnight.AddMinutes(-1), midnight.AddMinutes(-1)), ("r121", midnight, midnight)], cards);
    }

    [Fact]
    public async Task A_changed_line_under_a_known_number_is_named_and_not_written()
    {
        await using var node = await ImportNode.Start(backing);
        var rows = WorkOrderSamples.Rows().Take(4).ToArray();
        await node.Import(WorkOrderSamples.Csv(rows, Utf8));
        rows[2][13] = "另一件事";
        var (_, lines) = await node.Import(WorkOrderSamples.Csv(rows, Utf8));
        var bad = Assert.Single(lines[^1].GetProperty("bad").EnumerateArray());
        Assert.Equal((3, Codes.CommandIdReused), (bad.GetProperty("line").GetInt32(), bad.GetProperty("reason").GetString()));
        Assert.Equal(2, lines[^1].GetProperty("repeated").GetInt32());
    }

    [Fact]
    public async Task What_can_not_be_imported_is_a_coded_problem_and_only_the_operator_may()
    {
        await using var node = await ImportNode.Start(backing);
        await Refused(await node.Import("品名,数量\n苹果,3\n"u8.ToArray()), 400, "headings-missing");
        await Refused(await node.Import([]), 400, "file-empty");
        await Refused(await node.Import([0x50, 0x4B, 0x03, 0x04, 0, 0, 0, 0]), 400, "file-broken");
        await Refused(await node.Import(new byte[4_500_000]), 400, "file-too-large");
        await Refused(await node.Import("a"u8.ToArray(), mapping: "{"), 400, "mapping-invalid");
        Assert.Equal(401, (await node.Import([], key: "wrong")).Status);
        Assert.Equal(401, (await node.Import([], key: null)).Status);
        Assert.Equal(0, await Count(node, "select count(*) from event where type = 'case-received'"));
    }

    [Fact]
    public async Task Places_and_layers_answer_signed_in_browsers_only()
    {
        await using var node = await ImportNode.Start(backing);
        using var stranger = new HttpClient { BaseAddress = node.Address };
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/geo/districts", Cancel)).StatusCode);

        using var http = await node.Dispatcher();
        var place = await http.GetFromJsonAsync<JsonElement>("/api/place?lon=113.573799&lat=35.951202&datum=gcj02", Cancel);
        Assert.Equal(("140427", "壶关县", false), (place.GetProperty("county").GetString(), place.GetProperty("name").GetString(), place.GetProperty("pending").GetBoolean()));
        Assert.Equal(113.567593, place.GetProperty("point").GetProperty("lon").GetDouble(), 0.000_02);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/api/place?lon=0&lat=0", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync("/api/place?lon=113.1&lat=36.2&datum=mars", Cancel)).StatusCode);
        Assert.Equal(14, (await http.GetFromJsonAsync<JsonElement>("/api/counties", Cancel)).GetArrayLength());

        var first = await http.GetAsync("/api/geo/districts", Cancel);
        Assert.Equal(12, JsonDocument.Parse(await first.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("features").GetArrayLength());
        using var second = new HttpRequestMessage(HttpMethod.Get, "/api/geo/districts");
        second.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(second, Cancel)).StatusCode);
        using var packed = new HttpRequestMessage(HttpMethod.Get, "/api/geo/districts");
        packed.Headers.AcceptEncoding.ParseAdd("gzip");
        var small = await http.SendAsync(packed, Cancel);
        Assert.Equal("gzip", Assert.Single(small.Content.Headers.ContentEncoding));
        Assert.InRange((await small.Content.ReadAsByteArrayAsync(Cancel)).Length, 1_000, 60_000);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/api/geo/../secrets", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/api/geo/unknown", Cancel)).StatusCode);
    }

    private static Task Refused((int Status, JsonElement[] Lines) answer, int status, string code)
    {
        Assert.Equal((status, code), (answer.Status, answer.Lines[0].GetProperty("code").GetString()));
        return Task.CompletedTask;
    }

    private static async Task<(long Cases, long Events, long Complainants)> Counts(ImportNode node) =>
        (await Count(node, "select count(*) from case_view"), await Count(node, "select count(distinct stream) from event where type = 'case-received'"), await Count(node, "select count(*) from complainant"));

    private static async Task<long> Count(ImportNode node, string sql) => (await node.Database.Rows(Scope.Everything, Database.Sql(sql), r => r.GetInt64(0), Cancel))[0];
}
