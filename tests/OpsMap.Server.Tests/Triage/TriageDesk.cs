using System.Text.Json;
using OpsMap.Server.Tests.Access;

namespace OpsMap.Server.Tests.Triage;

/// <summary>A person at a desk of a node: registers cases and asks what triage says of them.</summary>
internal sealed class TriageDesk(Browser browser) : IDisposable
{
    private static int _phones;

    public Browser Browser => browser;

    /// <summary>A telephone nobody else in this run has.</summary>
    public static string Phone() => $"139{Interlocked.Increment(ref _phones):D8}";

    public static async Task<TriageDesk> City(Node node) => new(await node.SignedIn("dispatcher"));

    public static async Task<TriageDesk> County(Node node, string code)
    {
        var browser = node.Browser();
        await (await browser.Post("/api/demo/session", new { key = Node.DemoKey, role = "county", county = code })).Json();
        return new TriageDesk(browser);
    }

    public async Task<Guid> Register(string title, string facts = "商家不予处理", string county = "140403", string? merchant = null, string? phone = null, string person = "王小明",
        double? lon = null, double? lat = null, string place = "不详", DateTimeOffset? leavesAt = null, string? external12345No = null, string? external12315No = null, int? industry = null, string? address = null)
    {
        var id = Guid.NewGuid();
        await (await browser.Post("/api/cases", new
        {
            commandId = id,
            @case = new
            {
                kind = "complaint",
                channel = "hotline12345",
                title,
                facts,
                place,
                county,
                respondent = new { name = merchant ?? $"商家{id:N}" },
                point = lon is null ? null : new { lon, lat },
                isVisitor = leavesAt is not null,
                leavesAt,
                external12345No,
                external12315No,
                industry,
            },
            complainant = new { name = person, phone = phone ?? Phone(), address },
        })).Json();
        return id;
    }

    public async Task<JsonElement> Ask(Guid id) => await (await browser.Get($"/api/cases/{id}/triage")).Json();

    public async Task<string> No(Guid id) => (await (await browser.Get($"/api/cases/{id}")).Json()).GetProperty("card").GetProperty("no").GetString()!;

    public void Dispose() => browser.Dispose();
}

internal static class Reasons
{
    public static IEnumerable<string> Codes(this JsonElement suggestion) => suggestion.GetProperty("reasons").EnumerateArray().Select(r => r.GetProperty("code").GetString()!);

    public static JsonElement Reason(this JsonElement suggestion, string code) => suggestion.GetProperty("reasons").EnumerateArray().Single(r => r.GetProperty("code").GetString() == code);

    public static IEnumerable<string> Evidence(this JsonElement reason) => reason.GetProperty("evidence").EnumerateArray().Select(e => e.GetString()!);
}
