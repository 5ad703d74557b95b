using System.Collections.Frozen;
using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;

namespace OpsMap.Server.Tests.Cases;

/// <summary>A case that takes whatever step is open, as chance has it; the same seed takes the same steps.</summary>
internal sealed class RandomCase
{
    private static readonly CountyCode _luzhou = new("140403");
    private static readonly SquadId _squad = new(new Guid("00000000-0000-0000-0000-000000000003"));

    private static readonly IReadOnlyList<Actor> _people =
    [
        Somebody(1, Role.CityDispatcher, CountyCode.City), Somebody(2, Role.CountyDispatcher, _luzhou), Somebody(3, Role.CountyDispatcher, _luzhou),
        Somebody(4, Role.SquadLeader, _luzhou) with { Squad = _squad }, Somebody(5, Role.StationHead, _luzhou) with { Office = "已办理" }, Somebody(6, Role.Leadership, CountyCode.City),
    ];

    /// <summary>What concerns other cases and squads belongs to other streams.</summary>
    private static readonly FrozenSet<string> _left = FrozenSet.Create(StringComparer.Ordinal, "merge", "split", "find-clue", "add-evidence", "register");

    private readonly Random _chance;

    public RandomCase(int seed)
    {
        _chance = new Random(seed);
        Id = new CaseId(Guid.NewGuid());
        Say(new CaseCommand.Register(new Registration(
            _chance.Next(4) == 0 ? CaseKind.Report : CaseKind.Complaint, Channel.Hotline12315, "瓷砖以次充好", "与样品不符", "万博装饰市场", new Respondent("某建材店"),
            new GeoPoint(113.11, 36.19), County: _luzhou, Situations: _chance.Next(2) == 0 ? [Situation.OnSceneDispute] : null,
            OnFile: new ComplainantOnFile("王**", "138****1234", true, ConsentPublish: _chance.Next(2) == 0))), _people[0]);
        for (var step = _chance.Next(3, 26); step > 0; step--) Step();
    }

    public CaseId Id { get; }

    public Case State { get; private set; } = Case.Nothing;

    public List<CaseEvent> History { get; } = [];

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    private void Step()
    {
        Now += TimeSpan.FromSeconds(_chance.Next(1, 1_500));
        var open = (from row in CaseDecider.Procedure
                    where row.Who != Who.Machine && !_left.Contains(row.Name)
                    from person in _people
                    where row.Refuse(State, person, new Moment(Now)) is null
                    select (row, person)).ToList();
        if (open.Count == 0) return;
        var (chosen, by) = open[_chance.Next(open.Count)];
        Say((CaseCommand)Any(chosen.Command)!, by);
    }

    private void Say(CaseCommand command, Actor by)
    {
        if (command is CaseCommand.IssueDirective d) command = d with { Squad = _squad, Receipt = null };
        var numbers = new Numbers($"CZ-{Id.Value:N}", $"令{State.Directives + 1}-{Id.Value:N}", Id, CardNo: $"卡{State.Cards.Count + 1}");
        if (CaseDecider.Decide(State, command, by, new Moment(Now, numbers: numbers)) is not Decision<CaseEvent>.Accepted accepted) return;
        State = State.Evolve(accepted.Events);
        History.AddRange(accepted.Events);
    }

    private object? Any(Type type)
    {
        // a receipt is the server's
        if (type == typeof(JsonElement?)) return null;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Any(inner);
        if (type == typeof(string)) return "已办理";
        if (type == typeof(DateTimeOffset)) return Now.AddDays(2);
        if (type == typeof(DateOnly)) return CityTime.DayOf(Now).AddDays(5);
        if (type == typeof(GeoPoint)) return new GeoPoint(113.12, 36.2);
        if (type == typeof(CountyCode)) return _luzhou;
        if (type == typeof(Guid)) return Guid.NewGuid();
        if (type == typeof(bool)) return _chance.Next(3) > 0;
        if (type == typeof(int)) return _chance.Next(1, 5);
        if (type == typeof(decimal)) return (decimal)_chance.Next(0, 5_000);
        if (type == typeof(double)) return 12.0;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(_chance.Next(Enum.GetValues(type).Length))!;
        if (type.IsGenericType)
        {
            var items = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            items.SetValue(Any(type.GetGenericArguments()[0]), 0);
            return items;
        }

        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => p.HasDefaultValue && (_chance.Next(2) == 0 || p.ParameterType.IsClass) ? p.DefaultValue : Any(p.ParameterType))]);
    }

    private static Actor Somebody(byte n, Role role, CountyCode county) =>
        new(new PersonId(new Guid(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1])), $"第{n}人", role, county);
}
