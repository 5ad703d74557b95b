using System.Text.Json;
using OpsMap.Domain;

namespace OpsMap.Simulator.Ground;

/// <summary>The map files the program carries with it.</summary>
internal static class Geodata
{
    public static JsonDocument Read(string name)
    {
        using var stream = typeof(Geodata).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the map file {name} is not in the program");
        return JsonDocument.Parse(stream);
    }

    public static IEnumerable<JsonElement> Features(JsonDocument collection) => collection.RootElement.GetProperty("features").EnumerateArray();

    public static IEnumerable<GeoPoint[]> Rings(JsonElement feature)
    {
        var geometry = feature.GetProperty("geometry");
        var coordinates = geometry.GetProperty("coordinates");
        return geometry.GetProperty("type").GetString() is "MultiPolygon"
            ? coordinates.EnumerateArray().SelectMany(p => p.EnumerateArray()).Select(Points)
            : coordinates.EnumerateArray().Select(Points);
    }

    public static GeoPoint[] Points(JsonElement line) => [.. line.EnumerateArray().Select(p => new GeoPoint(p[0].GetDouble(), p[1].GetDouble()))];
}
