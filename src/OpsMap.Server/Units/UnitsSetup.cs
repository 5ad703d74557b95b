namespace OpsMap.Server.Units;

/// <summary>The offices: who they are, what they are responsible for, with whom they work together.</summary>
public static class UnitsSetup
{
    public static IServiceCollection AddUnits(this IServiceCollection services) => services
        .AddSingleton<UnitRegister>().AddSingleton<ZoneBorders>()
        .AddSingleton<ResponsibilityTable>().AddSingleton<CaseRoutes>()
        .AddSingleton<Departments>().AddSingleton<JointTasks>()
        .AddSingleton<WorkRecords>().AddSingleton<TypicalCases>()
        .AddHostedService<DemoUnits>();

    public static void MapUnits(this IEndpointRouteBuilder app)
    {
        app.MapUnitTree();
        app.MapResponsibility();
        app.MapJoint();
        app.MapRecords();
    }
}
