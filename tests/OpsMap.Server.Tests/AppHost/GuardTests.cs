using System.Diagnostics;
using System.Text.Json;
using OpsMap.AppHost.Services;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

public sealed class GuardTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killing_the_host_with_signal_9_takes_its_servers_and_their_folders_along()
    {
        using var temp = new OpenFolder();
        using var host = StartHost(temp.Path);
        var answer = JsonDocument.Parse(await host.StandardOutput.ReadLineAsync(Cancel) ?? "{}").RootElement;
        var pids = answer.GetProperty("pids").EnumerateArray().Select(p => p.GetInt32()).ToList();
        Assert.Equal(2, pids.Count);
        Assert.All(pids, pid => Assert.True(Directory.Exists($"/proc/{pid}")));
        Assert.Equal(2, Directory.GetDirectories(temp.Path).Length);

        host.Kill();
        await host.WaitForExitAsync(Cancel);

        await Eventually(() => pids.TrueForAll(pid => !Directory.Exists($"/proc/{pid}")), "a server outlived its host");
        await Eventually(() => Directory.GetDirectories(temp.Path).Length == 0, "a folder was left behind");
    }

    [Fact]
    public async Task The_exit_code_of_the_child_comes_through_also_when_it_was_killed()
    {
        await using var left = GuardedProcess.Start(new("sh", ["-c", "exit 134"], "/dev/null"));
        Assert.Equal(134, await left.Exited.WaitAsync(Cancel));

        await using var killed = GuardedProcess.Start(new("sleep", ["60"], "/dev/null"));
        killed.Signal("KILL");
        Assert.Equal(128 + 9, await killed.Exited.WaitAsync(Cancel));
    }

    [Fact]
    public async Task A_child_that_ignores_the_polite_signal_is_killed_after_the_grace()
    {
        using var folder = new OpenFolder();
        var log = Path.Combine(folder.Path, "log");
        var deaf = GuardedProcess.Start(new("sh", ["-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"], log)
        {
            LastSignal = "TERM",
            Grace = TimeSpan.FromMilliseconds(300),
        });
        await Eventually(() => File.Exists(log) && new FileInfo(log).Length > 0, "the child never ran");
        await deaf.DisposeAsync();
        Assert.Equal(128 + 9, await deaf.Exited);
    }

    [Fact]
    public async Task Wrong_words_in_the_environment_are_refused_before_anything_starts()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("OPSMAP_POSTGRES") is not null, "the services are given from outside");
        using var host = StartHost(Path.GetTempPath(), ("OPSMAP_BACKING", "cloud"));
        var error = await host.StandardError.ReadToEndAsync(Cancel);
        await host.WaitForExitAsync(Cancel);
        Assert.Equal(1, host.ExitCode);
        Assert.Contains("'cloud'", error, StringComparison.Ordinal);
    }

    private static Process StartHost(string temp, (string Name, string Value)? setting = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BackingServices).Assembly.Location, "services"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = temp, ["OPSMAP_BACKING"] = "local" },
        };
        start.Environment.Remove("OPSMAP_POSTGRES");
        start.Environment.Remove("OPSMAP_REDIS");
        if (setting is var (name, value)) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    // The guard is nobody's child any more when the host is dead: there is no event to await, only the fact itself.
    private static async Task Eventually(Func<bool> holds, string otherwise)
    {
        var limit = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!holds())
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(20), otherwise);
            await beat.WaitForNextTickAsync(Cancel);
        }
    }
}
