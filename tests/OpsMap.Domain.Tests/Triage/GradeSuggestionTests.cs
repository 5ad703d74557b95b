using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using static OpsMap.Domain.Tests.Triage.Given;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Triage;

public sealed class GradeSuggestionTests
{
    private static GradeSuggestion Grade(Registration said) => GradeSuggestion.Of(said, Nine, TextSuggestions.Situations(said, Nine, Rules), Rules);

    [Fact]
    public void An_ordinary_complaint_is_grade_three_and_says_that_nothing_was_found()
    {
        var grade = Grade(Said("衣服起球", "要求退货"));
        Assert.Equal((3, 4, 3), (grade.Urgency, grade.Importance, grade.Grade));
        Assert.Equal([TriageReasons.OrdinaryCase], grade.Reasons.Select(r => r.Code));
        Assert.Equal(4, Grade(Said("三包期多久", kind: CaseKind.Consultation)).Grade);
    }

    [Theory]
    [InlineData(59, 1, TriageReasons.LeavesBeforeArrival)]
    [InlineData(89, 1, TriageReasons.LeavesBeforeArrival)]
    [InlineData(90, 2, TriageReasons.LeavesSoon)]
    [InlineData(239, 2, TriageReasons.LeavesSoon)]
    public void A_visitor_who_leaves_soon_raises_the_grade(int minutes, int grade, string reason)
    {
        var suggested = Grade(Said("房费纠纷", "要求退差价") with { IsVisitor = true, LeavesAt = Nine.AddMinutes(minutes) });
        Assert.Equal(grade, suggested.Grade);
        var why = Assert.Single(suggested.Reasons, r => r.Code == reason);
        Assert.Equal($"{minutes}", why.Facts["minutes"]);
    }

    [Fact]
    public void One_who_has_left_is_not_helped_by_haste()
    {
        var suggested = Grade(Said("房费纠纷", "要求退差价") with { LeavesAt = Nine.AddMinutes(-1) });
        Assert.Equal(3, suggested.Grade);
        Assert.DoesNotContain(suggested.Reasons, r => r.Code is TriageReasons.LeavesBeforeArrival or TriageReasons.LeavesSoon);
    }

    [Fact]
    public void Harm_is_grade_one_with_its_words()
    {
        var suggested = Grade(Said("食物中毒", "就餐后三人呕吐住院"));
        Assert.Equal((1, 1, 1), (suggested.Urgency, suggested.Importance, suggested.Grade));
        Assert.Contains(suggested.Reasons, r => r.Code == TriageReasons.SafetyFirst);
        Assert.Contains(suggested.Reasons, r => r.Code == TriageReasons.UrgentWords && r.Evidence.Contains("中毒"));
    }

    [Theory]
    [InlineData(4999, 4)]
    [InlineData(5000, 3)]
    [InlineData(50000, 2)]
    public void Money_raises_importance(int amount, int importance) =>
        Assert.Equal(importance, Grade(Said("退款") with { Amount = amount }).Importance);
}
