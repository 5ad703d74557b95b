using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using OpsMap.Domain;

namespace OpsMap.Server.LiveMap;

/// <summary>The live map (一张图) of consoles and screens: it is listened to, nothing can be published through it.</summary>
[Authorize]
public sealed class MapHub(Viewers viewers, Snapshots snapshots, LiveFeed feed, LiveStatus status, IHubContext<MapHub, IMapClient> clients) : Hub<IMapClient>
{
    /// <summary>Subscribes first and reads the snapshot after, so that no change falls between; rows the snapshot has already are dropped by their number.</summary>
    public async Task<string> Join()
    {
        await feed.Started.WaitAsync(Context.ConnectionAborted);
        var viewer = viewers.Admit(Context.ConnectionId, MyAudience(), clients.Clients.Client(Context.ConnectionId));
        viewer.Mail.StartOver();
        var snapshot = await snapshots.Take(viewer.Audience, Context.ConnectionAborted);
        viewer.Open(Context.ConnectionAborted);
        return LiveJson.Snapshot(status.Now, snapshot, status.Health, viewer.Audience);
    }

    /// <summary>The rows of a county after the last one the viewer has.</summary>
    public async Task<string> Since(string county, long seq)
    {
        var audience = MyAudience();
        var code = new CountyCode(county);
        if (!audience.Sees(code)) throw new HubException("not-your-county");
        var missed = await snapshots.Since(audience, code, seq, Context.ConnectionAborted);
        return missed is null ? LiveJson.SnapshotNeeded : LiveJson.Missing(missed, audience);
    }

    /// <summary>How far the feed has come: asked every 2 s it finds a lost last row, a wrong clock and a dead connection.</summary>
    public string Heads() => LiveJson.Heads(status.Now, feed.HeadsFor(MyAudience()), status.Health);

    public override Task OnConnectedAsync()
    {
        if (Audience.Of(Context.Actor()) is null) Context.Abort();
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        viewers.Leave(Context.ConnectionId);
        return Task.CompletedTask;
    }

    private Audience MyAudience() => Audience.Of(Context.Actor()) ?? throw new HubException("not-your-role");
}
