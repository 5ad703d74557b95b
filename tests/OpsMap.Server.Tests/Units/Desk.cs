using System.Text.Json;
using OpsMap.Server.Tests.Access;

namespace OpsMap.Server.Tests.Units;

/// <summary>What a dispatcher does before the part a test is about.</summary>
internal static class Desk
{
    public const string Complainant = "张建国";
    public const string ComplainantPhone = "13834561234";

    public static Task<Guid> Complaint(this Browser desk, string county = "140403") => desk.Case(new
    {
        kind = "complaint",
        channel = "hotline12315",
        title = "预付卡拒不退费",
        facts = $"商家停业，{Complainant}要求退费。",
        place = "英雄中路某健身房",
        county,
        industry = 6,
        respondent = new { name = "某健身房" },
    });

    /// <summary>A question, answered, closed and archived by the county's own desk.</summary>
    public static async Task<Guid> Archived(this Browser desk, string county = "140403")
    {
        var id = await desk.Case(new { kind = "consultation", channel = "hotline12315", title = "咨询预付卡退费", facts = "询问如何退费。", place = "长治", county });
        foreach (var command in new object[]
        {
            new { type = "first-reply", received = true, handlingUnit = "12315中心", accepted = "no" },
            new { type = "close", outcome = "answered", text = "已告知", checklist = new { explained = true, recorded = true, passedOn = true, handled = true } },
            new { type = "archive" },
        })
        {
            await (await desk.Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command })).Json();
        }
        return id;
    }

    public static List<JsonElement> Items(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    public static string Text(this JsonElement of, string member) => of.GetProperty(member).GetString()!;

    private static async Task<Guid> Case(this Browser desk, object registration)
    {
        var answer = await (await desk.Post("/api/cases", new { commandId = Guid.NewGuid(), @case = registration, complainant = new { name = Complainant, phone = ComplainantPhone } })).Json();
        return answer.GetProperty("id").GetGuid();
    }
}
