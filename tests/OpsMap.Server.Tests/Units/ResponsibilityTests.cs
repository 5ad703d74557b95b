using OpsMap.Server.Tests.Access;
using Xunit;

namespace OpsMap.Server.Tests.Units;

public sealed class ResponsibilityTests(Node node) : IClassFixture<Node>
{
    [Fact]
    public async Task One_bad_row_is_named_and_does_not_lose_the_others()
    {
        using var admin = await node.SignedIn("admin");
        var (food, drugs) = (await Unit("140404-SPG"), await Unit("140404-YPG"));
        var put = new
        {
            commandId = Guid.NewGuid(),
            rows = new object[]
            {
                new { county = "140404", industry = 1, unit = food, backup = drugs },
                new { county = "140405", industry = 1, unit = food },
                new { county = "140404", industry = 2, unit = drugs, backup = drugs },
                new { county = "140404", industry = 1, unit = drugs },
                new { county = "140404", industry = 3, unit = drugs, squad = Guid.NewGuid() },
                new { county = "140404", industry = 9 },
            },
        };
        var answer = await (await admin.Put("/api/responsibility", put)).Json();
        Assert.Equal(2, answer.GetProperty("saved").GetInt32());
        Assert.Equal(["1 unit no-such-unit", "2 backup repeated", "3 industry repeated", "4 squad no-such-squad"],
            answer.GetProperty("bad").EnumerateArray().Select(b => $"{b.GetProperty("row")} {b.GetProperty("field").GetString()} {b.GetProperty("code").GetString()}"));
        Assert.Equal("未找到该单位，或不属于该县区", answer.GetProperty("bad")[0].GetProperty("title").GetString());
        Assert.True(System.Text.Json.JsonElement.DeepEquals(answer, await (await admin.Put("/api/responsibility", put)).Json()));

        using var city = await node.SignedIn("dispatcher");
        var plots = (await (await city.Get("/api/responsibility?county=140404")).Json()).GetProperty("items").EnumerateArray().ToDictionary(p => p.GetProperty("industry").GetInt32());
        Assert.Equal("食品股 药品股", $"{plots[1].GetProperty("unit").GetProperty("name").GetString()} {plots[1].GetProperty("backup").GetProperty("name").GetString()}");
        Assert.False(plots.ContainsKey(9));
    }

    [Fact]
    public async Task The_table_is_changed_on_the_version_one_saw_and_by_administrators_only()
    {
        using var admin = await node.SignedIn("admin");
        var seen = (await (await admin.Get("/api/responsibility")).Json()).GetProperty("version").GetInt32();
        var row = new { county = "140404", industry = 4, unit = await Unit("140404-XBG") };
        await (await admin.Put("/api/responsibility", new { commandId = Guid.NewGuid(), version = seen, rows = new[] { row } })).Json();
        await (await admin.Put("/api/responsibility", new { commandId = Guid.NewGuid(), version = seen, rows = new[] { row } })).Problem(409, "stale-version", "version");
        await (await admin.Put("/api/responsibility", new { commandId = Guid.NewGuid(), rows = Array.Empty<object>() })).Problem(400, "out-of-range", "rows");
        using var county = await node.SignedIn("county");
        await (await county.Put("/api/responsibility", new { commandId = Guid.NewGuid(), rows = new[] { row } })).Problem(403, "wrong-role");
        Assert.All((await (await county.Get("/api/responsibility")).Json()).GetProperty("items").EnumerateArray(), p => Assert.Equal("140403", p.GetProperty("county").GetString()));
    }

    [Fact]
    public async Task A_case_is_suggested_to_the_unit_whose_plot_it_is_and_told_why()
    {
        using var city = await node.SignedIn("dispatcher");
        var routes = await (await city.Get($"/api/cases/{await Case(city, 7)}/routes")).Json();
        var items = routes.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["responsibility", "backup", "nearestStation", "nearestStation", "bureau"], items.Select(i => i.GetProperty("reason").GetString()));
        Assert.Equal("责任田：汽车由消保股办理", items[0].GetProperty("text").GetString());
        Assert.Contains("千米", items[2].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("潞州03", await node.Database.Scalar<string>("select code from squad_view where id = $1", routes.GetProperty("squad").GetGuid()));
    }

    [Fact]
    public async Task A_unit_that_has_returned_the_case_is_not_suggested_again()
    {
        using var city = await node.SignedIn("dispatcher");
        using var county = await node.SignedIn("county");
        var id = await Case(city, 7);
        foreach (var command in new object[]
        {
            new { type = "start-triage" },
            new { type = "add-opinion", unit = "intakeCentre", text = "一般投诉" },
            new { type = "decide-normal" },
            new { type = "route", industry = 7, unit = "消保股" },
            new { type = "return", reason = "notOurDuty", text = "不属本股职责" },
        })
        {
            await (await county.Post($"/api/cases/{id}/commands", new { commandId = Guid.NewGuid(), command })).Json();
        }
        var items = (await (await county.Get($"/api/cases/{id}/routes")).Json()).Items();
        Assert.Equal("backup", items[0].Text("reason"));
        Assert.DoesNotContain(items, i => i.Text("name") == "消保股");
    }

    [Fact]
    public async Task Another_countys_case_has_no_routes()
    {
        using var city = await node.SignedIn("dispatcher");
        using var county = await node.SignedIn("county");
        await (await county.Get($"/api/cases/{await Case(city, 1, "140404")}/routes")).Problem(404, "not-found");
        await (await county.Get($"/api/cases/{await Case(city, 1)}/routes")).Json();
    }

    private Task<Guid> Unit(string code) => node.Database.Scalar<Guid>("select id from unit where code = $1", code);

    private static async Task<Guid> Case(Browser city, int industry, string county = "140403")
    {
        var answer = await (await city.Post("/api/cases", new
        {
            commandId = Guid.NewGuid(),
            @case = new { kind = "complaint", channel = "hotline12315", title = "质量纠纷", facts = "不予退换", place = "某店", point = new { lon = 113.11, lat = 36.19 }, county, industry, respondent = new { name = "某店" } },
        })).Json();
        return answer.GetProperty("id").GetGuid();
    }
}
