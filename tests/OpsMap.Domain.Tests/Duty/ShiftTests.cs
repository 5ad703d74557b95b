using OpsMap.Domain.Duty;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Duty;

public sealed class ShiftTests
{
    private static readonly ShiftSaid _day = new(Squad3, Nine, Nine.AddHours(12), ["王一", "李二"], "王一");

    [Fact]
    public void The_leader_counts_among_the_crew_once_named_or_not()
    {
        Assert.Equal(["王一", "李二"], _day.Crew);
        Assert.Equal(["李二", "王一"], (_day with { Members = [" 李二 "] }).Crew);
        Assert.Null((_day with { Members = ["李二"] }).Check());
    }

    [Theory]
    [InlineData(false, Refusals.ShiftShortOfCrew)]
    [InlineData(true, null)]
    public void One_person_alone_can_only_be_on_call(bool onCall, string? code) =>
        Assert.Equal(code, (_day with { Members = [], OnCall = onCall }).Check()?.Code);

    [Theory]
    [InlineData(0, 29, Refusals.ShiftLength)]
    [InlineData(0, 30, null)]
    [InlineData(36, 0, null)]
    [InlineData(36, 1, Refusals.ShiftLength)]
    [InlineData(-1, 0, Refusals.ShiftLength)]
    public void A_shift_has_a_sane_length(int hours, int minutes, string? code) =>
        Assert.Equal(code, (_day with { EndsAt = Nine + new TimeSpan(hours, minutes, 0) }).Check()?.Code);

    [Theory]
    [InlineData(-12, false)]
    [InlineData(-11, true)]
    [InlineData(11, true)]
    [InlineData(12, false)]
    public void Shifts_that_touch_do_not_meet(int hours, bool meets)
    {
        var other = _day with { StartsAt = Nine.AddHours(hours), EndsAt = Nine.AddHours(hours + 12) };
        Assert.Equal(meets, _day.Meets(other));
        Assert.False(_day.Meets(other with { Squad = new SquadId(Number(9)) }));
    }
}
