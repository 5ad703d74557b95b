using CsCheck;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Tests.Clocks.Notices;

namespace OpsMap.Domain.Tests.Clocks;

public sealed class TermTests
{
    private static readonly Term _acceptance = new(7, TermUnit.WorkingDays);
    private static readonly Term _mediation = new(60, TermUnit.CalendarDays);

    private static DateTimeOffset At(string day, int hour = 0, int minute = 0) => CityTime.At(Day(day), new TimeOnly(hour, minute));

    [Fact]
    public void A_limit_lasts_to_the_end_of_its_last_day_in_the_city()
    {
        Assert.Equal(new DateTimeOffset(2026, 10, 13, 16, 0, 0, TimeSpan.Zero), _acceptance.DueFrom(At("2026-09-28", 9), Calendar));
        // ten to midnight is still that day, whatever day it is in UTC
        Assert.Equal(_acceptance.DueFrom(At("2026-09-30", 0), Calendar), _acceptance.DueFrom(At("2026-09-30", 23, 50), Calendar));
        Assert.Equal(At("2026-10-16"), _acceptance.DueFrom(At("2026-09-30", 23, 50), Calendar));
    }

    [Fact]
    public void The_cards_of_seven_working_days_over_the_national_day_break()
    {
        var received = At("2026-09-28", 15);
        Assert.Equal(At("2026-10-09"), _acceptance.ReminderFrom(received, Calendar));
        Assert.Equal(At("2026-10-12", 9), _acceptance.UrgingFrom(received, Calendar));
    }

    [Fact]
    public void The_cards_of_sixty_days()
    {
        var accepted = At("2026-08-02", 10);
        Assert.Equal(At("2026-09-01"), _mediation.ReminderFrom(accepted, Calendar));
        Assert.Equal(At("2026-10-01", 9), _mediation.UrgingFrom(accepted, Calendar));
    }

    [Theory]
    [InlineData(1, "2026-03-03", "2026-03-03")]
    [InlineData(2, "2026-03-03", "2026-03-03")]
    [InlineData(10, "2026-03-09", "2026-03-13", "a week before would be the day of the reminder")]
    [InlineData(15, "2026-03-12", "2026-03-16")]
    [InlineData(45, "2026-04-02", "2026-05-01", "a week before is a week before, holiday or not")]
    public void The_urging_card_never_comes_before_the_reminder(int limit, string reminder, string urging, string? why = null)
    {
        var term = new Term(limit, TermUnit.WorkingDays);
        var start = At("2026-03-02", 9);
        Assert.Equal((At(reminder), At(urging, 9)), (term.ReminderFrom(start, Calendar), term.UrgingFrom(start, Calendar)));
        Assert.NotEqual("", why);
    }

    [Fact]
    public void An_appraisal_of_forty_days_moves_sixty_days_by_forty_and_the_cards_with_it()
    {
        var accepted = At("2026-04-15", 10);
        Pause[] appraisal = [new(At("2026-05-06", 9), At("2026-06-15", 17))];
        Assert.Equal(Day("2026-07-24"), _mediation.DueDay(Day("2026-04-15"), Calendar, appraisal));
        Assert.Equal(At("2026-06-24"), _mediation.ReminderFrom(accepted, Calendar, appraisal));
        Assert.Equal(At("2026-07-17", 9), _mediation.UrgingFrom(accepted, Calendar, appraisal));
    }

    [Fact]
    public void Paused_working_days_are_not_counted_and_a_weekend_in_between_costs_nothing()
    {
        // Friday to Monday: one working day
        Pause[] pause = [new(At("2026-03-06", 9), At("2026-03-09", 9))];
        Assert.Equal(Calendar.AddWorkingDays(Day("2026-03-02"), 8), _acceptance.DueDay(Day("2026-03-02"), Calendar, pause));
        Assert.Equal(_acceptance.DueDay(Day("2026-03-02"), Calendar), _acceptance.DueDay(Day("2026-03-02"), Calendar, [new(At("2026-03-06", 9), At("2026-03-06", 17))]));
    }

    [Fact]
    public void A_pause_during_the_put_off_days_still_holds_the_limit_open() =>
        Assert.Equal(Day("2026-10-21"), _mediation.DueDay(Day("2026-08-02"), Calendar, [new(At("2026-10-03", 9), At("2026-10-20", 9))]));

    [Fact]
    public void A_pause_that_has_not_ended_or_lies_outside_moves_nothing()
    {
        var plain = _mediation.DueDay(Day("2026-04-15"), Calendar);
        Assert.Equal(plain, _mediation.DueDay(Day("2026-04-15"), Calendar, [new(At("2026-05-06"), null)]));
        Assert.Equal(plain, _mediation.DueDay(Day("2026-04-15"), Calendar, [new(At("2026-03-01"), At("2026-04-15", 23))]));
        Assert.Equal(plain, _mediation.DueDay(Day("2026-04-15"), Calendar, [new(At("2026-06-15"), At("2026-08-01"))]));
    }

    private static readonly Gen<(int Start, int From, int Length)> _pausedTerm = Gen.Select(Gen.Int[0, 600], Gen.Int[0, 20], Gen.Int[0, 60]);

    [Fact]
    public void A_pause_moves_a_working_day_limit_by_exactly_its_own_working_days() =>
        _pausedTerm.Sample((start, from, length) =>
        {
            var (day, pause) = Placed(start, from, length);
            var term = new Term(45, TermUnit.WorkingDays);
            var moved = Calendar.AddWorkingDays(term.DueDay(day, Calendar), Calendar.WorkingDaysBetween(CityTime.DayOf(pause.From), CityTime.DayOf(pause.To!.Value)));
            return term.DueDay(day, Calendar, [pause]) == moved;
        });

    [Fact]
    public void A_pause_moves_a_calendar_limit_by_exactly_its_own_days_before_the_holiday_rule() =>
        _pausedTerm.Sample((start, from, length) =>
        {
            var (day, pause) = Placed(start, from, length);
            return _mediation.DueDay(day, Calendar, [pause]) == Calendar.AddCalendarDays(day, 60 + length);
        });

    [Fact]
    public void Overlapping_pauses_count_once_and_their_order_does_not_matter() =>
        Gen.Select(_pausedTerm, Gen.Int[0, 60], Gen.Int[0, 40], Gen.Enum<TermUnit>()).Sample((placed, later, more, unit) =>
        {
            var (day, first) = Placed(placed.Start, placed.From, placed.Length);
            // the second begins inside the first, or where it ends
            var second = new Pause(first.From.AddDays(Math.Min(later, placed.Length)), first.From.AddDays(Math.Min(later, placed.Length) + more));
            var joined = new Pause(first.From, first.To > second.To ? first.To : second.To);
            var term = new Term(45, unit);
            return term.DueDay(day, Calendar, [first, second]) == term.DueDay(day, Calendar, [joined])
                && term.DueDay(day, Calendar, [second, first]) == term.DueDay(day, Calendar, [joined])
                && term.DueDay(day, Calendar, [first, first]) == term.DueDay(day, Calendar, [first]);
        });

    private static (DateOnly Day, Pause Pause) Placed(int start, int from, int length)
    {
        var day = Day("2024-01-02").AddDays(start);
        var begins = CityTime.At(day.AddDays(from), new TimeOnly(10, 30));
        return (day, new Pause(begins, begins.AddDays(length)));
    }
}
