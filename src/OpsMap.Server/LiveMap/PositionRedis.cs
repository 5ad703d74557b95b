using StackExchange.Redis;

namespace OpsMap.Server.LiveMap;

/// <summary>The one connection to Redis: positions only, nothing in it is the only copy. It fails at once instead of queueing while Redis is away.</summary>
public sealed class PositionRedis(string connectionString, string cluster) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _connection = new(() => ConnectionMultiplexer.ConnectAsync(Settings(connectionString)));
    private readonly RedisChannel _channel = RedisChannel.Literal($"opsmap:{cluster}:positions");
    private readonly RedisKey _hot = $"opsmap:{cluster}:hot";

    /// <summary>Publishes one message and brings the hot copy up to date, all in one round trip.</summary>
    public async Task Send(byte[] message, HashEntry[] hot, int[] gone)
    {
        var database = (await _connection.Value).GetDatabase();
        var sent = new List<Task>();
        if (gone.Length > 0) sent.Add(database.HashDeleteAsync(_hot, Array.ConvertAll(gone, slot => (RedisValue)slot)));
        if (hot.Length > 0)
        {
            sent.Add(database.PublishAsync(_channel, message));
            sent.Add(database.HashSetAsync(_hot, hot));
        }
        await Task.WhenAll(sent);
    }

    /// <summary>Calls back for every message of every node, and when a lost subscription has come back by itself: what was said meanwhile is in the hot copy only.</summary>
    public async Task Listen(Action<byte[]> received, Action restored)
    {
        var connection = await _connection.Value;
        connection.ConnectionRestored += (_, restoredNow) =>
        {
            if (restoredNow.ConnectionType == ConnectionType.Subscription) restored();
        };
        await connection.GetSubscriber().SubscribeAsync(_channel, (_, message) => received((byte[])message!));
    }

    public async Task<IReadOnlyList<byte[]>> HotCopy()
    {
        var values = await (await _connection.Value).GetDatabase().HashValuesAsync(_hot);
        return [.. values.Select(v => (byte[])v!)];
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection.IsValueCreated) await (await _connection.Value).DisposeAsync();
    }

    private static ConfigurationOptions Settings(string connectionString)
    {
        var settings = ConfigurationOptions.Parse(connectionString);
        settings.AbortOnConnectFail = false;
        settings.ConnectTimeout = 2000;
        settings.AsyncTimeout = 1000;
        settings.SyncTimeout = 1000;
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        settings.ClientName = "opsmap";
        return settings;
    }
}
