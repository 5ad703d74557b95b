using OpsMap.Domain;

namespace OpsMap.Server.LiveMap;

/// <summary>One row of the feed: something a browser shows has changed; <see cref="Body"/> is the whole card as JSON.</summary>
public sealed record FeedRow(CountyCode County, long Seq, string Kind, string Body);

/// <summary>The words in the feed's <c>kind</c> column.</summary>
public static class FeedKind
{
    public const string Case = "case";

    /// <summary>The county no longer sees this case; the body says only where it is.</summary>
    public const string CaseGone = "case-gone";
    public const string Squad = "squad";
    public const string Clock = "clock";
    public const string Incident = "incident";
    public const string Message = "message";
}

/// <summary>Rows read from the feed together, written as JSON once for each audience that sees any of them.</summary>
public sealed class FeedBatch(IReadOnlyList<FeedRow> rows, DateTimeOffset now)
{
    private readonly Dictionary<Audience, string?> _written = [];

    public IReadOnlyList<FeedRow> Rows => rows;

    public string? For(Audience audience)
    {
        if (_written.TryGetValue(audience, out var json)) return json;
        var seen = rows.Where(r => audience.Sees(r.County)).ToArray();
        return _written[audience] = seen.Length == 0 ? null : LiveJson.Feed(now, seen, audience);
    }
}
