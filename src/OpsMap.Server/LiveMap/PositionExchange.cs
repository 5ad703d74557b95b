using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OpsMap.Server.LiveMap;

/// <summary>Tells the other nodes once a tick what moved here, and keeps the hot copy a starting node warms itself with. Without Redis each node shows its own squads.</summary>
public sealed partial class PositionExchange(PositionBoard board, PositionRedis redis, IOptions<LiveMapOptions> options, ILogger<PositionExchange> log) : BackgroundService
{
    private readonly Guid _self = Guid.NewGuid();
    private LiveFix[] _fixes = [];
    private bool _down;

    public long Sent { get; private set; }

    public long Failures { get; private set; }

    public long Unreadable { get; private set; }

    /// <summary>Whether this node has asked to hear the others.</summary>
    public bool Listening { get; private set; }

    /// <summary>Sends what has changed; the board holds whatever Redis is too slow for, so that nothing piles up here.</summary>
    public async Task Send()
    {
        var count = board.DrainOutgoing(ref _fixes);
        var cleared = board.DrainCleared();
        if (count == 0 && cleared.Length == 0) return;
        try
        {
            await redis.Send(FixWire.Message(_self, _fixes.AsSpan(0, count)), HotCopy(_fixes.AsSpan(0, count)), cleared);
            Sent += count;
            if (_down) LogBack(log, Failures);
            _down = false;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or ObjectDisposedException)
        {
            board.Resend(_fixes.AsSpan(0, count));
            board.ClearAgain(cleared);
            Failures++;
            if (!_down) LogDown(log, e.Message);
            _down = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Listen();
        using var timer = new PeriodicTimer(options.Value.Tick);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Send();
    }

    // the subscription is remembered and made when Redis is there; until then there is nothing to hear
    private async Task Listen()
    {
        try
        {
            await redis.Listen(Receive, restored: () => _ = CatchUp());
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            LogDown(log, e.Message);
        }
        Listening = true;
    }

    private async Task CatchUp()
    {
        try
        {
            foreach (var record in await redis.HotCopy())
                if (FixWire.TryReadRecord(record, out var fix)) board.Adopt(fix);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            LogDown(log, e.Message);
        }
    }

    private void Receive(byte[] message)
    {
        var fixes = new List<LiveFix>();
        if (!FixWire.TryRead(message, _self, fixes)) Unreadable++;
        foreach (var fix in fixes) board.Adopt(fix);
    }

    private static HashEntry[] HotCopy(ReadOnlySpan<LiveFix> fixes)
    {
        var entries = new HashEntry[fixes.Length];
        for (var i = 0; i < fixes.Length; i++) entries[i] = new HashEntry(fixes[i].Slot, FixWire.Record(fixes[i]));
        return entries;
    }

    [LoggerMessage(EventId = 4501, Level = LogLevel.Warning, Message = "Positions do not reach the other nodes: {Why}")]
    private static partial void LogDown(ILogger log, string why);

    [LoggerMessage(EventId = 4502, Level = LogLevel.Information, Message = "Positions reach the other nodes again after {Failures} failures in all")]
    private static partial void LogBack(ILogger log, long failures);
}
