using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Trackers;

/// <summary>
/// The JSON of two tracking apps (手机定位应用报文). Traccar Client since 2025: <c>{location: {timestamp, coords, battery}, device_id}</c>, one location or several, speed in m/s, battery 0 to 1.
/// OwnTracks: <c>{_type: "location", lat, lon, tst, acc, vel, cog, batt}</c>, time in seconds, speed in km/h, battery in percent.
/// </summary>
public static class TrackerJson
{
    private const double KmhMps = 1 / 3.6;
    private const int MostLocations = 200;

    /// <exception cref="ProblemException">A member of a position is missing or of another type.</exception>
    public static TrackerMessage Read(JsonElement said, DateTimeOffset now)
    {
        if (said.ValueKind is not JsonValueKind.Object) throw Bad(Codes.WrongType, "location");
        if (said.TryGetProperty("_type", out var type)) return type.ValueKind is JsonValueKind.String && type.ValueEquals("location") ? OwnTracks(said) : TrackerMessage.Nothing;
        if (!said.TryGetProperty("location", out var location)) throw Bad(Codes.MemberMissing, "location");
        if (location.ValueKind is not JsonValueKind.Array) return new TrackerMessage([Traccar(location, "location", now)], Level(location));
        if (location.GetArrayLength() is 0 or > MostLocations) throw Bad(Refusals.OutOfRange, "location");
        return new TrackerMessage([.. location.EnumerateArray().Select((one, i) => Traccar(one, $"location[{i}]", now))], Level(location[location.GetArrayLength() - 1]));
    }

    private static TrackerMessage OwnTracks(JsonElement said) => new(
        [
            TrackerFix.Of(
                Number(said, "tst") is > 0 and < 253_402_300_800 and var seconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : throw Bad(Refusals.OutOfRange, "tst"),
                ("lat", Number(said, "lat")), ("lon", Number(said, "lon")), Maybe(said, "acc"), Maybe(said, "vel") * KmhMps, Maybe(said, "cog")),
        ],
        Maybe(said, "batt") / 100);

    private static TrackerFix Traccar(JsonElement location, string at, DateTimeOffset now)
    {
        if (location.ValueKind is not JsonValueKind.Object) throw Bad(Codes.WrongType, at);
        if (!location.TryGetProperty("coords", out var coords)) throw Bad(Codes.MemberMissing, at + ".coords");
        if (coords.ValueKind is not JsonValueKind.Object) throw Bad(Codes.WrongType, at + ".coords");
        var (lat, lon) = (at + ".coords.latitude", at + ".coords.longitude");
        return TrackerFix.Of(
            OsmAnd.Time(Text(location, "timestamp"), now), (lat, Number(coords, "latitude", lat)), (lon, Number(coords, "longitude", lon)),
            Maybe(coords, "accuracy"), Maybe(coords, "speed"), Maybe(coords, "heading"));
    }

    private static double? Level(JsonElement location) =>
        location.TryGetProperty("battery", out var battery) && battery.ValueKind is JsonValueKind.Object && Maybe(battery, "level") is >= 0 and var level ? level : null;

    private static string? Text(JsonElement parent, string member) => parent.TryGetProperty(member, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw Bad(Codes.WrongType, member),
        }
        : null;

    private static double Number(JsonElement parent, string member, string? field = null) => Maybe(parent, member) ?? throw Bad(Codes.MemberMissing, field ?? member);

    private static double? Maybe(JsonElement parent, string member) => !parent.TryGetProperty(member, out var value) || value.ValueKind is JsonValueKind.Null
        ? null
        : value.ValueKind is JsonValueKind.Number ? value.GetDouble() : throw Bad(Codes.WrongType, member);

    private static ProblemException Bad(string code, string field) => new(Problem.BadInput(code, field));
}
