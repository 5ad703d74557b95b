using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace OpsMap.Server.LiveMap;

/// <summary>The squad phones' own hub (终端通道), apart from the viewers': it only speaks; phones report by acknowledged POST.</summary>
[Authorize]
public sealed class DeviceHub(Devices devices, LiveFeed feed, TimeProvider clock, IHubContext<DeviceHub, IDeviceClient> clients) : Hub<IDeviceClient>
{
    /// <summary>The server's time, so that a phone knows that it is heard.</summary>
    public string Ping() => clock.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public override async Task OnConnectedAsync()
    {
        if (Context.Actor() is not { Squad: not null } member)
        {
            Context.Abort();
            return;
        }
        await feed.Started.WaitAsync(Context.ConnectionAborted);
        devices.Admit(Context.ConnectionId, member, clients.Clients.Client(Context.ConnectionId), Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        devices.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }
}
