using Microsoft.Extensions.Options;

namespace OpsMap.Server.Notify;

/// <summary>Every node looks each second for news to tell and for messages to send (通知巡检); what one is at, the others leave alone.</summary>
public sealed partial class NotifyWatch(NoticeReader reader, Outbox outbox, ComplainantPost complainants, Courier courier, IEnumerable<INotifier> notifiers, IOptions<NotifyOptions> options, ILogger<NotifyWatch> log) : BackgroundService
{
    private readonly INotifier[] _notifiers = [.. notifiers];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Poll);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // a bell that cannot be rung must not take the node down with it
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogFailed(log, e);
            }
        }
    }

    /// <summary>One look: reads what is new, then sends what is due. A channel that does not answer holds up no other.</summary>
    public async Task Round(CancellationToken ct)
    {
        while (await reader.Read(ct)) { }
        await Task.WhenAll((await outbox.Due(ct)).Select(channel => Send(channel, ct)));
    }

    private async Task Send(Guid id, CancellationToken ct)
    {
        var (channel, messages) = await outbox.Take(id, _notifiers, ct);
        if (channel is null) return;
        var by = _notifiers.Single(n => n.Kind == channel.Kind);
        foreach (var taken in messages)
        {
            if (await complainants.Address(id, taken, ct) is not { } message) continue;
            var (outcome, ms) = await courier.Send(channel, by, message, ct);
            await outbox.Settle(id, taken, outcome, ms, ct);
            // the rest is taken out still, and free again when that is over: who does not answer now will not answer twenty times
            if (outcome.TooMuch || outcome.Result == Courier.TimedOut) return;
        }
    }

    [LoggerMessage(EventId = 2611, Level = LogLevel.Error, Message = "Notices were not looked at")]
    private static partial void LogFailed(ILogger log, Exception e);
}
