using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests;

public sealed class WireTests
{
    [Theory]
    [InlineData(typeof(CaseEvent))]
    [InlineData(typeof(CaseCommand))]
    [InlineData(typeof(SquadEvent))]
    [InlineData(typeof(SquadCommand))]
    public void Everything_said_and_everything_that_happens_survives_the_wire(Type family)
    {
        foreach (var member in Wire.Members(family))
        {
            foreach (var full in new[] { true, false })
            {
                var value = Fill(member, full);
                var text = JsonSerializer.Serialize(value, family, Wire.Options);
                var back = JsonSerializer.Deserialize(Shuffle(text), family, Wire.Options);
                Assert.Equal(text, JsonSerializer.Serialize(back, family, Wire.Options));
                Assert.Equal(member, back!.GetType());
                Assert.Equal(Wire.NameOf(family, member), (string?)JsonNode.Parse(text)!["type"]);
                Assert.DoesNotContain("null", text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(typeof(CaseEvent))]
    [InlineData(typeof(CaseCommand))]
    [InlineData(typeof(SquadEvent))]
    [InlineData(typeof(SquadCommand))]
    public void Every_member_of_a_family_has_a_name_of_its_own(Type family)
    {
        var concrete = family.GetNestedTypes().Where(t => t.IsSubclassOf(family) && !t.IsAbstract).ToHashSet();
        Assert.Equal(concrete, Wire.Members(family).ToHashSet());
        Assert.Equal(concrete.Count, concrete.Select(t => Wire.NameOf(family, t)).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_event_and_no_command_has_room_for_the_complainants_own_data()
    {
        var reached = new HashSet<Type>();
        foreach (var member in Wire.Members(typeof(CaseEvent)).Concat(Wire.Members(typeof(CaseCommand)))) Reach(member, reached);
        Assert.Contains(typeof(ComplainantOnFile), reached);
        Assert.DoesNotContain(typeof(Complainant), reached);
    }

    /// <summary>An absent member is not written, so reading must not insist on it.</summary>
    [Fact]
    public void What_may_be_absent_has_a_default()
    {
        var nullable = new NullabilityInfoContext();
        var insisting = from type in typeof(Case).Assembly.GetExportedTypes()
                        where type.GetMethod("<Clone>$") is not null
                        from constructor in type.GetConstructors()
                        from parameter in constructor.GetParameters()
                        where !parameter.HasDefaultValue && nullable.Create(parameter).WriteState is NullabilityState.Nullable
                        select $"{type.Name}.{parameter.Name}";
        Assert.Empty(insisting);
    }

    [Fact]
    public void The_shapes_that_others_rely_on()
    {
        Assert.Equal("\"2026-11-23T01:00:00.000Z\"", Text.Of(Nine.ToOffset(TimeSpan.FromHours(8))));
        Assert.Equal("\"2026-11-23T01:00:00.0000001Z\"", Text.Of(Nine.AddTicks(1)));
        Assert.Equal("""{"lon":113.098,"lat":36.205}""", Text.Of(Market));
        Assert.Equal("10", Text.Of(Industry.ProductQuality));
        Assert.Equal("[1,6]", Text.Of(new[] { Situation.OnSceneDispute, Situation.Other }));
        Assert.Equal("\"hotline12315\"", Text.Of(Channel.Hotline12315));
        Assert.Equal("\"mediatedOnScene\"", Text.Of(Outcome.MediatedOnScene));
        Assert.Equal("\"r121\"", Text.Of(RuleSet.R121));
        Assert.Equal("\"gcj02\"", Text.Of(Datum.Gcj02));
        Assert.Equal("\"break\"", Text.Of(SquadState.Break));
        Assert.Equal($"\"{TheCase.Value}\"", Text.Of(TheCase));
        Assert.Equal("""{"140403":7}""", Text.Of(new Dictionary<CountyCode, int> { [Luzhou] = 7 }));
        Assert.Equal("""{"type":"start-triage"}""", Text.Of<CaseCommand>(new CaseCommand.StartTriage()));
        Assert.Equal("\"质\"", Text.Of("质"));
    }

    [Theory]
    [InlineData("""{"type":"add-opinion","unit":"intakeCentre"}""")]
    [InlineData("""{"type":"add-opinion","unit":"intakeCentre","text":null}""")]
    [InlineData("""{"type":"add-opinion","unit":"nobody","text":"x"}""")]
    [InlineData("""{"type":"add-opinion","unit":0,"text":"x"}""")]
    [InlineData("""{"type":"decide-fast","situations":[7]}""")]
    [InlineData("""{"type":"decide-fast","situations":["onSceneDispute"]}""")]
    [InlineData("""{"type":"issue-directive","squad":"not-an-id"}""")]
    [InlineData("""{"type":"arrive","how":"fence","point":{"lon":113.1}}""")]
    [InlineData("""{"type":"no-such-command"}""")]
    [InlineData("""{"unit":"intakeCentre","text":"x"}""")]
    public void A_malformed_command_does_not_get_as_far_as_the_rules(string text) =>
        // without any type the reader says not supported, everything else is a JSON error: both are the sender's fault
        Assert.True(Record.Exception(() => Text.Back<CaseCommand>(text)) is JsonException or NotSupportedException);

    [Fact]
    public void The_complainant_in_a_request_is_not_read_into_the_registration()
    {
        var said = Text.Back<Registration>("""
            {"kind":"complaint","channel":"hotline12315","title":"t","facts":"f","place":"p","situations":[1],
             "complainant":{"name":"王小明","phone":"13812341234"}}
            """);
        Assert.Null(said.OnFile);
        Assert.DoesNotContain("13812341234", Text.Of(said), StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_squads_and_actors_travel_whole()
    {
        var desk = Desk.OnScene();
        Assert.Equal(Text.Of(desk.Case), Text.Of(Text.Back<Case>(Text.Of(desk.Case))));
        Assert.Equal(Leader, Text.Back<Actor>(Text.Of(Leader)));
        var clock = desk.Clock(ClockKind.C3).Pass(ClockSteps.Warn1);
        Assert.Equal(Text.Of(clock), Text.Of(Text.Back<Clock>(Text.Of(clock))));
    }

    /// <summary>jsonb gives members back in an order of its own, the discriminator not first.</summary>
    private static string Shuffle(string text) =>
        new JsonObject(JsonNode.Parse(text)!.AsObject().Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))).ToJsonString(Wire.Options);

    private static object Fill(Type type, bool full)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue && !full ? p.DefaultValue : Example(p.ParameterType))]);
    }

    private static object Example(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return "文字 \"<&>\" 😀";
        if (type == typeof(DateTimeOffset)) return Nine.AddMilliseconds(7);
        if (type == typeof(Guid)) return Number(42);
        if (type == typeof(decimal)) return 12.50m;
        if (type == typeof(JsonElement)) return JsonDocument.Parse("""{"rank":1,"why":["近"]}""").RootElement.Clone();
        if (type == typeof(CountyCode)) return Luzhou;
        if (type == typeof(DateOnly)) return new DateOnly(2026, 11, 30);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsPrimitive) return Convert.ChangeType(3, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var items = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            items.SetValue(Example(type.GetGenericArguments()[0]), 0);
            return items;
        }

        return Fill(type, full: true);
    }

    private static void Reach(Type type, HashSet<Type> reached)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        foreach (var argument in type.GetGenericArguments()) Reach(argument, reached);
        if (type.Assembly != typeof(Case).Assembly || !reached.Add(type)) return;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)) Reach(property.PropertyType, reached);
    }
}
