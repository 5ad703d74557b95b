using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;
using OpsMap.Domain;

namespace OpsMap.Server.Geodata;

/// <summary>One county's border in the metre plane.</summary>
public sealed record District(CountyCode County, Geometry Border);

/// <summary>Reads the shipped district borders (districts.geojson) and refuses anything a dispatch could go wrong on.</summary>
public static class DistrictFile
{
    private const string Name = "districts.geojson";

    // the whole of the city with room to spare; a file in another datum or with the axes swapped falls outside
    private static readonly Envelope Around = new(111.5, 114.5, 35.3, 37.6);

    private static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    /// <param name="folder">The geodata folder.</param>
    /// <param name="counties">The twelve codes that must be there, each once.</param>
    /// <exception cref="InvalidDataException">The file is not what dispatch may rely on; the message says where.</exception>
    public static IReadOnlyList<District> Read(string folder, IReadOnlyCollection<CountyCode> counties)
    {
        var districts = new List<District>();
        foreach (var feature in Parse(Path.Combine(folder, Name)))
        {
            var code = new CountyCode(feature.Attributes?.GetOptionalValue("adcode") as string ?? throw Bad("a district without adcode"));
            if (!counties.Contains(code)) throw Bad($"unknown county {code}");
            if (districts.Exists(d => d.County == code)) throw Bad($"{code} occurs twice");
            districts.Add(new District(code, Checked(code, feature.Geometry)));
        }
        var missing = counties.Except(districts.Select(d => d.County)).ToArray();
        return missing.Length == 0 ? districts : throw Bad($"no border for {string.Join(", ", missing)}");
    }

    private static FeatureCollection Parse(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize<FeatureCollection>(file, GeoJson) ?? throw Bad("no features");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{Name}: not GeoJSON", e);
        }
    }

    private static Geometry Checked(CountyCode code, Geometry? border)
    {
        if (border is not (Polygon or MultiPolygon) || border.IsEmpty) throw Bad($"{code} is not a polygon");
        if (!Around.Contains(border.EnvelopeInternal)) throw Bad($"{code} lies outside {Around}: wrong datum or swapped axes");
        if (!border.IsValid) throw Bad($"the border of {code} crosses itself");
        var plane = Plane.Of(border);
        return plane is MultiPolygon ? plane : new MultiPolygon([(Polygon)plane]) { SRID = Plane.Srid };
    }

    private static InvalidDataException Bad(string why) => new($"{Name}: {why}");
}
