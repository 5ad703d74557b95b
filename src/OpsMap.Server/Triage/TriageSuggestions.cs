using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Triage;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>Everything triage suggests for one case (研判建议), as codes: what it says to a person is worded in <see cref="TriageAdvice"/>.</summary>
public sealed record Suggestions(
    Case Case,
    int CaseVersion,
    VersionedRules Rules,
    DateTimeOffset At,
    IReadOnlyList<IndustrySuggestion> Industries,
    IReadOnlyList<SituationSuggestion> Situations,
    GradeSuggestion Grade,
    CountySuggestion County,
    DuplicatesFound Duplicates,
    IReadOnlyList<ClaimantFactor> Claimant,
    Burst? Incident);

/// <summary>Brings the rules, the text and what the database knows together. It suggests; it never decides.</summary>
public sealed class TriageSuggestions(Ledger ledger, RuleBook rules, CaseNeighbours neighbours, CountyFinder counties, TimeProvider clock)
{
    // several factors together are worth the professional-claim desk's look
    private const int FactorsForTheirDesk = 2;

    /// <summary>Nothing when this reader may not know of the case.</summary>
    public async Task<Suggestions?> For(CaseId id, Actor reader, CancellationToken ct)
    {
        if (!await neighbours.Knows(id, reader, ct)) return null;
        // the whole history: its earlier events may stand under the county the case came from
        var history = await ledger.Read(id.Value, ct: ct);
        var state = history.Aggregate(Case.Nothing, (c, e) => c.Evolve(e.As<CaseEvent>()));

        var (said, now) = (state.Registration, clock.GetUtcNow());
        var book = await rules.Current(ct);
        var around = await neighbours.Of(id, reader, book.Rules, ct);
        var factors = ClaimantFactors.Of(said, around.Claimant.Counts, book.Rules.Claimants)
            .Select(f => around.Claimant.Evidence.TryGetValue(f.Code, out var cases) ? f with { Reason = f.Reason.On(cases) } : f).ToList();
        var situations = TextSuggestions.Situations(said, now, book.Rules, around.Burst);
        return new Suggestions(
            state, history[^1].Version, book, now,
            Industries(said, book.Rules, factors), situations, GradeSuggestion.Of(said, now, situations, book.Rules),
            await counties.For(state, ct), around.Duplicates, factors, around.Burst);
    }

    /// <summary>The matter comes first; the claimants' desk is an alternative beside it, unless the words themselves speak for it.</summary>
    private static IReadOnlyList<IndustrySuggestion> Industries(Registration said, TriageRules rules, List<ClaimantFactor> factors)
    {
        var found = TextSuggestions.Industries(said, rules);
        if (factors.Count < FactorsForTheirDesk || found.Any(i => i.Industry is Industry.ProfessionalClaim)) return found;
        return [.. found, new IndustrySuggestion(Industry.ProfessionalClaim, 0, [TriageReason.Of(TriageReasons.ClaimantFactorsFound, ("count", factors.Count)).On(factors.Select(f => f.Code))])];
    }
}

/// <summary>What the other cases say about one: duplicates, the complainant's record, a burst.</summary>
public sealed class CaseNeighbours(CaseQueries cases, DuplicateSearch duplicates, ClaimantHistory claimants, BurstSearch bursts)
{
    public Task<bool> Knows(CaseId id, Actor reader, CancellationToken ct) => cases.Knows(id, reader, ct);

    public async Task<Neighbourhood> Of(CaseId id, Actor reader, TriageRules rules, CancellationToken ct) => new(
        await duplicates.For(id, reader, rules, ct), await claimants.Of(id, reader, rules, ct), await bursts.Around(id, reader, rules.Bursts, ct));
}

/// <summary>A case among the others.</summary>
public sealed record Neighbourhood(DuplicatesFound Duplicates, ClaimantRecord Claimant, Burst? Burst);
