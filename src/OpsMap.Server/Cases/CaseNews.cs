using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>Who is told of a case (工单动态): its county, and the county whose squad helps out, for as long as it does. Who no longer sees it is told that too.</summary>
internal static class CaseNews
{
    public static IEnumerable<FeedItem> Of(Case before, Case after, int version, string card)
    {
        foreach (var county in Watching(after)) yield return new FeedItem(county, FeedKind.Case, card);
        foreach (var county in Watching(before).Except(Watching(after))) yield return new FeedItem(county, FeedKind.CaseGone, Gone(after, version));
    }

    public static IEnumerable<CountyCode> Watching(Case c)
    {
        if (!c.Exists) yield break;
        yield return c.County;
        if (c.Helper is { } helper) yield return helper;
    }

    /// <summary>Where it is now is all that a county learns of a case it may not see.</summary>
    private static string Gone(Case c, int version) => JsonSerializer.Serialize(new { c.Id, Version = version, c.County }, Wire.Options);
}
