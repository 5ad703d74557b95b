using System.Globalization;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;

namespace OpsMap.Server.Dispatch;

/// <summary>A candidate in one line of words (推荐理由).</summary>
internal static class Explanation
{
    public static string Chinese(Ranking.Ranked r, double minutes, bool own, IReadOnlyList<Capability> matched) => Join(
        Distance(r.Metres, " m", " km"),
        string.Create(CultureInfo.InvariantCulture, $"{About(r, "约", "≥")} {minutes:0} 分"),
        own ? "本辖区" : $"跨县支援({Counties.NameOf(r.Squad.County)})",
        matched.Count > 0 ? string.Join('、', matched.Select(m => Names.Capabilities[m].Zh)) : null,
        r.Squad.State is SquadState.Returning ? "返程中" : null,
        r.Squad.JobsToday > 0 ? $"今日 {r.Squad.JobsToday} 单" : null,
        r.Age < TimeSpan.FromMinutes(1) ? $"定位 {(int)r.Age.TotalSeconds} 秒前" : $"定位 {(int)r.Age.TotalMinutes} 分钟前");

    public static string English(Ranking.Ranked r, double minutes, bool own, IReadOnlyList<Capability> matched) => Join(
        Distance(r.Metres, " m", " km"),
        string.Create(CultureInfo.InvariantCulture, $"{About(r, "about", "at least")} {minutes:0} min"),
        own ? "own county" : $"from {Counties.Find(r.Squad.County)?.En ?? r.Squad.County.Value} on the city's order",
        matched.Count > 0 ? string.Join(", ", matched.Select(m => Names.Capabilities[m].En)) : null,
        r.Squad.State is SquadState.Returning ? "on its way back" : null,
        r.Squad.JobsToday > 0 ? $"{r.Squad.JobsToday} {(r.Squad.JobsToday == 1 ? "job" : "jobs")} today" : null,
        r.Age < TimeSpan.FromMinutes(1) ? $"seen {(int)r.Age.TotalSeconds} s ago" : $"seen {(int)r.Age.TotalMinutes} min ago");

    // an old position says only that it may take longer
    private static string? About(Ranking.Ranked r, string estimate, string atLeast) =>
        r.Freshness >= Freshness.Stale ? atLeast : r.Travel.Estimated ? estimate : null;

    private static string Distance(double metres, string m, string km) => metres < 950
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(metres / 10) * 10:0}{m}")
        : string.Create(CultureInfo.InvariantCulture, $"{metres / 1000:0.0}{km}");

    private static string Join(params ReadOnlySpan<string?> parts)
    {
        var text = new System.Text.StringBuilder(80);
        foreach (var part in parts)
        {
            if (part is null) continue;
            if (text.Length > 0) text.Append(" · ");
            text.Append(part.AsSpan().TrimStart());
        }
        return text.ToString();
    }
}
