using Microsoft.Extensions.Time.Testing;

namespace OpsMap.Server.Tests.Clocks;

/// <summary>A clock that does not answer the n-th question until thawed: whoever asks is frozen exactly there.</summary>
internal sealed class FreezingClock(DateTimeOffset now, int atQuestion) : FakeTimeProvider(now), IDisposable
{
    private readonly ManualResetEventSlim _thaw = new();
    private readonly TaskCompletionSource _frozen = new();
    private int _asked;

    public Task Frozen => _frozen.Task;

    public override DateTimeOffset GetUtcNow()
    {
        // the base class asks too, while it is made
        if (_thaw is not null && Interlocked.Increment(ref _asked) == atQuestion)
        {
            _frozen.SetResult();
            _thaw.Wait(TimeSpan.FromSeconds(20));
        }
        return base.GetUtcNow();
    }

    public void Thaw() => _thaw.Set();

    public void Dispose() => _thaw.Dispose();
}
