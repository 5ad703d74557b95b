using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Dispatch;

/// <summary>Recommends who should go to a case (就近派单), and draws up the receipt when somebody is sent.</summary>
public sealed class Recommender(NearestSquads nearest, Roster roster, ITravelTime travel, IOptions<DispatchOptions> options, TimeProvider clock)
{
    /// <summary>Longer than a shift: whoever is on duty and was ever seen.</summary>
    private static readonly TimeSpan _longLost = TimeSpan.FromHours(12);

    private readonly DispatchOptions _options = options.Value;
    private readonly Ranking _ranking = new(travel, options.Value);

    private sealed record Finding(Surroundings Around, IReadOnlyList<Ranking.Ranked> Ranked, bool AnyCounty, DateTimeOffset Now);

    /// <summary>
    /// The best squads of the case's own county; of every county when the city orders it, or when the city asks and the county has nobody.
    /// Nothing when this person has no such case.
    /// </summary>
    public async Task<Recommendation?> For(CaseId id, Actor by, int limit, bool crossCounty, CancellationToken ct)
    {
        if (await Find(id, by, Math.Clamp(limit, 1, _options.Most), crossCounty, ct) is not { } found) return null;
        var (_, excluded) = await roster.Excluded(found.Around.Scene, found.AnyCounty, found.Now, anew: false, ct);
        return Recommend(found, excluded);
    }

    /// <summary>Why this squad: everything that was known, at the moment of the decision, read anew.</summary>
    public async Task<Receipt?> Receipt(CaseId id, SquadId chosen, Actor by, CancellationToken ct)
    {
        if (await Find(id, by, _options.Most, crossCounty: false, ct) is not { } found) return null;
        if (by.SeesAll && !found.AnyCounty && !found.Ranked.Any(r => r.Squad.Id == chosen))
            found = await Find(id, by, _options.Most, crossCounty: true, ct) ?? found;
        var (considered, excluded) = await roster.Excluded(found.Around.Scene, found.AnyCounty, found.Now, anew: true, ct);
        var advice = Recommend(found, excluded);
        var mine = advice.Candidates.FirstOrDefault(c => c.SquadId == chosen);
        return new Receipt(found.Now, chosen, considered, excluded, advice.Candidates, new ReceiptParameters(
            "nearest-2", travel.GetType().Name, "epsg4546-cells-then-geodesic", _options.TieMetres, (int)FixAge.Lost.TotalSeconds, (int)FixAge.Ageing.TotalSeconds,
            NearestSquads.LeastCrew, found.Around.Scene.Needed, found.Around.Scene.Version,
            found.Ranked.ToDictionary(r => r.Squad.Code, r => r.Squad.Version, StringComparer.Ordinal)),
            mine?.Code, mine?.Rank, advice.Note, advice.CrossCounty);
    }

    private async Task<Finding?> Find(CaseId id, Actor by, int limit, bool crossCounty, CancellationToken ct)
    {
        var scope = Scope.Of(by);
        var any = crossCounty && by.SeesAll;
        var found = await Find(id, scope, limit, any, FixAge.Lost, ct);
        if (Nobody(found) && by.SeesAll && !any) found = await Find(id, scope, limit, anyCounty: true, FixAge.Lost, ct);
        // better one whose position nobody knows than nobody at all
        if (Nobody(found)) found = await Find(id, scope, limit, any, _longLost, ct);
        return found;
    }

    private static bool Nobody(Finding? found) => found is { Ranked.Count: 0, Around.Scene.Point: not null };

    // once round the loop, unless so many squads stand in the same cells that the cells cannot tell the first from the rest
    private async Task<Finding?> Find(CaseId id, Scope scope, int limit, bool anyCounty, TimeSpan seenWithin, CancellationToken ct)
    {
        for (var read = limit + _options.Margin; ; read *= 4)
        {
            var now = clock.GetUtcNow();
            if (await nearest.Around(id, scope, anyCounty, now - seenWithin, CityTime.DayOf(now), read, ct) is not { } around) return null;
            var ranked = _ranking.Of(around, now, limit);
            if (_ranking.IsExact(around, ranked, read, limit)) return new Finding(around, ranked, anyCounty, now);
        }
    }

    private static Recommendation Recommend(Finding found, IReadOnlyDictionary<string, int> excluded)
    {
        var scene = found.Around.Scene;
        var left = scene.ArriveDue is { } due ? due - found.Now : Ranking.Arrival;
        var candidates = new Candidate[found.Ranked.Count];
        for (var i = 0; i < candidates.Length; i++) candidates[i] = Named(found.Ranked[i], i + 1, scene, left);
        var note = scene.Point is null ? Notes.LocationNeeded
            : candidates.Length == 0 ? Notes.NoSquad
            : candidates[0].Reachable ? null : Notes.NinetyMinutesNotReachable;
        return new Recommendation(scene.Case, found.Now, candidates, Without(candidates, excluded), note, candidates.Any(c => !c.OwnCounty) ? true : null);
    }

    /// <summary>Who is offered after all is not counted among those left out.</summary>
    private static IReadOnlyDictionary<string, int> Without(Candidate[] candidates, IReadOnlyDictionary<string, int> excluded)
    {
        var offered = candidates.Count(c => c.Freshness is Freshness.Lost);
        if (offered == 0) return excluded;
        return excluded.Select(e => e.Key == "lost" ? KeyValuePair.Create(e.Key, e.Value - offered) : e).Where(e => e.Value > 0).ToDictionary(StringComparer.Ordinal);
    }

    private static Candidate Named(Ranking.Ranked r, int rank, Scene scene, TimeSpan left)
    {
        var own = r.Squad.County == scene.County;
        Capability[] matched = [.. scene.Needed.Where(r.Squad.Capabilities.Contains)];
        var minutes = Math.Max(1, Math.Ceiling(r.Travel.Time.TotalMinutes));
        return new Candidate
        {
            Rank = rank,
            SquadId = r.Squad.Id,
            Code = r.Squad.Code,
            Metres = Math.Round(r.Metres, 1),
            Minutes = minutes,
            Estimated = r.Travel.Estimated,
            County = r.Squad.County,
            OwnCounty = own,
            State = r.Squad.State,
            Skills = r.Squad.Capabilities,
            Matched = matched,
            FixAgeS = (int)r.Age.TotalSeconds,
            Freshness = r.Freshness,
            DiscM = (int)Math.Round(r.DiscM),
            JobsToday = r.Squad.JobsToday,
            SlackMinutes = Math.Round((left - r.Travel.Time).TotalMinutes, 1),
            Reachable = r.Travel.Time <= left,
            Explanation = Explanation.Chinese(r, minutes, own, matched),
            ExplanationEn = Explanation.English(r, minutes, own, matched),
        };
    }
}
