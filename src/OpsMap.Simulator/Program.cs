using System.Runtime.InteropServices;
using System.Text;
using OpsMap.Simulator;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Play;

Console.OutputEncoding = Encoding.UTF8;
if (args.Contains("--help", StringComparer.Ordinal))
{
    Console.WriteLine(Settings.Help);
    return 0;
}

Settings settings;
try
{
    settings = Settings.Parse(args, Environment.GetEnvironmentVariable);
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    await Console.Error.WriteLineAsync(Settings.Help);
    return 2;
}

using var stop = new CancellationTokenSource();
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var http = World.NewHttp();
var world = new World(settings.Nodes, settings.DemoKey, http, TimeProvider.System, settings.Seed, settings.Profile, new Pace(settings.Speed));
try
{
    await new Simulation(world, settings, Console.Out).Run(stop.Token);
}
catch (OutOfReachException gone)
{
    await Console.Error.WriteLineAsync(gone.Message);
    return 3;
}

return world.Tally.Unexpected == 0 ? 0 : 1;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
