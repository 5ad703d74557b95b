using System.Collections.Frozen;

namespace OpsMap.Domain.Clocks;

/// <summary>On which days a limit may not end (期限末日顺延): the days off of the notice, or every day nobody works.</summary>
public enum RollOn { HolidayOnly, NonWorking }

/// <summary>The working days of the years known so far (工作日历): weekdays, less the days off, plus the make-up days.</summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<int, CalendarYear> _years;
    private readonly FrozenDictionary<DateOnly, string> _off;
    private readonly FrozenSet<DateOnly> _work;

    private WorkingCalendar(IEnumerable<CalendarYear> years)
    {
        var (off, work) = (new Dictionary<DateOnly, string>(), new HashSet<DateOnly>());
        // a notice may reach back into December; of two that name one day the later stands
        foreach (var year in years.OrderBy(y => y.Year))
        {
            foreach (var holiday in year.Off)
            {
                off[holiday.Day] = holiday.Name;
                work.Remove(holiday.Day);
            }

            foreach (var day in year.Work)
            {
                off.Remove(day);
                work.Add(day);
            }
        }

        _years = years.ToFrozenDictionary(y => y.Year);
        _off = off.ToFrozenDictionary();
        _work = work.ToFrozenSet();
    }

    /// <summary>Nothing loaded: plain weekdays, every date provisional.</summary>
    public static WorkingCalendar Empty { get; } = new([]);

    public static WorkingCalendar Of(IEnumerable<CalendarYear> years) => new([.. years]);

    public IReadOnlyList<CalendarYear> Years => [.. _years.Values.OrderBy(y => y.Year)];

    public bool IsLoaded(int year) => _years.ContainsKey(year);

    /// <summary>A year that is not loaded knows weekdays only.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        _work.Contains(day) || (!_off.ContainsKey(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>A day off by the notice (法定节假日), weekends inside the break included; an ordinary weekend is none.</summary>
    public bool IsHoliday(DateOnly day) => _off.ContainsKey(day);

    public string? HolidayName(DateOnly day) => _off.GetValueOrDefault(day);

    /// <summary>The first day is not counted; a negative number counts back.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int n)
    {
        var step = Math.Sign(n);
        for (var left = Math.Abs(n); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day)) left--;
        }

        return day;
    }

    /// <summary>The first day is not counted; a last day on which a limit may not end is put off to the first day on which it may.</summary>
    public DateOnly AddCalendarDays(DateOnly day, int n, RollOn roll = RollOn.HolidayOnly)
    {
        var last = day.AddDays(n);
        while (RollsOn(last, roll)) last = last.AddDays(1);
        return last;
    }

    public bool RollsOn(DateOnly day, RollOn roll) => roll is RollOn.HolidayOnly ? IsHoliday(day) : !IsWorkingDay(day);

    /// <summary>How many working days lie after the one up to and including the other; negative backwards.</summary>
    public int WorkingDaysBetween(DateOnly a, DateOnly b)
    {
        if (b < a) return -WorkingDaysBetween(b, a);
        var count = 0;
        for (var day = a; day < b;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day)) count++;
        }

        return count;
    }

    /// <summary>Some year in between is not loaded: the date may still move (暂定).</summary>
    public bool IsProvisional(DateOnly from, DateOnly to) =>
        Enumerable.Range(Math.Min(from.Year, to.Year), Math.Abs(to.Year - from.Year) + 1).Any(year => !IsLoaded(year));
}
