using System.Collections.Frozen;
using OpsMap.Domain;

namespace OpsMap.Simulator.Ground;

/// <summary>The city as the simulated people know it: borders of the twelve districts, their towns, the schematic roads.</summary>
public sealed class CityMap
{
    private static readonly Lazy<CityMap> _loaded = new(() => new CityMap());

    private CityMap()
    {
        using var outline = Geodata.Read("city-outline");
        City = new Area([.. Geodata.Features(outline).SelectMany(Geodata.Rings)]);

        using var districts = Geodata.Read("districts");
        Districts = Geodata.Features(districts).ToFrozenDictionary(
            f => new CountyCode(f.GetProperty("properties").GetProperty("adcode").GetString()!),
            f => new Area([.. Geodata.Rings(f)]));

        using var towns = Geodata.Read("towns");
        Towns = towns.RootElement.GetProperty("towns").EnumerateArray()
            .Where(t => t.GetProperty("kind").GetString() is "town" or "township" or "subdistrict")
            .GroupBy(t => new CountyCode(t.GetProperty("district").GetString()!), t => t.GetProperty("name").GetString()!)
            .ToFrozenDictionary(g => g.Key, IReadOnlyList<string> (g) => [.. g]);

        using var roads = Geodata.Read("roads-schematic");
        Roads = Roads.Read(roads, City);
    }

    public static CityMap Changzhi => _loaded.Value;

    public Area City { get; }

    public FrozenDictionary<CountyCode, Area> Districts { get; }

    /// <summary>Names only: nobody publishes where they lie.</summary>
    public FrozenDictionary<CountyCode, IReadOnlyList<string>> Towns { get; }

    public Roads Roads { get; }
}
