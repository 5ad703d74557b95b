using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Clocks;

namespace OpsMap.Server.Clocks;

/// <summary>Reads the shipped years (geodata/calendar) and refuses what no notice could say.</summary>
public static class CalendarFiles
{
    /// <exception cref="InvalidDataException">A file is not a year's notice; the message says which and where.</exception>
    public static IReadOnlyList<CalendarYear> Read(string geodata)
    {
        var folder = Path.Combine(geodata, "calendar");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "cn-*.json").Order(StringComparer.Ordinal).Select(ReadYear)] : [];
    }

    private static CalendarYear ReadYear(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var year = JsonSerializer.Deserialize<CalendarYear>(File.ReadAllText(path), Wire.Options) ?? throw new InvalidDataException($"{name}: empty");
            return year.Check() is { } no ? throw new InvalidDataException($"{name}: {no.Code} at {no.Field}") : year;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }
}
