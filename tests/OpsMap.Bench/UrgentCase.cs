using System.Net.Http.Json;

namespace OpsMap.Bench;

/// <summary>A food complaint in the city, being determined, through the public API.</summary>
internal static class UrgentCase
{
    public static async Task<Guid> Register(BenchSystem system, CancellationToken ct)
    {
        using var desk = system.Client(system.Desks[0]);
        var id = Guid.CreateVersion7();
        await Post(desk, "/api/cases", new
        {
            commandId = id,
            @case = new
            {
                kind = "complaint",
                channel = "hotline12345",
                title = "外卖餐品有异物",
                facts = "餐品中有金属丝，商家拒绝退款。",
                place = "潞州区迎宾大道58号",
                respondent = new { name = "快餐店" },
                point = new { lon = 113.12, lat = 36.2 },
                industry = 1,
                situations = new[] { 1 },
            },
        }, ct);
        await Command(desk, id, new { type = "start-triage" }, ct);
        return id;
    }

    public static Task Command(HttpClient desk, Guid id, object command, CancellationToken ct) =>
        Post(desk, $"/api/cases/{id}/commands", new { commandId = Guid.CreateVersion7(), command }, ct);

    private static async Task Post(HttpClient desk, string path, object body, CancellationToken ct)
    {
        using var answer = await desk.PostAsJsonAsync(path, body, ct);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(ct)}");
    }
}
