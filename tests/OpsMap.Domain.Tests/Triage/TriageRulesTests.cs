using OpsMap.Domain.Triage;
using static OpsMap.Domain.Tests.Triage.Given;

namespace OpsMap.Domain.Tests.Triage;

public sealed class TriageRulesTests
{
    [Fact]
    public void The_shipped_rules_are_sound_and_know_every_industry_and_situation()
    {
        Assert.Null(Rules.Check());
        Assert.Equal(Enum.GetValues<Industry>(), Rules.Industries.Select(r => r.Industry).Order());
        Assert.Equal(Enum.GetValues<Situation>(), Rules.Situations.Select(r => r.Situation).Order());
    }

    public static TheoryData<string, string, Func<TriageRules, TriageRules>> Bad => new()
    {
        { "industries[0].words.食品", Refusals.OutOfRange, r => r with { Industries = [new(Industry.Food, new Dictionary<string, int>(StringComparer.Ordinal) { ["食品"] = 11 })] } },
        { "industries[0].words. ", Refusals.Required, r => r with { Industries = [new(Industry.Food, new Dictionary<string, int>(StringComparer.Ordinal) { [" "] = 1 })] } },
        { "situations", Refusals.RuleRepeated, r => r with { Situations = [r.Situations[0], r.Situations[0]] } },
        { "urgency[0].level", Refusals.OutOfRange, r => r with { Urgency = [new(0, ["火"])] } },
        { "amounts[0].atLeast", Refusals.OutOfRange, r => r with { Amounts = [new(0, 1)] } },
        { "duplicates.alike", Refusals.OutOfRange, r => r with { Duplicates = r.Duplicates with { Alike = 0 } } },
        { "bursts.cases", Refusals.OutOfRange, r => r with { Bursts = r.Bursts with { Cases = 1 } } },
        { "claimants.wording", Refusals.WordNotAllowed, r => r with { Claimants = r.Claimants with { Wording = ["职业打假人"] } } },
        { "claimants.days", Refusals.OutOfRange, r => r with { Claimants = r.Claimants with { Days = 0 } } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_rule_names_its_place(string field, string code, Func<TriageRules, TriageRules> change)
    {
        var no = change(Rules).Check();
        Assert.Equal((code, field), (no?.Code, no?.Field));
    }
}
