namespace OpsMap.Server.LiveMap;

/// <summary>One open console or screen: what it may see and the one pump that writes to it, at whatever speed it reads.</summary>
public sealed partial class Viewer(string connection, Audience audience, IMapClient client, Mailbox mail, ILogger log) : IDisposable
{
    private int _pumping;

    public Audience Audience => audience;

    public Mailbox Mail => mail;

    /// <summary>Begins to write what has come since the viewer joined; a second call changes nothing.</summary>
    public void Open(CancellationToken closed)
    {
        if (Interlocked.Exchange(ref _pumping, 1) == 0) _ = Pump(closed);
    }

    public void Dispose() => mail.Dispose();

    private async Task Pump(CancellationToken closed)
    {
        try
        {
            while (true)
            {
                await mail.Wait(closed);
                var post = mail.Take();
                if (post.Resync) await client.Resync();
                foreach (var json in post.Feed) await client.Feed(json);
                if (post.Frame is { } frame) await client.Frame(frame);
                if (post.Health is { } health) await client.Health(health);
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            LogGone(log, connection, mail.Counts.FramesDropped);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogBroken(log, e, connection);
        }
    }

    [LoggerMessage(EventId = 4101, Level = LogLevel.Debug, Message = "Viewer {Connection} left; {Dropped} frames were dropped for it")]
    private static partial void LogGone(ILogger log, string connection, long dropped);

    [LoggerMessage(EventId = 4102, Level = LogLevel.Warning, Message = "Writing to viewer {Connection} failed")]
    private static partial void LogBroken(ILogger log, Exception e, string connection);
}
