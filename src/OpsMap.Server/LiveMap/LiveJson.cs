using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsMap.Domain;

namespace OpsMap.Server.LiveMap;

/// <summary>The JSON of the live hub. Cards are stored as JSON already and are copied, not read and written again.</summary>
public static class LiveJson
{
    // the receivers parse JSON, they never paste it into a page: Chinese text may stay readable and three times shorter
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Feed(DateTimeOffset now, IEnumerable<FeedRow> rows, Audience audience) => Write(json =>
    {
        json.WriteString("serverNow", Instant(now));
        Rows(json, rows, audience);
    });

    public static string Missing(MissedRows missed, Audience audience) => Write(json =>
    {
        Rows(json, missed.Rows, audience);
        json.WriteBoolean("more", missed.More);
    });

    public static string SnapshotNeeded { get; } = Write(json =>
    {
        json.WriteStartArray("rows");
        json.WriteEndArray();
        json.WriteBoolean("more", false);
        json.WriteBoolean("snapshotNeeded", true);
    });

    public static string Heads(DateTimeOffset now, IReadOnlyDictionary<CountyCode, long> heads, LiveHealth health) => Write(json =>
    {
        json.WriteString("serverNow", Instant(now));
        HeadList(json, heads);
        json.WriteStartObject("health");
        HealthMembers(json, health);
        json.WriteEndObject();
    });

    public static string Health(DateTimeOffset now, LiveHealth health) => Write(json =>
    {
        json.WriteString("serverNow", Instant(now));
        HealthMembers(json, health);
    });

    public static string Snapshot(DateTimeOffset now, Snapshot snapshot, LiveHealth health, Audience audience) => Write(json =>
    {
        json.WriteString("serverNow", Instant(now));
        HeadList(json, snapshot.Heads);
        Cards(json, "cases", snapshot.Cases, card => Body(FeedKind.Case, card, audience));
        json.WriteStartArray("squads");
        foreach (var (card, fix) in snapshot.Squads) json.WriteRawValue(SquadWithFix(card, fix, audience));
        json.WriteEndArray();
        Cards(json, "incidents", snapshot.Incidents, card => card);
        json.WriteStartObject("health");
        HealthMembers(json, health);
        json.WriteEndObject();
    });

    private static string SquadWithFix(string card, LastFix? fix, Audience audience)
    {
        if (fix is null) return Body(FeedKind.Squad, card, audience);
        var node = JsonNode.Parse(card)!.AsObject();
        var at = new JsonObject { ["lon"] = fix.Point.Lon, ["lat"] = fix.Point.Lat, ["acc"] = fix.AccuracyM, ["at"] = Instant(fix.At) };
        if (fix.HeadingDeg is { } heading) at["hdg"] = heading;
        if (fix.SpeedMps is { } speed) at["spd"] = speed;
        node["fix"] = at;
        return Body(FeedKind.Squad, node.ToJsonString(Plain), audience);
    }

    private static string Body(string kind, string body, Audience audience) => audience.IsLead ? LeadershipView.Of(kind, body) : body;

    private static void Rows(Utf8JsonWriter json, IEnumerable<FeedRow> rows, Audience audience)
    {
        json.WriteStartArray("rows");
        foreach (var row in rows) Row(json, row, audience);
        json.WriteEndArray();
    }

    /// <summary>One row; a replay also says when it came.</summary>
    internal static void Row(Utf8JsonWriter json, FeedRow row, Audience audience, DateTimeOffset? at = null)
    {
        json.WriteStartObject();
        if (at is { } then) json.WriteString("at", Instant(then));
        json.WriteString("county", row.County.Value);
        json.WriteNumber("seq", row.Seq);
        json.WriteString("kind", row.Kind);
        json.WritePropertyName("body");
        json.WriteRawValue(Body(row.Kind, row.Body, audience));
        json.WriteEndObject();
    }

    private static void Cards(Utf8JsonWriter json, string name, IEnumerable<string> cards, Func<string, string> view)
    {
        json.WriteStartArray(name);
        foreach (var card in cards) json.WriteRawValue(view(card));
        json.WriteEndArray();
    }

    private static void HeadList(Utf8JsonWriter json, IReadOnlyDictionary<CountyCode, long> heads)
    {
        json.WriteStartObject("heads");
        foreach (var (county, seq) in heads) json.WriteNumber(county.Value, seq);
        json.WriteEndObject();
    }

    private static void HealthMembers(Utf8JsonWriter json, LiveHealth health)
    {
        if (health.CanaryFiredAt is { } fired) json.WriteString("canaryFiredAt", Instant(fired));
        json.WriteBoolean("clocksAlive", health.ClocksAlive);
        if (health.FeedAt is { } read) json.WriteString("feedAt", Instant(read));
    }

    internal static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Plain.Encoder }))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
