using System.Globalization;

namespace OpsMap.Domain.Clocks;

/// <summary>One year's notice of the State Council (节假日安排): days off, and weekend days worked instead.</summary>
public sealed record CalendarYear(int Year, string Source, DateOnly LoadedAt, IReadOnlyList<Holiday> Off, IReadOnlyList<DateOnly> Work)
{
    /// <summary>More days than any notice names.</summary>
    public const int MostDays = 60;

    /// <summary>The first line that cannot be in a notice.</summary>
    public Refusal? Check() =>
        (Year is < 2000 or > 2100 ? new Refusal(Refusals.OutOfRange, "year") : null)
        ?? Texts.Required("source", Source, 200)
        ?? Count("off", Off.Count, least: 1)
        ?? Count("work", Work.Count, least: 0)
        ?? CheckDays();

    private static Refusal? Count(string field, int count, int least) =>
        count < least ? new Refusal(Refusals.Required, field)
        : count > MostDays ? new Refusal(Refusals.TooLong, field, Facts.Of("max", MostDays))
        : null;

    private Refusal? CheckDays()
    {
        var seen = new HashSet<DateOnly>();
        for (var i = 0; i < Off.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"off[{i}]");
            if (CheckDay(field + ".day", Off[i].Day, seen) is { } no) return no;
            if (Texts.Required(field + ".name", Off[i].Name, 20) is { } nameless) return nameless;
        }

        for (var i = 0; i < Work.Count; i++)
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"work[{i}]");
            if (CheckDay(field, Work[i], seen) is { } no) return no;
            if (Work[i].DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) return new Refusal(Refusals.DayNotWeekend, field, Facts.Of("day", Text(Work[i])));
        }

        return null;
    }

    // the New Year break of a year may begin in the December before it
    private Refusal? CheckDay(string field, DateOnly day, HashSet<DateOnly> seen) =>
        day.Year != Year && (day.Year != Year - 1 || day.Month != 12) ? new Refusal(Refusals.DayOutsideYear, field, Facts.Of(("day", Text(day)), ("year", Year)))
        : !seen.Add(day) ? new Refusal(Refusals.DayRepeated, field, Facts.Of("day", Text(day)))
        : null;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A day off, and for which festival.</summary>
public sealed record Holiday(DateOnly Day, string Name);
