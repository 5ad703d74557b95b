using OpsMap.Domain.Tracks;

namespace OpsMap.Domain.Tests.Tracks;

/// <summary>Tracks as tests want them: from the city centre, metres east and north, seconds since nine.</summary>
internal static class Road
{
    public static readonly DateTimeOffset Nine = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);
    public static readonly Guid Phone = new("00000000-0000-0000-0000-000000000001");
    public static readonly GeoPoint Centre = new(113.11, 36.19);

    public static GeoPoint At(double east, double north) => new(Centre.Lon + (east / 89_870), Centre.Lat + (north / 111_195));

    public static TrackPoint Fix(double second, double east, double north = 0, float accuracy = 8, float? speed = null, Guid? device = null) =>
        new(device ?? Phone, (long)(second * 1000), Nine.AddSeconds(second), Nine.AddSeconds(second), At(east, north), accuracy, speed);

    /// <summary>Drives east for so many fixes, five seconds and fifty metres apart.</summary>
    public static List<TrackPoint> Drive(int fixes, int from = 0) => [.. Enumerable.Range(from, fixes).Select(i => Fix(i * 5, i * 50, speed: 10))];
}
