using System.Buffers.Binary;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace OpsMap.Bench;

/// <summary>One console watching the city; two of them look at every record, the rest count.</summary>
public sealed class MapViewer : IAsyncDisposable
{
    private const int Header = 12;
    private const int Record = 16;

    private readonly HubConnection _connection;
    private readonly MovingSquads? _squads;
    private readonly Lock _gate = new();
    private List<double> _ages = [];

    private MapViewer(HubConnection connection, MovingSquads? squads) => (_connection, _squads) = (connection, squads);

    /// <summary>Why this viewer is no longer connected.</summary>
    public string? Lost { get; private set; }

    public long Frames { get; private set; }

    public long Bytes { get; private set; }

    public long Records { get; private set; }

    public IReadOnlyList<double> Ages
    {
        get { lock (_gate) return [.. _ages]; }
    }

    public static async Task<MapViewer> Join(BenchSystem system, string token, MovingSquads squads, bool decode, CancellationToken ct)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(system.Url, "/live"), o =>
            {
                o.Transports = HttpTransportType.WebSockets;
                o.SkipNegotiation = true;
                o.Headers["Cookie"] = $"opsmap={token}";
                o.Headers["Origin"] = system.Url.GetLeftPart(UriPartial.Authority);
            })
            .AddMessagePackProtocol()
            .WithKeepAliveInterval(TimeSpan.FromSeconds(5))
            .Build();
        var viewer = new MapViewer(connection, decode ? squads : null);
        connection.On<byte[]>("Frame", viewer.Take);
        connection.On<string>("Feed", _ => { });
        connection.On<string>("Health", _ => { });
        connection.On("Resync", () => { });
        connection.Closed += failure =>
        {
            viewer.Lost = failure?.Message ?? "the node hung up";
            return Task.CompletedTask;
        };
        await connection.StartAsync(ct);
        await connection.InvokeAsync<string>("Join", ct);
        return viewer;
    }

    public void Reset()
    {
        lock (_gate) (Frames, Bytes, Records, _ages) = (0, 0, 0, []);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Take(byte[] frame)
    {
        var records = (frame.Length - Header) / Record;
        lock (_gate)
        {
            Frames++;
            Bytes += frame.Length;
            Records += records;
            if (_squads is null) return;
            for (var i = 0; i < records; i++)
            {
                var r = frame.AsSpan(Header + (i * Record));
                if (_squads.AgeOf(BinaryPrimitives.ReadUInt16LittleEndian(r), BinaryPrimitives.ReadInt32LittleEndian(r[2..])) is { } age) _ages.Add(age);
            }
        }
    }
}
