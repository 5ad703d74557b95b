using System.Threading.Channels;
using OpsMap.AppHost.Running;
using OpsMap.AppHost.Services;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

public sealed class ChildTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_dies_is_started_again_and_the_reason_is_told()
    {
        var told = Channel.CreateUnbounded<string>();
        var restarted = new TaskCompletionSource();
        await using var child = new Child("node 1", () => new GuardedCommand("sleep", ["600"], "/dev/null"), line => told.Writer.TryWrite(line)) { Restarted = restarted.SetResult };
        child.Start();
        var first = child.Pid;
        Assert.NotNull(first);

        await Shell.Must(["sh", "-c", $"kill -s ABRT {first}"], Cancel);

        var line = await told.Reader.ReadAsync(Cancel);
        Assert.Contains("134 (the cluster had declared it dead)", line, StringComparison.Ordinal);
        await restarted.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        Assert.NotNull(child.Pid);
        Assert.NotEqual(first, child.Pid);
        Assert.Equal(1, child.Restarts);
    }

    [Fact]
    public async Task A_process_we_stop_ourselves_is_not_started_again()
    {
        var told = new List<string>();
        var child = new Child("node 1", () => new GuardedCommand("sleep", ["600"], "/dev/null") { LastSignal = "TERM", Grace = TimeSpan.FromSeconds(5) }, told.Add);
        child.Start();
        var pid = child.Pid;
        await child.DisposeAsync();
        Assert.False(Directory.Exists($"/proc/{pid}"));
        Assert.Empty(told);
        Assert.Equal(0, child.Restarts);
    }
}
