using System.Threading.Channels;

namespace OpsMap.AppHost.Smoke;

/// <summary>What came over a hub, in order; whoever waits for something reads until it comes.</summary>
public sealed class Heard<T>(string by)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly Channel<T> _messages = Channel.CreateUnbounded<T>();

    public void Add(T message) => _messages.Writer.TryWrite(message);

    public async Task<T> Until(Func<T, bool> wanted, string what, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            while (true)
                if (await _messages.Reader.ReadAsync(limit.Token) is var message && wanted(message)) return message;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new SmokeException($"{by} did not hear of it within {Limit.TotalSeconds:0} s: {what}");
        }
    }
}
