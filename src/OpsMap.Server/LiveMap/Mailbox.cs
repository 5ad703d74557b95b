using System.Runtime.InteropServices;

namespace OpsMap.Server.LiveMap;

/// <summary>What waits for one connection: feed messages in order up to a limit, of everything else only the newest. Posting never waits.</summary>
public sealed class Mailbox(int limit) : IDisposable
{
    private const int MostChars = 2_000_000;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _bell = new(0, 1);
    private readonly Queue<string> _feed = new();
    private byte[]? _frame;
    private string? _health;
    private bool _resync, _missedFrame;
    private int _chars;
    private MailboxCounts _counts;

    public MailboxCounts Counts
    {
        get { lock (_gate) return _counts; }
    }

    /// <summary>Feed messages may not be lost one by one: when they do not fit, all go and the viewer is told to start over.</summary>
    public void PostFeed(string json)
    {
        lock (_gate)
        {
            if (_resync) return;
            if (_feed.Count < limit && _chars + json.Length <= MostChars)
            {
                _feed.Enqueue(json);
                _chars += json.Length;
            }
            else
            {
                Overflow();
            }
            Ring();
        }
    }

    /// <summary>Posts the frame of this tick; after a lost one the whole picture instead, as soon as there is room for it.</summary>
    public void PostFrame(TickFrames frames, Audience audience)
    {
        lock (_gate)
        {
            var whole = _missedFrame && _frame is null;
            if ((whole ? frames.Everything(audience) : frames.Moved(audience)) is not { } frame) return;
            if (_frame is not null)
            {
                _counts.FramesDropped++;
                _missedFrame = true;
            }
            else if (whole)
            {
                _missedFrame = false;
            }
            _frame = frame;
            Ring();
        }
    }

    public void PostHealth(string json)
    {
        lock (_gate)
        {
            _health = json;
            Ring();
        }
    }

    /// <summary>The viewer has to join again.</summary>
    public void PostResync()
    {
        lock (_gate)
        {
            Overflow();
            Ring();
        }
    }

    /// <summary>Empties the box for a viewer that joins (again): what it asks for next includes all of it.</summary>
    public void StartOver()
    {
        lock (_gate)
        {
            Empty();
            _resync = false;
            _frame = null;
            _missedFrame = true;
        }
    }

    public Task Wait(CancellationToken ct) => _bell.WaitAsync(ct);

    public Post Take()
    {
        lock (_gate)
        {
            var post = new Post(_resync, [.. _feed], _frame, _health);
            if (_frame is not null) _counts.FramesTaken++;
            _resync = false;
            Empty();
            _frame = null;
            _health = null;
            return post;
        }
    }

    public void Dispose() => _bell.Dispose();

    private void Overflow()
    {
        Empty();
        _resync = true;
        _counts.Resyncs++;
    }

    private void Empty()
    {
        _feed.Clear();
        _chars = 0;
    }

    private void Ring()
    {
        if (_bell.CurrentCount == 0) _bell.Release();
    }
}

/// <summary>What was waiting when the pump came by.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Post(bool Resync, IReadOnlyList<string> Feed, byte[]? Frame, string? Health);

/// <summary>What one connection missed.</summary>
[StructLayout(LayoutKind.Auto)]
public record struct MailboxCounts(long FramesTaken, long FramesDropped, long Resyncs);
