using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Valid;
using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>A zone's border as an administrator drew it (功能区边界): one GeoJSON polygon in WGS-84, looked at point by point.</summary>
public static class ZoneBorder
{
    public const long LargestBody = 512 * 1024;

    private const int MostPoints = 5000;
    private const int FewestPoints = 4;

    /// <summary>The polygon in the metre plane.</summary>
    /// <exception cref="ProblemException">It is no polygon; the field says where.</exception>
    public static Polygon Read(JsonElement border)
    {
        if (border.ValueKind is not JsonValueKind.Object) throw Bad(Codes.WrongType, "border");
        if (!border.TryGetProperty("type", out var type)) throw Bad(Codes.MemberMissing, "border.type");
        if (type.ValueKind is not JsonValueKind.String || !type.ValueEquals("Polygon")) throw Bad(Codes.UnknownCode, "border.type");
        if (!border.TryGetProperty("coordinates", out var rings)) throw Bad(Codes.MemberMissing, "border.coordinates");
        if (rings.ValueKind is not JsonValueKind.Array || rings.GetArrayLength() == 0) throw Bad(Codes.WrongType, "border.coordinates");

        if (rings.EnumerateArray().Sum(ring => ring.ValueKind is JsonValueKind.Array ? ring.GetArrayLength() : 0) > MostPoints)
            throw new ProblemException(Problem.BadInput(Codes.BorderTooManyPoints, "border.coordinates") with { Facts = Facts.Of("max", MostPoints) });
        LinearRing[] lines = [.. rings.EnumerateArray().Select((ring, i) => Ring(ring, $"border.coordinates[{Number(i)}]"))];
        var polygon = new Polygon(lines[0], lines[1..]);
        if (new IsValidOp(polygon).ValidationError is { } error)
            throw new ProblemException(Problem.BadInput(Codes.BorderCrossesItself, "border.coordinates") with { Facts = Facts.Of(("lon", Math.Round(error.Coordinate.X, 6)), ("lat", Math.Round(error.Coordinate.Y, 6))) });
        return (Polygon)Plane.Of(polygon);
    }

    private static LinearRing Ring(JsonElement ring, string at)
    {
        if (ring.ValueKind is not JsonValueKind.Array) throw Bad(Codes.WrongType, at);
        if (ring.GetArrayLength() < FewestPoints) throw Bad(Codes.BorderTooFewPoints, at);
        Coordinate[] points = [.. ring.EnumerateArray().Select((point, i) => Point(point, $"{at}[{Number(i)}]"))];
        if (!points[0].Equals2D(points[^1])) throw Bad(Codes.BorderNotClosed, at);
        return new LinearRing(points);
    }

    private static Coordinate Point(JsonElement point, string at)
    {
        if (point.ValueKind is not JsonValueKind.Array || point.GetArrayLength() is < 2 or > 3 || point.EnumerateArray().Any(n => n.ValueKind is not JsonValueKind.Number)) throw Bad(Codes.WrongType, at);
        var place = new GeoPoint(point[0].GetDouble(), point[1].GetDouble());
        return Points.Check(at, place, Datum.Wgs84) is { } no ? throw RegisterBook.Refuse(no) : new Coordinate(place.Lon, place.Lat);
    }

    private static ProblemException Bad(string code, string field) => new(Problem.BadInput(code, field));

    private static string Number(int i) => i.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A border to take effect.</summary>
public sealed record BorderRequest(CommandId CommandId, JsonElement Border);
