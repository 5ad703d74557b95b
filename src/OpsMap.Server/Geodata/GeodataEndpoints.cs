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
        api.MapGet("/venues", async (Venues venues, CancellationToken ct) => TypedResults.Json(await venues.All(ct), Wire.Options));
        api.MapGet("/geo/{layer}", (string layer, GeoLayers layers, HttpContext http) => layers.Write(layer, http));
        return app;
    }

    private static readonly CountyOnMap[] AllCounties = [.. Counties.All.Select(c => new CountyOnMap(c.Code, c.Name, c.ShortName, c.Seat))];

    private static async Task<IResult> Place(double lon, double lat, string? datum, Jurisdiction jurisdiction, CancellationToken ct)
    {
        if (DatumOf(datum) is not { } from) return Problems.Answer(Problem.BadInput(Codes.UnknownCode, "datum"));
        var said = new GeoPoint(lon, lat);
        if (Points.Check("lon", said, from) is { } refusal) return Problems.Answer(refusal);
        var point = Datums.ToWgs84(said, from);
        var place = await jurisdiction.Of(point, ct);
        return TypedResults.Json(new PlaceAnswer(place.County, Counties.NameOf(place.County), Math.Round(place.BorderMetres), place.Pending, point, place.Outside ? true : null), Wire.Options);
    }

    // a query's enums would bind by their C# spelling; the wire spells them small
    private static Datum? DatumOf(string? word) => word switch
    {
        null or "wgs84" => Datum.Wgs84,
        "gcj02" => Datum.Gcj02,
        "bd09" => Datum.Bd09,
        _ => null,
    };
}

/// <summary>A county as the map labels it.</summary>
public sealed record CountyOnMap(CountyCode Code, string Name, [property: JsonPropertyName("short")] string Brief, GeoPoint Seat);

/// <summary>Which county a point is in (属地), in WGS-84 whatever it was asked in.</summary>
public sealed record PlaceAnswer(CountyCode County, string Name, double BorderM, bool Pending, GeoPoint Point, bool? Outside = null);
