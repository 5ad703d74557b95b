using System.Text.Json.Nodes;

namespace OpsMap.Server.LiveMap;

/// <summary>What a wall in a meeting room may show of a card: no complainant, no names or numbers of the crew, places to about a kilometre.</summary>
public static class LeadershipView
{
    private static readonly string[] NotOfCases = ["complainant", "respondent"];
    private static readonly string[] NotOfSquads = ["members", "radio", "dutyPhone", "vehicle"];

    public static string Of(string kind, string body)
    {
        // what dispatch and squads say to each other is theirs; the row stays, so that nobody misses a number
        if (kind is FeedKind.Message) return "{}";
        if (kind is not (FeedKind.Case or FeedKind.Squad) || JsonNode.Parse(body) is not JsonObject card) return body;
        foreach (var member in kind == FeedKind.Case ? NotOfCases : NotOfSquads) card.Remove(member);
        // that a squad calls for help and since when, not who and what
        if (card["sos"] is JsonObject sos) card["sos"] = new JsonObject { ["at"] = sos["at"]?.DeepClone() };
        if (kind == FeedKind.Squad && card["fix"] is JsonObject fix)
        {
            Coarsen(fix);
            fix.Remove("hdg");
            fix.Remove("acc");
        }
        return card.ToJsonString(LiveJson.Plain);
    }

    private static void Coarsen(JsonObject point)
    {
        foreach (var axis in (ReadOnlySpan<string>)["lon", "lat"])
            if (point[axis] is { } degrees) point[axis] = Math.Round(degrees.GetValue<double>(), 2);
    }
}
