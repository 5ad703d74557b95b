namespace OpsMap.Server.Intake;

/// <summary>Work orders from other systems.</summary>
public static class IntakeSetup
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration("Intake").ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<IRegistrar, CaseRegistrar>();
    }
}
