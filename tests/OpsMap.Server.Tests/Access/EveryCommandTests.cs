using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using Xunit;

namespace OpsMap.Server.Tests.Access;

/// <summary>Every command of the procedure over HTTP, said wrongly in every way there is; a new command is in it the day it has its row.</summary>
public sealed class EveryCommandTests(Node node) : IClassFixture<Node>
{
    private const string Past = "2026-01-05";

    private static readonly IReadOnlyList<Row> _rows = [.. CaseDecider.Procedure.Where(r => CaseDecider.FromPeople(r.Command))];

    private readonly List<string> _failures = [];

    [Fact]
    public async Task Illegal_now_is_a_conflict_with_the_reason_in_words()
    {
        using var county = await node.SignedIn("county");
        using var city = await node.SignedIn("dispatcher");
        using var squad = await node.SignedIn("squad", "潞州03");
        var (received, withdrawn, question, onScene) = (await Opened(county), await Opened(county), await Opened(county, kind: "consultation"), await OnScene(county, squad));
        await Must(county, withdrawn, new CaseCommand.Withdraw("不投诉了"));
        var archived = await Opened(county, kind: "consultation");
        await Must(county, archived, new CaseCommand.Answer("七日内可以退货"));
        await Must(county, archived, new CaseCommand.Archive());

        foreach (var row in _rows)
        {
            var (by, id) = row.Who.Roles switch
            {
                var roles when !roles.Contains(Role.CityDispatcher) && !roles.Contains(Role.CountyDispatcher) => (squad, onScene),
                var roles => (roles.Contains(Role.CountyDispatcher) ? county : city, row.Name switch
                {
                    "feedback" or "reopen" => received,
                    // a clue may come out of a closed complaint too
                    "find-clue" => question,
                    // a wrong number may come out at the return visit
                    "correct-complainant" => archived,
                    _ => withdrawn,
                }),
            };
            foreach (var language in new[] { "zh-CN", "en" })
            {
                by.Headers["Accept-Language"] = language;
                await Told(row, by, id, Example(row.Command), 409, problem =>
                {
                    var title = problem.GetProperty("title").GetString()!;
                    Assert.True(title.Any(c => c is >= '一' and <= '鿿') == (language is "zh-CN"), title);
                    Assert.DoesNotContain('{', title);
                });
            }
        }

        AllAsExpected();
        Assert.True(_rows.Count >= 60, $"only {_rows.Count} commands");
    }

    [Fact]
    public async Task A_wrong_role_is_refused_and_each_attempt_is_written_down()
    {
        using var county = await node.SignedIn("county");
        using var leader = await node.SignedIn("leader");
        using var section = await node.SignedIn("section");
        var id = await Opened(county);
        foreach (var row in _rows)
        {
            var by = row.Who.Roles.Contains(Role.Leadership) ? section : leader;
            await Told(row, by, id, Example(row.Command), 403, p => Assert.Equal(Refusals.WrongRole, p.GetProperty("code").GetString()));
        }

        AllAsExpected();
        Assert.Equal(_rows.Count, await node.Database.Scalar<long>(
            "select count(*) from audit where action = 'refused-attempt' and facts->>'code' = 'wrong-role' and subject = $1", id.ToString()));
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from event where stream = $1 and version > 2", id));
    }

    [Fact]
    public async Task Another_countys_case_does_not_exist_for_any_command()
    {
        using var county = await node.SignedIn("county");
        using var city = await node.SignedIn("dispatcher");
        using var squad = await node.SignedIn("squad", "潞州03");
        var foreign = await Opened(city, "140423");
        foreach (var row in _rows)
        {
            foreach (var by in new[] { county, squad })
                await Told(row, by, foreign, Example(row.Command), 404, p => Assert.Equal("not-found", p.GetProperty("code").GetString()));
        }

        AllAsExpected();
    }

    [Fact]
    public async Task An_id_that_said_something_else_before_is_refused_for_every_command()
    {
        using var county = await node.SignedIn("county");
        using var city = await node.SignedIn("dispatcher");
        var id = await Opened(county);
        foreach (var row in _rows.Where(r => r.Who.Roles.Contains(Role.CountyDispatcher) || r.Who.Roles.Contains(Role.CityDispatcher)))
        {
            await Told(row, row.Who.Roles.Contains(Role.CountyDispatcher) ? county : city, id, Example(row.Command), 409, p =>
            {
                Assert.Equal("command-id-reused", p.GetProperty("code").GetString());
                Assert.Equal("commandId", p.GetProperty("field").GetString());
            }, commandId: id);
        }

        AllAsExpected();
    }

