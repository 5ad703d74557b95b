using CsCheck;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Tests.Clocks.Notices;

namespace OpsMap.Domain.Tests.Clocks;

public sealed class CalendarTests
{
    [Fact]
    public void The_shipped_years_are_sound_and_the_next_one_is_not_there()
    {
        Assert.Equal([2023, 2024, 2025, 2026], Years.Select(y => y.Year));
        Assert.All(Years, y => Assert.Null(y.Check()));
        Assert.False(Calendar.IsLoaded(2027));
    }

    [Theory]
    [InlineData(2023, 249)]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_so_many_working_days(int year, int days) =>
        Assert.Equal(days, Calendar.WorkingDaysBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)));

    [Theory]
    [InlineData("2023-07-05", 7, "2023-07-14")]
    [InlineData("2023-07-05", 15, "2023-07-26")]
    [InlineData("2023-07-05", 30, "2023-08-16")]
    [InlineData("2023-07-05", 45, "2023-09-06")]
    [InlineData("2023-09-28", 5, "2023-10-11")]
    [InlineData("2023-09-28", 7, "2023-10-13")]
    [InlineData("2023-09-28", 15, "2023-10-25")]
    [InlineData("2023-09-28", 30, "2023-11-15")]
    [InlineData("2023-09-28", 45, "2023-12-06")]
    [InlineData("2024-02-09", 5, "2024-02-22")]
    [InlineData("2024-02-09", 7, "2024-02-26")]
    [InlineData("2024-02-09", 15, "2024-03-07")]
    [InlineData("2024-02-09", 30, "2024-03-28")]
    [InlineData("2024-02-09", 45, "2024-04-19")]
    [InlineData("2026-02-13", 5, "2026-02-27")]
    [InlineData("2026-02-13", 7, "2026-03-02")]
    [InlineData("2026-02-13", 15, "2026-03-12")]
    [InlineData("2026-02-13", 30, "2026-04-02")]
    [InlineData("2026-02-13", 45, "2026-04-24")]
    [InlineData("2026-04-30", 5, "2026-05-11")]
    [InlineData("2026-04-30", 7, "2026-05-13")]
    [InlineData("2026-04-30", 15, "2026-05-25")]
    [InlineData("2026-04-30", 30, "2026-06-15")]
    [InlineData("2026-04-30", 45, "2026-07-07")]
    [InlineData("2026-09-28", 7, "2026-10-13")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    [InlineData("2026-09-30", 7, "2026-10-15")]
    [InlineData("2026-09-30", 15, "2026-10-27")]
    [InlineData("2026-09-30", 30, "2026-11-17")]
    [InlineData("2026-09-30", 45, "2026-12-08")]
    public void Working_days_are_counted_from_the_day_after(string start, int days, string due)
    {
        Assert.Equal(Day(due), Calendar.AddWorkingDays(Day(start), days));
        Assert.Equal(days, Calendar.WorkingDaysBetween(Day(start), Day(due)));
    }

    [Theory]
    [InlineData("2026-08-02", RollOn.HolidayOnly, "2026-10-08", "the National Day break")]
    [InlineData("2026-07-27", RollOn.HolidayOnly, "2026-09-28", "Mid-Autumn and its weekend")]
    [InlineData("2026-04-15", RollOn.HolidayOnly, "2026-06-14", "a plain Sunday is a last day")]
    [InlineData("2026-04-15", RollOn.NonWorking, "2026-06-15", "unless the option says otherwise")]
    public void Sixty_days_end_when_the_holiday_is_over(string accepted, RollOn roll, string due, string why)
    {
        Assert.Equal(Day(due), Calendar.AddCalendarDays(Day(accepted), 60, roll));
        Assert.Equal(Day(due), new Term(60, TermUnit.CalendarDays).DueDay(Day(accepted), Calendar, roll: roll));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void The_day_before_and_the_day_of_order_121_count_differently()
    {
        Assert.Equal(Day("2026-06-18"), new Term(45, TermUnit.WorkingDays).DueDay(Day("2026-04-14"), Calendar));
        Assert.Equal(Day("2026-06-14"), new Term(60, TermUnit.CalendarDays).DueDay(Day("2026-04-15"), Calendar));
    }

    [Fact]
    public void A_leap_day_is_a_day_like_any_other()
    {
        Assert.True(Calendar.IsWorkingDay(Day("2024-02-29")));
        Assert.Equal(Day("2024-02-29"), Calendar.AddWorkingDays(Day("2024-02-28"), 1));
        Assert.Equal(Day("2024-03-01"), Calendar.AddCalendarDays(Day("2024-02-28"), 2));
        Assert.Equal(Day("2024-02-29"), Calendar.AddWorkingDays(Day("2024-03-01"), -1));
    }

    [Theory]
    [InlineData("2022-12-30", 1, "2023-01-03", "the notice of 2023 begins on 2022-12-31")]
    [InlineData("2023-12-29", 1, "2024-01-02", "New Year")]
    [InlineData("2025-12-31", 1, "2026-01-04", "a Sunday worked instead")]
    public void The_year_end_belongs_to_the_next_notice(string start, int days, string due, string why)
    {
        Assert.Equal(Day(due), Calendar.AddWorkingDays(Day(start), days));
        Assert.NotEmpty(why);
    }

    [Fact]
    public void A_year_without_a_calendar_counts_weekdays_and_says_so()
    {
        Assert.Equal(Day("2027-01-01"), Calendar.AddWorkingDays(Day("2026-12-31"), 1));
        Assert.False(Calendar.IsHoliday(Day("2027-10-01")));
        Assert.True(Calendar.IsProvisional(Day("2026-12-25"), Day("2027-01-05")));
        Assert.False(Calendar.IsProvisional(Day("2023-12-25"), Day("2026-12-31")));
        Assert.True(WorkingCalendar.Empty.IsProvisional(Day("2026-05-01"), Day("2026-05-01")));
        Assert.True(WorkingCalendar.Empty.IsWorkingDay(Day("2026-10-01")));
        Assert.True(new Term(7, TermUnit.WorkingDays).IsProvisional(new DateTimeOffset(2026, 12, 28, 9, 0, 0, CityTime.Offset), Calendar));
    }

    [Fact]
    public void Of_two_notices_that_name_one_day_the_later_stands()
    {
        var before = new CalendarYear(2022, "2022", Day("2021-11-01"), [], [Day("2022-12-31")]);
        Assert.True(WorkingCalendar.Of([before]).IsWorkingDay(Day("2022-12-31")));
        Assert.False(WorkingCalendar.Of([before, .. Years]).IsWorkingDay(Day("2022-12-31")));
        Assert.False(WorkingCalendar.Of([.. Years, before]).IsWorkingDay(Day("2022-12-31")));
    }

    [Fact]
    public void Counting_there_and_back_ends_on_the_same_working_day() =>
        Gen.Select(Gen.Int[0, 1400], Gen.Int[1, 90]).Sample((offset, n) =>
        {
            var start = Day("2023-01-03").AddDays(offset);
            var due = Calendar.AddWorkingDays(start, n);
            var back = Calendar.AddWorkingDays(due, -n);
            return Calendar.IsWorkingDay(due) && Calendar.WorkingDaysBetween(start, due) == n && Calendar.WorkingDaysBetween(due, start) == -n
                && (Calendar.IsWorkingDay(start) ? back == start : back < start && Calendar.IsWorkingDay(back));
        });

    [Theory]
    [InlineData("year", 1999, "2026-10-01", "2026-10-10", "国庆节")]
    [InlineData("off[0].day", 2026, "2025-11-30", "2026-10-10", "国庆节")]
    [InlineData("off[0].name", 2026, "2026-10-01", "2026-10-10", " ")]
    [InlineData("work[0]", 2026, "2026-10-10", "2026-10-10", "国庆节")]
    [InlineData("work[0]", 2026, "2026-10-01", "2026-10-09", "国庆节")]
    [InlineData("work[0]", 2026, "2026-10-01", "2027-01-02", "国庆节")]
    public void A_notice_with_a_bad_line_names_the_line(string field, int year, string off, string work, string name) =>
        Assert.Equal(field, new CalendarYear(year, "通知", Day("2026-11-01"), [new(Day(off), name)], [Day(work)]).Check()?.Field);

    [Fact]
    public void A_notice_without_days_off_is_none() =>
        Assert.Equal(new Refusal(Refusals.Required, "off"), new CalendarYear(2027, "通知", Day("2026-11-01"), [], []).Check());
}
