using System.Runtime.InteropServices;
using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Commands;
using OpsMap.AppHost.Services;

Command[] commands =
[
    Up.Command,
    Down.Command,
    SmokeTest.Command,
    Import.Command,
    AdminCreate.Command,
    Certs.Command,
    Test.Command,
    Bench.Command,
    ServeTest.Command,
    ServicesOnly.Command,
];

using var stop = new CancellationTokenSource();
using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var onHangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

if (args is [] or ["--help"] or ["-h"] or ["help"])
{
    Console.WriteLine("usage: ./opsmap COMMAND [--help]\n");
    foreach (var c in commands) Console.WriteLine($"  {c.Name,-14} {c.Summary}");
    return args is [] ? 2 : 0;
}

var command = commands.FirstOrDefault(c => args.Take(c.Name.Split(' ').Length).SequenceEqual(c.Name.Split(' '), StringComparer.Ordinal));
if (command is null)
{
    await Console.Error.WriteLineAsync($"There is no command '{args[0]}'. ./opsmap --help lists them.");
    return 2;
}
var typed = args[command.Name.Split(' ').Length..];
if (typed.Contains("--help", StringComparer.Ordinal))
{
    Console.WriteLine(command.Help);
    return 0;
}

try
{
    return await command.Run(Arguments.Parse(command, typed), stop.Token);
}
catch (UsageException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\nusage: {command.Usage}");
    return 2;
}
catch (ServiceException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
