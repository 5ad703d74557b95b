using System.Text.Json;
using OpsMap.AppHost.Running;

namespace OpsMap.AppHost.Smoke;

/// <summary>One complaint (工单) from intake to archive, through the public API and both hubs, as people would drive it.</summary>
public sealed class Chain(Uri server, string demoKey, Progress progress)
{
    private const string County = "140403";
    // Yingbin Street in Changzhi; the squad starts some 250 m to the north.
    private const double Lon = 113.1170;
    private const double Lat = 36.1950;
    private const double StartLat = 36.1973;
    private const double StepLat = 0.0004;

    private static readonly int[] OnSceneDispute = [1];
    private static readonly string[] Crew = ["演示张", "演示李"];

    public async Task Run(CancellationToken cancel)
    {
        using var dispatcher = await SignIn("dispatcher", null, cancel);
        using var county = await SignIn("county", null, cancel);
        var (squadId, code, slot) = await progress.Step("a squad of the county", () => Squad(dispatcher, cancel));
        using var leader = await SignIn("squad", code, cancel);
        await using var screen = await progress.Step("console joins the live hub", () => DispatcherScreen.Open(dispatcher, cancel));
        await using var phone = await progress.Step("phone joins the device hub", () => SquadPhone.Open(leader, cancel));
        if (screen.Snapshot.GetProperty("squads").GetArrayLength() == 0) throw new SmokeException("the snapshot has no squads");

        await progress.Step($"{code} goes on duty, the map shows it", async () =>
        {
            await leader.Command($"/api/squads/{squadId}", new { type = "clock-on", crew = Crew.Length, members = Crew, noticeVersion = "2026-11" }, cancel);
            await phone.Report(Lon, StartLat, cancel);
            await screen.Shows(slot, cancel);
        });

        var id = await progress.Step("受理 intake: the console hears of it", () => Register(dispatcher, screen, cancel));
        var path = $"/api/cases/{id}";
        await progress.Step("研判 triage: fast response", () => Triage(dispatcher, screen, path, id, cancel));
        await progress.Step($"就近 recommendation: {code} is among the nearest", () => Recommended(dispatcher, path, squadId, cancel));
        await progress.Step("指令 directive: the phone rings", async () =>
        {
            await dispatcher.Command(path, new { type = "issue-directive", squad = squadId }, cancel);
            await phone.HasJob(id, cancel);
        });
        await progress.Step("回应 response: received, answered, on the way", () => Respond(leader, screen, path, id, cancel));
        await progress.Step("到场 arrival: seen by the fence", () => Drive(phone, screen, id, cancel));
        await progress.Step("处置 handling: agreed and closed on the spot", () => Settle(leader, screen, path, id, cancel));
        await progress.Step("反馈 feedback", () => leader.Command(path, new { type = "feedback", text = "现场调解，当场退款 120 元。" }, cancel));
        await progress.Step("回访 return visit", () =>
            county.Command(path, new { type = "return-visit", reached = true, processScore = 5, resultScore = 5 }, cancel));
        await progress.Step("归档 archive", async () =>
        {
            await county.Command(path, new { type = "archive" }, cancel);
            await screen.CaseIs(id, "workflow", "archived", cancel);
        });
        await progress.Step("every clock was met, every step is on the record", () => Check(dispatcher, path, cancel));
    }

    private Task<Visitor> SignIn(string role, string? squad, CancellationToken cancel) =>
        progress.Step($"{role} signs in", () => Visitor.SignIn(server, demoKey, role, squad, cancel));

    private static async Task<(string Id, string Code, int Slot)> Squad(Visitor dispatcher, CancellationToken cancel)
    {
        var squads = await dispatcher.Get("/api/squads", cancel);
        foreach (var squad in squads.EnumerateArray())
            if (Text(squad, "county") == County && Text(squad, "state") == "offDuty")
                return (Text(squad, "id"), Text(squad, "code"), squad.GetProperty("slot").GetInt32());
        throw new SmokeException($"no squad of {County} is there to go on duty, out of {squads.GetArrayLength()}");
    }

    private static async Task<string> Register(Visitor dispatcher, DispatcherScreen screen, CancellationToken cancel)
    {
        var answer = await dispatcher.Post("/api/cases", new
        {
            commandId = Guid.CreateVersion7(),
            @case = new
            {
                kind = "complaint",
                channel = "hotline12315",
                title = "冷冻食品过期，商家拒绝退款",
                facts = "消费者在超市购买的冷冻食品已过保质期，商家拒绝退款，双方在现场争执。",
                place = "潞州区英雄街与迎宾街交叉口",
                point = new { lon = Lon, lat = Lat },
                datum = "wgs84",
                industry = 1,
                situations = OnSceneDispute,
                respondent = new { name = "某超市" },
                amount = 120,
                drill = true,
            },
            complainant = new { name = "王小明", phone = "13800001234" },
        }, cancel);
        var id = Text(answer, "id");
        await screen.CaseIs(id, "workflow", "received", cancel);
        return id;
    }

