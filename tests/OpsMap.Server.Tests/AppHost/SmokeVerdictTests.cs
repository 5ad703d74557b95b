using OpsMap.AppHost.Running;
using OpsMap.AppHost.Smoke;
using Xunit;

namespace OpsMap.Server.Tests.AppHost;

public sealed class SmokeVerdictTests : IDisposable
{
    private readonly StringWriter _shown = new();

    [Fact]
    public async Task Whatever_goes_wrong_is_told_as_the_step_and_the_reason_and_never_as_a_stack()
    {
        Exception[] failures = [new SmokeException("the phone did not ring"), new KeyNotFoundException("no member 'card'"), new TaskCanceledException("HttpClient.Timeout"), new InvalidOperationException("closed")];
        foreach (var failure in failures)
        {
            Assert.False(await Ends(async progress =>
            {
                await progress.Step("a console joins", () => Task.CompletedTask);
                await progress.Step("the phone rings", () => Task.FromException(failure));
            }));
            Assert.Contains("SMOKE FAILED at step \"the phone rings\" after ", _shown.ToString(), StringComparison.Ordinal);
            Assert.Contains(failure.Message, _shown.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", _shown.ToString(), StringComparison.Ordinal);
            _shown.GetStringBuilder().Clear();
        }
    }

    [Fact]
    public async Task What_fails_before_the_first_step_fails_at_the_start()
    {
        Assert.False(await Ends(_ => throw new KeyNotFoundException("no 'demoKey'")));
        Assert.Contains("SMOKE FAILED at step \"start\"", _shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_steps_held_is_a_pass() => Assert.True(await Ends(progress => progress.Step("everything", () => Task.CompletedTask)));

    [Fact]
    public async Task Whoever_presses_Ctrl_C_is_told_of_no_failure()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            SmokeVerdict.Of(new Progress(_shown, live: false), "none.log", () => Task.FromException(new OperationCanceledException()), stop.Token));
        Assert.DoesNotContain("SMOKE", _shown.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _shown.Dispose();

    private Task<bool> Ends(Func<Progress, Task> everything)
    {
        var progress = new Progress(_shown, live: false);
        return SmokeVerdict.Of(progress, "none.log", () => everything(progress), CancellationToken.None);
    }
}
