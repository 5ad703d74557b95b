using System.Collections.Concurrent;
using System.Text.Json;
using Npgsql;
using OpsMap.Domain.Access;

namespace OpsMap.Server.LiveMap;

/// <summary>What a squad's phone shows now, the JSON of GET /api/squad/now (Squads answers).</summary>
public delegate Task<string> ReadSquadNow(Actor who, CancellationToken ct);

/// <summary>The squad phones connected to this node; news of their squad or its case wakes them.</summary>
public sealed class Devices(ReadSquadNow now, ILogger<Device> log)
{
    private readonly ConcurrentDictionary<string, Device> _open = new(StringComparer.Ordinal);

    public void Admit(string connection, Actor who, IDeviceClient client, CancellationToken closed)
    {
        var device = _open.GetOrAdd(connection, _ => new Device(who, client, now, log));
        device.Open(closed);
    }

    public void Leave(string connection)
    {
        if (_open.TryRemove(connection, out var device)) device.Dispose();
    }

    public void Tell(FeedBatch batch)
    {
        if (_open.IsEmpty) return;
        foreach (var row in batch.Rows)
        {
            using var json = JsonDocument.Parse(row.Body);
            foreach (var (_, device) in _open) device.Hear(row, json.RootElement);
        }
    }
}

/// <summary>One squad phone: told of its squad only, the newest state instead of every step, clock warnings each.</summary>
public sealed partial class Device(Actor who, IDeviceClient client, ReadSquadNow now, ILogger log) : IDisposable
{
    private const int MostWarnings = 16;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Queue<string> _warnings = new();
    private readonly string? _squad = who.Squad?.ToString();
    private string? _case;
    private bool _changed = true;

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
                var (changed, warnings) = Take();
                if (changed && !await Show(closed)) await LookAgain(closed);
                foreach (var warning in warnings) await client.Clock(warning);
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

    private (bool Changed, string[] Warnings) Take()
    {
        lock (_gate)
        {
            var taken = (_changed, _warnings.ToArray());
            _changed = false;
            _warnings.Clear();
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
