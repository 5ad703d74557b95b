using System.Text.Json;
using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Commands;

/// <summary>Only PostgreSQL and Redis, throwaway: to run one server node from an editor against them.</summary>
public static class ServicesOnly
{
    public static Command Command { get; } = new("services", "Starts a throwaway PostgreSQL and Redis, prints how to reach them, stops when its input ends or on Ctrl+C.", Run);

    private static async Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        await using var services = await BackingServices.Start(cancel: cancel);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            postgres = services.Postgres,
            redis = services.Redis,
            pids = new[] { services.LocalPostgres?.Pid, services.LocalRedis?.Pid },
        }));
        await InputEnd.Wait(cancel);
        return 0;
    }
}
