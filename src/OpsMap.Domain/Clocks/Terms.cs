namespace OpsMap.Domain.Clocks;

/// <summary>What a legal limit is counted in.</summary>
public enum TermUnit { WorkingDays, CalendarDays }

/// <summary>Time that is not counted (中止计时): appraisal, testing. One that has not ended moves no date yet.</summary>
public sealed record Pause(DateTimeOffset From, DateTimeOffset? To = null);

/// <summary>A limit set by law (法定期限), counted in days as R121 art. 45 says: not the first day, and to the end of the last.</summary>
public sealed record Term(int Limit, TermUnit Unit)
{
    private static readonly TimeOnly OfficeOpens = new(9, 0);

    /// <summary>The last day: paused days are skipped, and a calendar limit does not end on a holiday.</summary>
    public DateOnly DueDay(DateOnly start, WorkingCalendar calendar, IEnumerable<Pause>? pauses = null, RollOn roll = RollOn.HolidayOnly)
    {
        var paused = PausedDays.Of(pauses);
        var last = Counted(start, Limit, calendar, paused);
        if (Unit is TermUnit.CalendarDays)
            while (calendar.RollsOn(last, roll) || paused.Contains(last)) last = last.AddDays(1);
        return last;
    }

    /// <summary>The end of the last day, 24:00 in the city.</summary>
    public DateTimeOffset DueFrom(DateTimeOffset startedAt, WorkingCalendar calendar, IEnumerable<Pause>? pauses = null, RollOn roll = RollOn.HolidayOnly) =>
        CityTime.StartOf(DueDay(CityTime.DayOf(startedAt), calendar, pauses, roll).AddDays(1));

    /// <summary>When the reminder card (提醒卡) falls due: the start of the day on which half of the limit is reached.</summary>
    public DateTimeOffset ReminderFrom(DateTimeOffset startedAt, WorkingCalendar calendar, IEnumerable<Pause>? pauses = null) =>
        CityTime.StartOf(HalfDay(CityTime.DayOf(startedAt), calendar, pauses));

    /// <summary>When the urging card (催办卡) falls due: a week before the last day; where that is not after the reminder, the working day before the last.</summary>
    public DateTimeOffset UrgingFrom(DateTimeOffset startedAt, WorkingCalendar calendar, IEnumerable<Pause>? pauses = null, RollOn roll = RollOn.HolidayOnly)
    {
        var start = CityTime.DayOf(startedAt);
        var (due, half) = (DueDay(start, calendar, pauses, roll), HalfDay(start, calendar, pauses));
        var day = due.AddDays(-7);
        if (day <= half) day = calendar.AddWorkingDays(due, -1);
        // a limit of one day has no day in between
        if (day < half) day = half;
        return CityTime.At(day, OfficeOpens);
    }

    /// <summary>Whether a year in between has no calendar yet: the date may still move (暂定).</summary>
    public bool IsProvisional(DateTimeOffset startedAt, WorkingCalendar calendar, IEnumerable<Pause>? pauses = null)
    {
        var start = CityTime.DayOf(startedAt);
        return calendar.IsProvisional(start, DueDay(start, calendar, pauses));
    }

    private DateOnly HalfDay(DateOnly start, WorkingCalendar calendar, IEnumerable<Pause>? pauses) =>
        Counted(start, (Limit + 1) / 2, calendar, PausedDays.Of(pauses));

    private DateOnly Counted(DateOnly start, int days, WorkingCalendar calendar, PausedDays paused)
    {
        var day = start;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if ((Unit is TermUnit.CalendarDays || calendar.IsWorkingDay(day)) && !paused.Contains(day)) left--;
        }

        return day;
    }

    /// <summary>Days that do not count: those after the day a pause begins, up to and including the day it ends, like any period.</summary>
    private readonly struct PausedDays
    {
        private readonly (DateOnly After, DateOnly Last)[] _spans;

        private PausedDays((DateOnly After, DateOnly Last)[] spans) => _spans = spans;

        public static PausedDays Of(IEnumerable<Pause>? pauses) =>
            new([.. (pauses ?? []).Where(p => p.To is not null).Select(p => (CityTime.DayOf(p.From), CityTime.DayOf(p.To!.Value)))]);

        public bool Contains(DateOnly day) => Array.Exists(_spans, s => day > s.After && day <= s.Last);
    }
}
