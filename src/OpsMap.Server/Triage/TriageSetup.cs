namespace OpsMap.Server.Triage;

/// <summary>Triage that explains itself.</summary>
public static class TriageSetup
{
    public static IServiceCollection AddTriage(this IServiceCollection services) => services
        .AddSingleton<RuleBook>().AddSingleton<CountyFinder>()
        .AddSingleton<DuplicateSearch>().AddSingleton<ClaimantHistory>().AddSingleton<BurstSearch>().AddSingleton<CaseNeighbours>()
        .AddSingleton<TriageSuggestions>().AddSingleton<TriageDecisions>();
}
