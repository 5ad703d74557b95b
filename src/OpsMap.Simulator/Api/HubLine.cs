using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Simulator.Chance;

namespace OpsMap.Simulator.Api;

/// <summary>A hub connection that is made again, at another node, as often as it breaks.</summary>
public sealed class HubLine(World world, Caller caller, string path)
{
    /// <summary>A server that has not heard of us for 15 s hangs up, and the library's own habit is once in 15.</summary>
    private static readonly TimeSpan _pings = TimeSpan.FromSeconds(4);

    private readonly Dice _dice = Dice.Of(world.Seed, "line", path, caller.Node.ToString());

    /// <summary>Runs until cancelled; <paramref name="up"/> is told of every new connection and returns when it is of no more use.</summary>
    public async Task Keep(Action<HubConnection> listen, Func<HubConnection, CancellationToken, Task> up, CancellationToken ct)
    {
        for (var failures = 0; !ct.IsCancellationRequested; failures++)
        {
            try
            {
                await using var connection = await Connect(ct);
                listen(connection);
                using var life = CancellationTokenSource.CreateLinkedTokenSource(ct);
                connection.Closed += _ => life.CancelAsync();
                await connection.StartAsync(ct);
                failures = 0;
                await up(connection, life.Token);
            }
            catch (Exception e) when (!ct.IsCancellationRequested && Broken(e))
            {
                if (e is HttpRequestException { StatusCode: System.Net.HttpStatusCode.Unauthorized } || failures > 3) caller.SignInAgain();
            }

            caller.MoveOn();
            world.Tally.Retried("line " + path);
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(10, 0.5 * (failures + 1)) * _dice.Between(0.6, 1)), TimeProvider.System, ct);
        }
    }

    private async Task<HubConnection> Connect(CancellationToken ct)
    {
        var cookie = await caller.Cookie(ct);
        return new HubConnectionBuilder()
            .WithKeepAliveInterval(_pings)
            .WithUrl(new Uri(caller.Node, path), HttpTransportType.WebSockets, o =>
            {
                o.SkipNegotiation = true;
                o.Headers["Cookie"] = cookie;
            })
            .Build();
    }

    /// <summary>Everything a dying node or network does to a connection; our own mistakes are not among them.</summary>
    private static bool Broken(Exception e) => e is HttpRequestException or IOException or OperationCanceledException or System.Net.WebSockets.WebSocketException
        or Microsoft.AspNetCore.SignalR.HubException or TimeoutException or InvalidOperationException;
}
