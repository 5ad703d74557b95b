using OpsMap.AppHost.CommandLine;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Services;

namespace OpsMap.AppHost.Commands;

/// <summary>Measures, on this machine, what README claims.</summary>
public static class Bench
{
    public static Command Command { get; } = new("bench", "Runs the benchmarks, or the one of that name.", Run) { Words = ["[NAME]"] };

    private static Task<int> Run(Arguments arguments, CancellationToken cancel)
    {
        string[] name = arguments.Word(0) is { } one ? [one] : [];
        return Shell.Show(["dotnet", "run", "--project", "tests/OpsMap.Bench", "-c", "Release", "--", .. name], new(Workspace.Find().Root), cancel);
    }
}
