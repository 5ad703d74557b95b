using System.Globalization;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Trackers;

/// <summary>
/// The OsmAnd protocol (车载与手机定位通用协议): one position as parameters of an address or of a form, as Traccar Client has always sent it and most car boxes can.
/// Time in seconds, milliseconds or ISO 8601; speed in knots; battery in percent.
/// </summary>
public static class OsmAnd
{
    private const double KnotMps = 0.514444;
    private const double MetresPerHdop = 5;

    /// <summary>Reads the parameters, whatever carries them.</summary>
    /// <exception cref="ProblemException">A parameter is missing or no number.</exception>
    public static TrackerMessage Read(Func<string, string?> said, DateTimeOffset now)
    {
        // a box without satellites repeats its last place and says that it is not valid
        if (said("valid") is "0" or "false") return TrackerMessage.Nothing;
        var (lat, lon) = said("location") is { } both ? Pair(both) : (("lat", Number("lat", said("lat"))), ("lon", Number("lon", said("lon"))));
        var accuracy = Maybe("accuracy", said("accuracy")) ?? Maybe("hdop", said("hdop")) * MetresPerHdop;
        var fix = TrackerFix.Of(Time(said("timestamp"), now), lat, lon, accuracy, Maybe("speed", said("speed")) * KnotMps, Maybe("bearing", said("bearing") ?? said("heading")));
        return new TrackerMessage([fix], Maybe("batt", said("batt")) / 100);
    }

    /// <summary>Boxes and apps tell seconds, milliseconds or words; one that has no clock tells nothing.</summary>
    internal static DateTimeOffset Time(string? text, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(text)) return now;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number is < int.MaxValue and > int.MinValue ? number * 1000 : number;
            if (milliseconds is > 0 and < 253_402_300_800_000) return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        }
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var words))
        {
            return words;
        }
        throw new ProblemException(Problem.BadInput(Codes.WrongType, "timestamp"));
    }

    private static ((string, double) Lat, (string, double) Lon) Pair(string text) => text.Split(',') is [var lat, var lon]
        ? (("location", Number("location", lat)), ("location", Number("location", lon)))
        : throw new ProblemException(Problem.BadInput(Codes.WrongType, "location"));

    private static double Number(string field, string? text) => Maybe(field, text) ?? throw new ProblemException(Problem.BadInput(Codes.MemberMissing, field));

    private static double? Maybe(string field, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number
        : throw new ProblemException(Problem.BadInput(Codes.WrongType, field));
}
