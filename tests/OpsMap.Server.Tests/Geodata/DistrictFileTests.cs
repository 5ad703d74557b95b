using System.Text.Json.Nodes;
using OpsMap.Server.Geodata;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.Geodata;

public sealed class DistrictFileTests
{
    [Fact]
    public void The_shipped_file_has_the_twelve_counties_and_their_area_is_the_city()
    {
        var districts = DistrictFile.Read(GeodataFolder.Path, CountyNames.Bordered);
        Assert.Equal(12, districts.Count);
        // computed 13,974-13,983 km² in the sources; the plane draws areas up to 0.15 % too large
        Assert.InRange(districts.Sum(d => d.Border.Area) / 1e6, 13_900, 14_050);
        Assert.All(districts, d => Assert.True(d.Border.IsValid));
    }

    [Theory]
    [InlineData("an unknown code", "unknown county")]
    [InlineData("a county twice", "occurs twice")]
    [InlineData("one missing", "no border for 140431")]
    [InlineData("no code", "without adcode")]
    [InlineData("swapped axes", "wrong datum or swapped axes")]
    [InlineData("a knot", "crosses itself")]
    [InlineData("a point", "not a polygon")]
    [InlineData("not json", "not GeoJSON")]
    public void A_file_dispatch_could_go_wrong_on_stops_the_start(string fault, string said)
    {
        using var folder = new OpenFolder();
        var path = Path.Combine(folder.Path, "districts.geojson");
        File.WriteAllText(path, Broken(File.ReadAllText(Path.Combine(GeodataFolder.Path, "districts.geojson")), fault));
        var refused = Assert.Throws<InvalidDataException>(() => DistrictFile.Read(folder.Path, CountyNames.Bordered));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    private static string Broken(string text, string fault)
    {
        if (fault is "not json") return text[..1_000];
        var file = JsonNode.Parse(text)!;
        var features = file["features"]!.AsArray();
        var (first, last) = (features[0]!, features[^1]!);
        switch (fault)
        {
            case "an unknown code": first["properties"]!["adcode"] = "140499"; break;
            case "a county twice": last["properties"]!["adcode"] = "140403"; break;
            case "one missing": features.RemoveAt(features.Count - 1); break;
            case "no code": first["properties"]!.AsObject().Remove("adcode"); break;
            case "swapped axes": first["geometry"]!["coordinates"] = JsonNode.Parse("[[[36.1,113.1],[36.2,113.1],[36.2,113.2],[36.1,113.1]]]"); break;
            case "a knot": first["geometry"]!["coordinates"] = JsonNode.Parse("[[[113.0,36.0],[113.2,36.2],[113.2,36.0],[113.0,36.2],[113.0,36.0]]]"); break;
            case "a point": first["geometry"] = JsonNode.Parse("""{"type":"Point","coordinates":[113.1,36.1]}"""); break;
            default: throw new ArgumentOutOfRangeException(nameof(fault));
        }
        return file.ToJsonString();
    }
}