    [Fact]
    public async Task What_is_missing_or_means_nothing_is_named_for_every_member_of_every_command()
    {
        using var county = await node.SignedIn("county");
        var id = await Opened(county);
        var asked = 0;
        foreach (var row in _rows)
        {
            var whole = Example(row.Command);
            foreach (var member in Needed(row.Command))
            {
                var name = NameOf(row.Command, member);
                var without = Without(whole, name);
                await Bad(row, without, "member-missing", $"command.{name}");
                if (member.ParameterType.IsEnum) await Bad(row, With(without, name, "nonsense"), "unknown-code", $"command.{name}");
                asked++;
            }

            await Bad(row, With(whole, "sudo", true), "unknown-member", "command.sudo");
        }

        AllAsExpected();
        Assert.True(asked >= 60, $"only {asked} members");
        await Bad(_rows[0], With(Example(typeof(CaseCommand.Refuse)), "ground", "N9"), "unknown-code", "command.ground");
        AllAsExpected();

        Task Bad(Row row, JsonObject command, string code, string field) => Told(row, county, id, command, 400, p =>
        {
            Assert.Equal(code, p.GetProperty("code").GetString());
            Assert.Equal(field, p.GetProperty("field").GetString());
        });
    }

    [Fact]
    public async Task What_has_a_way_of_its_own_or_is_the_systems_own_word_is_no_command_here()
    {
        using var county = await node.SignedIn("county");
        var id = await Opened(county);
        var others = CaseDecider.Procedure.Where(r => !CaseDecider.FromPeople(r.Command)).ToList();
        Assert.Contains(others, r => r.Name is "add-evidence");
        foreach (var row in others)
        {
            await Told(row, county, id, Example(row.Command), 400, p =>
            {
                Assert.Equal("unknown-code", p.GetProperty("code").GetString());
                Assert.Equal("command.type", p.GetProperty("field").GetString());
            });
        }

        AllAsExpected();
        Assert.Equal(0L, await node.Database.Scalar<long>("select count(*) from event where stream = $1 and version > 2", id));
    }

    [Fact]
    public async Task A_blank_reason_and_a_date_in_the_past_are_named_where_the_command_is_open()
    {
        using var county = await node.SignedIn("county");
        var (open, accepted) = (await Opened(county), await Opened(county));
        await Must(county, open, new CaseCommand.StartTriage());
        await Must(county, accepted, new CaseCommand.StartTriage());
        await Must(county, accepted, new CaseCommand.Route(Domain.Triage.Industry.ProductQuality, "质量股"));
        await Must(county, accepted, new CaseCommand.Accept());

        await Field(open, new CaseCommand.Supervise(SupervisionMode.Supervise, "久拖不决", DateTimeOffset.Parse(Past, System.Globalization.CultureInfo.InvariantCulture), "质量股"), Refusals.InThePast, "due");
        await Field(open, new CaseCommand.AskMaterials("身份证明", DateOnly.Parse(Past, System.Globalization.CultureInfo.InvariantCulture)), Refusals.InThePast, "by");
        await Field(accepted, new CaseCommand.StartMediation(At: DateTimeOffset.Parse(Past, System.Globalization.CultureInfo.InvariantCulture)), Refusals.InThePast, "at");
        await Field(open, new CaseCommand.Supervise(SupervisionMode.Supervise, " ", DateTimeOffset.UtcNow.AddDays(3), "质量股"), Refusals.Required, "reason");
        await Field(open, new CaseCommand.Refuse(RefusalGround.N3, "", "可起诉"), Refusals.Required, "reasons");
        await Field(open, new CaseCommand.Refuse(RefusalGround.N3, "非生活消费", "\t"), Refusals.Required, "remedies");
        await Field(open, new CaseCommand.Withdraw(""), Refusals.Required, "text");
        await Field(open, new CaseCommand.Route(Domain.Triage.Industry.Food, ""), Refusals.Required, "unit");
        await Field(accepted, new CaseCommand.EndMediation(EndGround.E5, "期限届满"), Refusals.GroundDoesNotFit, "ground");
        await Field(accepted, new CaseCommand.Agree("", false, true), Refusals.NotOnScene, null, 409);

        async Task Field(Guid id, CaseCommand command, string code, string? field, int status = 400) =>
            await (await county.PostText($"/api/cases/{id}/commands", Body(Guid.NewGuid(), Json(command)))).Problem(status, code, field);
    }

