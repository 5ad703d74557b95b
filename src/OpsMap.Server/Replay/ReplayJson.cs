using System.Text.Json;
using OpsMap.Server.LiveMap;

namespace OpsMap.Server.Replay;

/// <summary>A tape as the map plays it: cards and rows exactly as the live hub writes them.</summary>
internal static class ReplayJson
{
    public static string Write(ReplayTape tape, Audience audience)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = LiveJson.Plain.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("from", LiveJson.Instant(tape.From));
            json.WriteString("to", LiveJson.Instant(tape.To));
            json.WritePropertyName("snapshot");
            json.WriteRawValue(LiveJson.Snapshot(tape.From, tape.Start, new LiveHealth(CanaryFiredAt: null, ClocksAlive: true, FeedAt: tape.From), audience));
            json.WriteStartArray("rows");
            foreach (var (at, row) in tape.Rows) LiveJson.Row(json, row, audience, at);
            json.WriteEndArray();
            json.WriteStartArray("fixes");
            foreach (var fix in tape.Fixes) Fix(json, fix, audience.IsLead);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Slot, when the map showed it, longitude and latitude in millionths, metres, heading, speed, and how old it was when shown.</summary>
    private static void Fix(Utf8JsonWriter json, ReplayFix shown, bool coarse)
    {
        var (_, slot, _, fix) = shown;
        json.WriteStartArray();
        json.WriteNumberValue(slot);
        json.WriteNumberValue(shown.ShownAt.ToUnixTimeMilliseconds());
        json.WriteNumberValue(Millionths(fix.Point.Lon, coarse));
        json.WriteNumberValue(Millionths(fix.Point.Lat, coarse));
        json.WriteNumberValue(coarse ? -1 : Math.Round(fix.AccuracyM, 1));
        json.WriteNumberValue(coarse || fix.HeadingDeg is not { } heading ? -1 : Math.Round(heading, 1));
        json.WriteNumberValue(fix.SpeedMps is { } speed ? Math.Round(speed, 1) : -1);
        json.WriteNumberValue((int)(shown.ShownAt - fix.At).TotalSeconds);
        json.WriteEndArray();
    }

    private static long Millionths(double degrees, bool coarse) => coarse ? (long)Math.Round(degrees * 100) * 10_000 : (long)Math.Round(degrees * 1e6);
}
