using OpsMap.Domain.Triage;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Triage;

public sealed class TriageTests
{
    [Theory]
    [InlineData(1, 4, null, null, 1)]
    [InlineData(4, 2, null, null, 2)]
    [InlineData(4, 4, Situation.SafetyHarm, null, 1)]
    [InlineData(4, 4, Situation.MassOrPublicOpinion, null, 1)]
    [InlineData(4, 4, Situation.Other, null, 4)]
    [InlineData(4, 4, null, "04:00:00", 4)]
    [InlineData(4, 4, null, "03:59:59", 2)]
    [InlineData(1, 4, null, "03:59:59", 1)]
    [InlineData(4, 4, null, "01:30:00", 2)]
    [InlineData(4, 4, null, "01:29:59", 1)]
    public void The_grade_is_the_worse_of_both_and_some_things_force_it(int urgency, int importance, Situation? situation, string? leaves, int grade)
    {
        Situation[] situations = situation is { } s ? [s] : [];
        TimeSpan? leavesIn = leaves is null ? null : TimeSpan.Parse(leaves, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(grade, Grading.Of(urgency, importance, situations, leavesIn));
    }

    [Fact]
    public void Until_graded_by_hand_urgent_ordinary_and_question()
    {
        Assert.Equal(2, Grading.Of(Urgent, Nine));
        Assert.Equal(3, Grading.Of(Complaint, Nine));
        Assert.Equal(4, Grading.Of(Question, Nine));
        Assert.Equal(1, Grading.Of(Urgent with { IsVisitor = true, LeavesAt = Nine.AddHours(1) }, Nine));
    }

    [Fact]
    public void Every_code_has_its_names_and_one_character()
    {
        Assert.Equal("食药械超索消车房价质", string.Concat(Enum.GetValues<Industry>().Select(i => Names.Industries[i].Glyph)));
        Assert.Equal(Enum.GetValues<Situation>().Length, Names.Situations.Count);
        Assert.Equal(Enum.GetValues<Capability>().Length, Names.Capabilities.Count);
        Assert.All([.. Names.Industries.Values, .. Names.Situations.Values, .. Names.Capabilities.Values], n =>
        {
            Assert.Equal(1, n.Glyph.Length);
            Assert.False(string.IsNullOrWhiteSpace(n.Zh) || string.IsNullOrWhiteSpace(n.En));
        });
    }

    [Theory]
    [InlineData(Industry.Food, Capability.Food)]
    [InlineData(Industry.Drug, Capability.Drug)]
    [InlineData(Industry.MedicalDevice, Capability.Device)]
    [InlineData(Industry.Retail, Capability.General)]
    [InlineData(Industry.ProfessionalClaim, Capability.General)]
    [InlineData(Industry.GeneralDispute, Capability.General)]
    [InlineData(Industry.Auto, Capability.Auto)]
    [InlineData(Industry.RealEstate, Capability.RealEstate)]
    [InlineData(Industry.Price, Capability.Price)]
    [InlineData(Industry.ProductQuality, Capability.Quality)]
    public void An_industry_asks_for_its_skill(Industry industry, Capability skill) => Assert.Equal([skill], Skills.For(industry));
}
