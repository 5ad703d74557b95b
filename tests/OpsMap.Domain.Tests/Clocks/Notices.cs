using System.Text.Json;
using OpsMap.Domain.Clocks;

namespace OpsMap.Domain.Tests.Clocks;

/// <summary>The calendar as it is shipped: the years of geodata/calendar, found from the test's own place upwards.</summary>
internal static class Notices
{
    public static IReadOnlyList<CalendarYear> Years { get; } = Read();

    public static WorkingCalendar Calendar { get; } = WorkingCalendar.Of(Years);

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static CalendarYear[] Read()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "geodata", "calendar");
            if (Directory.Exists(folder))
                return [.. Directory.GetFiles(folder, "cn-*.json").Order(StringComparer.Ordinal).Select(f => JsonSerializer.Deserialize<CalendarYear>(File.ReadAllText(f), Wire.Options)!)];
        }

        throw new DirectoryNotFoundException("geodata/calendar");
    }
}
