using OpsMap.Domain;

namespace OpsMap.Server.Platform;

/// <summary>What every folder stands on: the database, its clock, the ledger, the wire.</summary>
public static partial class PlatformSetup
{
    public static WebApplicationBuilder AddPlatform(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddEnvironmentVariables("OPSMAP_");
        // a thousand lines of options at each start hide the one that matters
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        var postgres = builder.Configuration["Postgres"]
            ?? throw new InvalidOperationException("OPSMAP_POSTGRES is missing: the connection string of the database owner.");
        builder.Services.AddSingleton(_ => new Database(postgres));
        builder.Services.AddSingleton<DatabaseClock>();
        builder.Services.AddSingleton<TimeProvider>(services => services.GetRequiredService<DatabaseClock>());
        builder.Services.AddHostedService<DatabaseClockSynchroniser>();
        builder.Services.AddSingleton<Ledger>().AddSingleton<RegisterBook>();
        builder.Services.ConfigureHttpJsonOptions(o => Wire.Configure(o.SerializerOptions));
        builder.Services.AddOpenApi();
        builder.Services.AddResponseCompression(o => o.EnableForHttps = true);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(10));
        return builder;
    }

    /// <summary>Brings the schema up to date and takes the database's time before anything else runs.</summary>
    public static async Task Prepare(this WebApplication app)
    {
        LogPhase(app.Logger, "bringing the database up to date");
        Migrator.Run(app.Configuration["Postgres"]!);
        await app.Services.GetRequiredService<DatabaseClock>().Synchronise(app.Services.GetRequiredService<Database>().App, CancellationToken.None);
    }

    /// <summary>The launcher shows these lines to whoever waits.</summary>
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "starting: {Phase}")]
    internal static partial void LogPhase(ILogger log, string phase);
}
