using System.Text.Json.Serialization;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Geodata;

/// <summary>What a map needs to know about the city.</summary>
public static class GeodataEndpoints
{
    public static IEndpointRouteBuilder MapGeodata(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Geodata").RequireAuthorization();
        api.MapGet("/counties", () => TypedResults.Json(AllCounties, Wire.Options));
        api.MapGet("/place", Place);
        api.MapGet("/geo/{layer}", (string layer, GeoLayers layers, HttpContext http) => layers.Write(layer, http));
        return app;
    }

    private static readonly CountyOnMap[] AllCounties = [.. Counties.All.Select(c => new CountyOnMap(c.Code, c.Name, c.ShortName, c.Seat))];

    private static async Task<IResult> Place(double lon, double lat, string? datum, Jurisdiction jurisdiction, CancellationToken ct)
    {
        // spelled as in every body: a query string would bind only the names of the enum's members
        var (said, from) = (new GeoPoint(lon, lat), Datum.Wgs84);
        if (datum is not null && !(Enum.TryParse(datum, ignoreCase: true, out from) && char.IsAsciiLetter(datum[0])))
            return Problems.Answer(Problem.BadInput(Codes.UnknownCode, "datum"));
        if (Points.Check("lon", said, from) is { } refusal) return Problems.Answer(refusal);
        var point = Datums.ToWgs84(said, from);
        var place = await jurisdiction.Of(point, ct);
        return TypedResults.Json(new PlaceAnswer(place.County, Counties.NameOf(place.County), Math.Round(place.BorderMetres), place.Pending, point, place.Outside ? true : null), Wire.Options);
    }
}

/// <summary>A county as the map labels it.</summary>
public sealed record CountyOnMap(CountyCode Code, string Name, [property: JsonPropertyName("short")] string Brief, GeoPoint Seat);

/// <summary>Which county a point is in (属地), in WGS-84 whatever it was asked in.</summary>
public sealed record PlaceAnswer(CountyCode County, string Name, double BorderM, bool Pending, GeoPoint Point, bool? Outside = null);
