using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.SignalR.Client;
using OpsMap.Domain.Access;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Tests.Fixtures;
using Xunit;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class SlowViewerTests(Backing backing)
{
    private const int Others = 49;
    private const int Squads = 2_000;
    private const int Ticks = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_that_stops_reading_costs_the_other_49_no_frames()
    {
        await using var world = await LiveWorld.In(backing);
        await using var host = await LiveHost.Start(world, backing.Redis);
        var received = new int[Others];
        var consoles = new List<HubConnection>();
        for (var i = 0; i < Others; i++)
        {
            var me = i;
            var console = host.Connection(Role.CityDispatcher);
            console.On<byte[]>("Frame", _ => Interlocked.Increment(ref received[me]));
            await console.StartAsync(Cancel);
            await console.InvokeAsync<string>("Join", Cancel);
            consoles.Add(console);
        }
        var before = host.The<Viewers>().Open.ToHashSet();
        using var stalled = await OpenAndStopReading(host.Address);
        await Patience.Until(() => host.The<Viewers>().Open.Count == Others + 1, "the stalled viewer has joined");
        var slow = host.The<Viewers>().Open.Single(v => !before.Contains(v));

        var second = 0;
        await Tick(() => slow.Mail.Counts.FramesDropped > 2);
        var (sent, got) = (Sent(), received.Sum());
        var counted = 0;
        await Tick(() => ++counted > Ticks);
        await Patience.Until(() => Sent() - sent - (received.Sum() - got) <= (Sent() - sent) / 200, "99.5 % of the frames reach the others");

        // awaiting the one that stalls would have sent next to nothing meanwhile; a busy machine sends fewer, not none
        Assert.InRange(Sent() - sent, Others * Ticks / 4, Others * Ticks * 4);
        foreach (var console in consoles) await console.DisposeAsync();

        long Sent() => before.Sum(v => v.Mail.Counts.FramesTaken + v.Mail.Counts.FramesDropped);

        async Task Tick(Func<bool> enough)
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
            for (var i = 0; !enough(); i++)
            {
                Assert.True(i < 400, "the viewer that does not read never stalls");
                second++;
                for (var slot = 0; slot < Squads; slot++) host.The<PositionBoard>().Offer(Fixes.Fix(slot, second));
                await timer.WaitForNextTickAsync(Cancel);
            }
        }
    }

    private static async Task<ClientWebSocket> OpenAndStopReading(string address)
    {
        var socket = new ClientWebSocket();
        foreach (var (name, value) in ((string, string)[])[("X-Role", "CityDispatcher"), ("X-County", "1404"), ("X-Session", "s"), ("X-Person", Guid.Empty.ToString())])
            socket.Options.SetRequestHeader(name, value);
        // a small window, so that it is full soon
        using var narrow = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (to, cancel) =>
            {
                var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
                await tcp.ConnectAsync(to.DnsEndPoint, cancel);
                return new NetworkStream(tcp, ownsSocket: true);
            },
        });
        await socket.ConnectAsync(new Uri(address.Replace("http", "ws", StringComparison.Ordinal) + "/live"), narrow, Cancel);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Cancel);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"type\":1,\"invocationId\":\"1\",\"target\":\"Join\",\"arguments\":[]}\u001e"), WebSocketMessageType.Text, true, Cancel);
        return socket;
    }
}
