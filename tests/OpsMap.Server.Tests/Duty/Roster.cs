using System.Text.Json;
using OpsMap.Server.Tests.Access;

namespace OpsMap.Server.Tests.Duty;

/// <summary>Weeks far from the demonstration's own, so that each test plans on empty paper.</summary>
internal static class Roster
{
    private static int _weeks;

    /// <summary>A Monday nobody else has.</summary>
    public static DateOnly Monday() => new DateOnly(2031, 1, 6).AddDays(28 * Interlocked.Increment(ref _weeks));

    public static DateTimeOffset At(this DateOnly day, int hour) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).AddHours(hour);

    public static object Shift(Guid squad, DateTimeOffset from, int hours = 12, string[]? members = null, string? leader = null, bool onCall = false) =>
        new { squad, startsAt = from, endsAt = from.AddHours(hours), members = members ?? ["王一", "李二"], leader, vehicle = "晋D·1234警", onCall };

    public static async Task<HttpResponseMessage> Plan(this Browser desk, Guid id, object shift, int? version = null, Guid? commandId = null) =>
        await desk.Put($"/api/shifts/{id}", new { commandId = commandId ?? Guid.NewGuid(), shift, version });

    public static async Task<Guid> Planned(this Browser desk, object shift)
    {
        var id = Guid.NewGuid();
        await (await desk.Plan(id, shift)).Json();
        return id;
    }

    public static async Task<IReadOnlyList<JsonElement>> Shifts(this Browser reader, DateOnly from, int days = 7, string? county = null) =>
        [.. (await (await reader.Get($"/api/shifts?from={from:yyyy-MM-dd}&to={from.AddDays(days):yyyy-MM-dd}{(county is null ? "" : $"&county={county}")}")).Json()).GetProperty("shifts").EnumerateArray()];

    public static async Task<Guid> Squad(this Browser browser, string code) => (await (await browser.Get("/api/squads")).Json()).EnumerateArray()
        .Single(s => s.GetProperty("code").ValueEquals(code)).GetProperty("id").GetGuid();

    public static async Task<JsonElement> Say(this Browser phone, Guid squad, object command) =>
        await (await phone.Post($"/api/squads/{squad}/commands", new { commandId = Guid.NewGuid(), command })).Json();

    public static async Task<JsonElement> Import(this Browser desk, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "roster.csv" } };
        return await (await desk.Send(HttpMethod.Post, "/api/shifts/import", form)).Json();
    }

    public static string Figures(this JsonElement report) => $"{report.GetProperty("entered")} {report.GetProperty("changed")} {report.GetProperty("repeated")} {report.GetProperty("bad").GetArrayLength()}";
}