    private static async Task Triage(Visitor dispatcher, DispatcherScreen screen, string path, string id, CancellationToken cancel)
    {
        await dispatcher.Command(path, new { type = "start-triage" }, cancel);
        await dispatcher.Command(path, new { type = "add-opinion", unit = "intakeCentre", text = "现场争执，宜快速处置。" }, cancel);
        await dispatcher.Command(path, new { type = "add-opinion", unit = "consumerSection", text = "同意。" }, cancel);
        await dispatcher.Command(path, new { type = "decide-fast", situations = OnSceneDispute }, cancel);
        await screen.CaseIs(id, "fast", "candidate", cancel);
    }

    // what is searched is written a moment after the position has been shown
    private static async Task Recommended(Visitor dispatcher, string path, string squadId, CancellationToken cancel)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        for (var tries = 10; ; tries--)
        {
            var answer = await dispatcher.Get($"{path}/recommendation?limit=4", cancel);
            if (answer.GetProperty("candidates").EnumerateArray().Any(c => Text(c, "squadId") == squadId)) return;
            if (tries == 0) throw new SmokeException($"the only squad on duty is not recommended: {answer}");
            await again.WaitForNextTickAsync(cancel);
        }
    }

    private static async Task Respond(Visitor leader, DispatcherScreen screen, string path, string id, CancellationToken cancel)
    {
        await leader.Command(path, new { type = "ack-directive" }, cancel);
        await leader.Command(path, new
        {
            type = "respond",
            mode = "onSite",
            text = "已联系投诉人，立即前往。",
            firstReply = new { received = true, handlingUnit = "潞州区市场监管局", accepted = "yes" },
        }, cancel);
        await leader.Command(path, new { type = "depart" }, cancel);
        await screen.CaseIs(id, "fast", "enRoute", cancel);
    }

    private static async Task Drive(SquadPhone phone, DispatcherScreen screen, string id, CancellationToken cancel)
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var lat = StartLat;
        for (var arrived = false; !arrived;)
        {
            await second.WaitForNextTickAsync(cancel);
            // After the last metre it stays there until the fence has seen it long enough.
            lat = Math.Max(Lat, lat - StepLat);
            arrived = await phone.Report(Lon, lat, cancel);
        }
        await screen.CaseIs(id, "fast", "onScene", cancel);
    }

    private static async Task Settle(Visitor leader, DispatcherScreen screen, string path, string id, CancellationToken cancel)
    {
        await leader.Command(path, new { type = "agree", text = "商家当场退款 120 元并致歉。", recoveredAmount = 120, performedAtOnce = true, letter = false }, cancel);
        await leader.Command(path, new
        {
            type = "close",
            outcome = "mediatedOnScene",
            text = "现场调解成功，当场履行。",
            recoveredAmount = 120,
            checklist = new { explained = true, recorded = true, passedOn = true, handled = true },
        }, cancel);
        await screen.CaseIs(id, "workflow", "closed", cancel);
    }

    private static async Task Check(Visitor dispatcher, string path, CancellationToken cancel)
    {
        var detail = await dispatcher.Get(path, cancel);
        foreach (var clock in detail.GetProperty("card").GetProperty("clocks").EnumerateArray())
        {
            var cancelled = clock.TryGetProperty("cancelled", out var flag) && flag.GetBoolean();
            if (!cancelled && !(clock.TryGetProperty("met", out var met) && met.GetBoolean())) throw new SmokeException($"a clock was not met: {clock}");
        }
        string[] expected =
        [
            "case-received", "triage-started", "fast-decided", "directive-issued", "directive-received", "squad-responded", "first-reply-sent",
            "squad-en-route", "arrived-on-scene", "mediation-agreed", "case-closed", "feedback-sent", "return-visited", "case-archived",
        ];
        var steps = detail.GetProperty("timeline").EnumerateArray().OrderBy(t => t.GetProperty("version").GetInt32()).Select(t => Text(t, "type"));
        var found = steps.Where(s => expected.Contains(s, StringComparer.Ordinal)).ToList();
        if (!found.SequenceEqual(expected, StringComparer.Ordinal)) throw new SmokeException($"the record reads {string.Join(", ", found)}");
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
