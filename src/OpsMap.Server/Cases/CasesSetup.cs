namespace OpsMap.Server.Cases;

/// <summary>Cases: their intake and their reads; the grain finds its own way.</summary>
public static class CasesSetup
{
    public static IServiceCollection AddCases(this IServiceCollection services) =>
        services.AddSingleton<CaseIntake>().AddSingleton<FoundPlaces>().AddSingleton<RoutedUnits>().AddSingleton<ComplainantChanges>().AddSingleton<CaseQueries>();
}
