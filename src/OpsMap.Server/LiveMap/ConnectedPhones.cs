using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Devices;

namespace OpsMap.Server.LiveMap;

/// <summary>What a squad's phone shows now, the JSON of GET /api/squad/now (Squads answers).</summary>
public delegate Task<string> ReadSquadNow(Actor who, CancellationToken ct);

/// <summary>The squad phones connected to this node; news of their squad or its case wakes them.</summary>
public sealed class ConnectedPhones(ReadSquadNow now, ILogger<ConnectedPhone> log)
{
    private readonly ConcurrentDictionary<string, ConnectedPhone> _open = new(StringComparer.Ordinal);

    public void Admit(string connection, Actor who, Guid? device, IDeviceClient client, CancellationToken closed)
    {
        var phone = _open.GetOrAdd(connection, _ => new ConnectedPhone(who, device, client, now, log));
        phone.Open(closed);
    }

    public void Leave(string connection)
    {
        if (_open.TryRemove(connection, out var phone)) phone.Dispose();
    }

    public void Tell(FeedBatch batch)
    {
        if (_open.IsEmpty) return;
        foreach (var row in batch.Rows)
        {
            using var json = JsonDocument.Parse(row.Body);
            foreach (var (_, phone) in _open) phone.Hear(row, json.RootElement);
        }
    }

    /// <summary>Another phone of the same account has taken over.</summary>
    public void Displace(DisplacedDevice displaced)
    {
        foreach (var (_, phone) in _open)
            if (phone.Is(displaced.Device)) phone.Displace(displaced.Since);
    }
}

/// <summary>One squad phone: told of its squad only, the newest state instead of every step, clock warnings each.</summary>
public sealed partial class ConnectedPhone(Actor who, Guid? device, IDeviceClient client, ReadSquadNow now, ILogger log) : IDisposable
{
    private const int MostWarnings = 16;
    private const int MostMessages = 64;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Queue<string> _warnings = new();
    private readonly Queue<string> _messages = new();
    private readonly string? _squad = who.Squad?.ToString();
    private string? _case;
    private bool _changed = true;
    private DateTimeOffset? _displaced;

    public bool Is(Guid other) => device == other;

    public void Displace(DateTimeOffset since)
    {
        lock (_gate) _displaced = since;
        Ring();
    }

    public void Open(CancellationToken closed)
    {
        Ring();
        _ = Pump(closed);
    }

    public void Hear(FeedRow row, JsonElement body)
    {
        lock (_gate)
        {
            switch (row.Kind)
            {
                case FeedKind.Squad when Is(body, "id", _squad):
                case FeedKind.Case when Is(body, "squad", _squad) || Is(body, "id", _case):
                    _changed = true;
                    break;
                case FeedKind.Clock when Is(body, "caseId", _case):
                    if (_warnings.Count == MostWarnings) _warnings.Dequeue();
                    _warnings.Enqueue(row.Body);
                    break;
                case FeedKind.Message when Is(body, "squad", _squad):
                    // the conversation can be read again from its beginning; what it shows now says how much is unread
                    _changed |= _messages.Count == MostMessages && _messages.TryDequeue(out _);
                    _messages.Enqueue(row.Body);
                    break;
                default:
                    return;
            }
        }
        Ring();
    }

    public void Dispose() => _bell.Dispose();

    private static bool Is(JsonElement body, string member, string? id) =>
        id is not null && body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(id);

    private async Task Pump(CancellationToken closed)
    {
        try
        {
            while (true)
            {
                await _bell.WaitAsync(closed);
                var (changed, warnings, messages, displaced) = Take();
                if (displaced is { } since) await client.Displaced(JsonSerializer.Serialize(new { since }, Wire.Options));
                if (changed && !await Show(closed)) await LookAgain(closed);
                foreach (var warning in warnings) await client.Clock(warning);
                foreach (var message in messages) await client.Message(message);
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            LogGone(log, _squad);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogBroken(log, e, _squad);
        }
    }

    private async Task<bool> Show(CancellationToken closed)
    {
        try
        {
            var json = await now(who, closed);
            using (var parsed = JsonDocument.Parse(json))
            {
                var job = parsed.RootElement.TryGetProperty("job", out var found) && found.ValueKind == JsonValueKind.Object ? found.GetProperty("card").GetProperty("id").GetString() : null;
                lock (_gate) _case = job;
            }
            await client.Now(json);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogUnread(log, _squad, e.Message);
            return false;
        }
    }

    private async Task LookAgain(CancellationToken closed)
    {
        await Task.Delay(Again, closed);
        lock (_gate) _changed = true;
        Ring();
    }

    private (bool Changed, string[] Warnings, string[] Messages, DateTimeOffset? Displaced) Take()
    {
        lock (_gate)
        {
            var taken = (_changed, _warnings.ToArray(), _messages.ToArray(), _displaced);
            (_changed, _displaced) = (false, null);
            _warnings.Clear();
            _messages.Clear();
            return taken;
        }
    }

    private void Ring()
    {
        lock (_gate)
            if (_bell.CurrentCount == 0) _bell.Release();
    }

    [LoggerMessage(EventId = 4601, Level = LogLevel.Debug, Message = "Phone of squad {Squad} left")]
    private static partial void LogGone(ILogger log, string? squad);

    [LoggerMessage(EventId = 4602, Level = LogLevel.Warning, Message = "Writing to the phone of squad {Squad} failed")]
    private static partial void LogBroken(ILogger log, Exception e, string? squad);

    [LoggerMessage(EventId = 4603, Level = LogLevel.Warning, Message = "What squad {Squad} shows cannot be read yet: {Why}")]
    private static partial void LogUnread(ILogger log, string? squad, string why);
}
