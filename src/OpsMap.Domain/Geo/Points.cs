namespace OpsMap.Domain.Geo;

/// <summary>Whether a reported position can be one of ours.</summary>
public static class Points
{
    /// <summary>The city's bounding box with room for neighbours across the border.</summary>
    private const double West = 111.4, East = 114.3, South = 35.3, North = 37.7;

    public static bool NearCity(GeoPoint point) =>
        point is { Lon: >= West and <= East, Lat: >= South and <= North };

    public static Refusal? Check(string field, GeoPoint point, Datum datum) =>
        !point.IsOnEarth ? new(Refusals.PointInvalid, field)
        : !NearCity(Datums.ToWgs84(point, datum)) ? new(Refusals.PointOutsideCity, field)
        : null;
}
