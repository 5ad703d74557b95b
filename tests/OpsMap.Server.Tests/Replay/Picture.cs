using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpsMap.Server.Tests.Replay;

/// <summary>What a map shows: cards by id, and by slot where each squad is, kept as the browser's store keeps it.</summary>
internal sealed class Picture
{
    private readonly Dictionary<string, JsonObject> _cards = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (long LonE6, long LatE6)> _squads = [];
    private readonly Dictionary<string, long> _heads = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Heads => _heads;

    public int Squads => _squads.Count;

    public int Cards => _cards.Count;

    public static Picture Of(JsonElement snapshot)
    {
        var picture = new Picture();
        foreach (var head in snapshot.GetProperty("heads").EnumerateObject()) picture._heads[head.Name] = head.Value.GetInt64();
        foreach (var card in snapshot.GetProperty("cases").EnumerateArray()) picture.Put(card);
        foreach (var card in snapshot.GetProperty("squads").EnumerateArray())
        {
            picture.Put(card);
            if (card.TryGetProperty("fix", out var fix)) picture.Put(card.GetProperty("slot").GetInt32(), E6(fix.GetProperty("lon").GetDouble()), E6(fix.GetProperty("lat").GetDouble()));
        }
        return picture;
    }

    public void Row(JsonElement row)
    {
        _heads[row.GetProperty("county").GetString()!] = row.GetProperty("seq").GetInt64();
        if (!row.GetProperty("kind").ValueEquals("clock")) Put(row.GetProperty("body"));
    }

    public void Put(int slot, long lonE6, long latE6) => _squads[slot] = (lonE6, latE6);

    public bool Has(int slot, long lonE6, long latE6) => _squads.TryGetValue(slot, out var at) && at == (lonE6, latE6);

    public void Frame(ReadOnlySpan<byte> frame)
    {
        for (var rest = frame[12..]; rest.Length >= 16; rest = rest[16..])
            Put(BinaryPrimitives.ReadUInt16LittleEndian(rest), BinaryPrimitives.ReadInt32LittleEndian(rest[2..]), BinaryPrimitives.ReadInt32LittleEndian(rest[6..]));
    }

    /// <summary>As text, to be compared: a step a clock has passed reaches a browser as a row of its own and its card only with the next one.</summary>
    public IReadOnlyList<string> Written() =>
    [
        .. _cards.Values.Select(Comparable).Order(StringComparer.Ordinal),
        .. _squads.OrderBy(s => s.Key).Select(s => $"slot {s.Key} at {s.Value}"),
    ];

    private void Put(JsonElement body)
    {
        var card = JsonObject.Create(body)!;
        var id = card["id"]!.GetValue<string>();
        if (_cards.TryGetValue(id, out var known) && known["version"]!.GetValue<int>() > card["version"]!.GetValue<int>()) return;
        _cards[id] = card;
        if (card["slot"] is { } slot && card["state"]!.GetValue<string>() is "offDuty" or "break") _squads.Remove(card["slot"]!.GetValue<int>());
    }

    private static string Comparable(JsonObject card)
    {
        var plain = card.DeepClone().AsObject();
        plain.Remove("version");
        plain.Remove("fix");
        foreach (var clock in plain["clocks"]?.AsArray() ?? []) clock!.AsObject().Remove("passed");
        return Sorted(plain)!.ToJsonString();
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        JsonValue v when v.GetValueKind() is JsonValueKind.Number => JsonValue.Create(v.GetValue<JsonElement>().GetDouble()),
        null => null,
        var v => v.DeepClone(),
    };

    private static long E6(double degrees) => (long)Math.Round(degrees * 1e6);
}
