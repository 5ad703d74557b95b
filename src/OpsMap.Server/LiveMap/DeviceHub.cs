using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Npgsql;
using OpsMap.Server.Clocks;
using OpsMap.Server.Devices;

namespace OpsMap.Server.LiveMap;

/// <summary>The squad phones' own hub (终端通道), apart from the viewers': it only speaks; phones report by acknowledged POST.</summary>
[Authorize]
public sealed partial class DeviceHub(ConnectedPhones phones, LiveFeed feed, DeviceRegister register, ClockPulse pulse, TimeProvider clock, IHubContext<DeviceHub, IDeviceClient> clients, ILogger<DeviceHub> log)
    : Hub<IDeviceClient>
{
    /// <summary>The server's time and whether its clocks are alive, so that a phone knows that it is heard and by whom; and the server notes that it was.</summary>
    public async Task<PhonePulse> Ping()
    {
        await Note();
        var now = clock.GetUtcNow();
        return new PhonePulse(now, pulse.Alive(now));
    }

    public override async Task OnConnectedAsync()
    {
        if (Context.Actor() is not { Squad: not null } member)
        {
            Context.Abort();
            return;
        }
        await feed.Started.WaitAsync(Context.ConnectionAborted);
        phones.Admit(Context.ConnectionId, member, Device, clients.Clients.Client(Context.ConnectionId), Context.ConnectionAborted);
        if (await Note() is { Displaced: { } since } standing) phones.Displace(new DisplacedDevice(standing.Device, since));
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        phones.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }

    private Guid? Device => Guid.TryParse(Context.GetHttpContext()?.Request.Query["device"], out var id) ? id : null;

    /// <summary>A database that does not answer must not look to the phone like a network that does not.</summary>
    private async Task<DeviceStanding?> Note()
    {
        if (Device is not { } device) return null;
        try
        {
            return await register.Heard(device, Context.Actor(), Context.ConnectionAborted);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            LogUnnoted(log, device, e.Message);
            return null;
        }
    }

    [LoggerMessage(EventId = 4604, Level = LogLevel.Warning, Message = "Device {Device} was heard but not noted: {Why}")]
    private static partial void LogUnnoted(ILogger log, Guid device, string why);
}
