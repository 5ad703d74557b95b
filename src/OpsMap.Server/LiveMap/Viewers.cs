using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.LiveMap;

/// <summary>All viewers of this node; telling them something only puts it into their mailboxes.</summary>
public sealed class Viewers(IOptions<LiveMapOptions> options, ILogger<Viewer> log)
{
    private readonly ConcurrentDictionary<string, Viewer> _open = new(StringComparer.Ordinal);

    public ICollection<Viewer> Open => _open.Values;

    /// <summary>From now on the viewer's mailbox is filled; the same connection may join again.</summary>
    public Viewer Admit(string connection, Audience audience, IMapClient client) =>
        _open.GetOrAdd(connection, id => new Viewer(id, audience, client, new Mailbox(options.Value.Mailbox), log));

    public void Leave(string connection)
    {
        if (_open.TryRemove(connection, out var viewer)) viewer.Dispose();
    }

    public void Tell(FeedBatch batch)
    {
        foreach (var (_, viewer) in _open)
            if (batch.For(viewer.Audience) is { } json) viewer.Mail.PostFeed(json);
    }

    public void Tell(TickFrames frames)
    {
        foreach (var (_, viewer) in _open) viewer.Mail.PostFrame(frames, viewer.Audience);
    }

    public void Tell(string health)
    {
        foreach (var (_, viewer) in _open) viewer.Mail.PostHealth(health);
    }

    /// <summary>The feed itself was broken off (a restored database): everyone starts over.</summary>
    public void StartOver()
    {
        foreach (var (_, viewer) in _open) viewer.Mail.PostResync();
    }
}