    private async Task Told(Row row, Browser by, Guid id, JsonObject command, int status, Action<JsonElement> check, Guid? commandId = null)
    {
        using var answer = await by.PostText($"/api/cases/{id}/commands", Body(commandId ?? Guid.NewGuid(), command));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        try
        {
            Assert.Equal(status, (int)answer.StatusCode);
            check(JsonElement.Parse(text));
        }
        catch (Xunit.Sdk.XunitException e)
        {
            _failures.Add($"{row.Name}: {(int)answer.StatusCode} {text}\n  {e.Message}");
        }
    }

    private void AllAsExpected() => Assert.True(_failures.Count == 0, string.Join('\n', _failures));

    private static async Task<Guid> Opened(Browser by, string county = "140403", string kind = "complaint")
    {
        var id = Guid.NewGuid();
        await (await by.PostText("/api/cases", $$$"""
            {"commandId":"{{{id}}}","case":{"kind":"{{{kind}}}","channel":"hotline12315","title":"门票退款纠纷","facts":"索道停运，要求退票","place":"某商场","county":"{{{county}}}",
             "respondent":{"name":"某商场"},"point":{"lon":113.12,"lat":36.2},"situations":[{{{(kind is "complaint" ? "1" : "")}}}]}}
            """)).Json();
        return id;
    }

    private async Task<Guid> OnScene(Browser county, Browser squad)
    {
        var id = await Opened(county);
        var own = await node.Database.Scalar<Guid>("select id from squad_view where code = '潞州03'");
        await (await squad.PostText($"/api/squads/{own}/commands", $$$"""{"commandId":"{{{Guid.NewGuid()}}}","command":{"type":"clock-on","crew":2,"members":["演示张","演示李"],"noticeVersion":"2026-11"}}""")).Json();
        foreach (var command in new CaseCommand[] { new CaseCommand.StartTriage(), new CaseCommand.DecideFast([Domain.Triage.Situation.OnSceneDispute]), new CaseCommand.IssueDirective(new SquadId(own)) })
            await Must(county, id, command);
        foreach (var command in new CaseCommand[] { new CaseCommand.AckDirective(), new CaseCommand.Respond(HandlingMode.OnSite, "马上到"), new CaseCommand.Arrive(ArrivalProof.Manual, Remark: "已到") })
            await Must(squad, id, command);
        return id;
    }

    private static async Task Must(Browser by, Guid id, CaseCommand command) =>
        await (await by.PostText($"/api/cases/{id}/commands", Body(Guid.NewGuid(), Json(command)))).Json();

    private static string Body(Guid commandId, JsonObject command) => $$"""{"commandId":"{{commandId}}","command":{{command.ToJsonString(Wire.Options)}}}""";

    private static JsonObject Json(CaseCommand command) => JsonSerializer.SerializeToNode(command, Wire.Options)!.AsObject();

    private static JsonObject Example(Type command) => Json((CaseCommand)Filled(command));

    private static JsonObject Without(JsonObject whole, string name)
    {
        var copy = whole.DeepClone().AsObject();
        Assert.True(copy.Remove(name), name);
        return copy;
    }

    private static JsonObject With(JsonObject whole, string name, JsonNode value)
    {
        var copy = whole.DeepClone().AsObject();
        copy[name] = value;
        return copy;
    }

    private static ParameterInfo[] Needed(Type type) => [.. type.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters().Where(p => !p.HasDefaultValue)];

    private static string NameOf(Type type, ParameterInfo parameter) =>
        type.GetProperty(parameter.Name!)!.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!);

    /// <summary>Well formed, and nothing more than it needs.</summary>
    private static object Filled(Type type)
    {
        if (type == typeof(string)) return "已办理";
        if (type == typeof(DateTimeOffset)) return DateTimeOffset.UtcNow.AddDays(3);
        if (type == typeof(DateOnly)) return DateOnly.FromDateTime(DateTime.UtcNow).AddDays(5);
        if (type == typeof(GeoPoint)) return new GeoPoint(113.12, 36.2);
        if (type == typeof(CountyCode)) return CountyCode.City;
        if (type == typeof(Guid)) return Guid.NewGuid();
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 1;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(0)!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var items = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            items.SetValue(Filled(type.GetGenericArguments()[0]), 0);
            return items;
        }

        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue ? p.DefaultValue : Filled(p.ParameterType))]);
    }
}
