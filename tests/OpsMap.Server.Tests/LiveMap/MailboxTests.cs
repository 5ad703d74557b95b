using OpsMap.Server.LiveMap;
using Xunit;
using static OpsMap.Server.Tests.LiveMap.Fixes;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class MailboxTests : IDisposable
{
    private readonly PositionBoard _board = new();
    private readonly Mailbox _mail = new(limit: 3);
    private readonly TickFrames _frames;
    private int _second;

    public MailboxTests() => _frames = new(_board, new IncidentSquads(_board));

    public void Dispose() => _mail.Dispose();

    [Fact]
    public void Feed_messages_come_out_in_order()
    {
        foreach (var message in (ReadOnlySpan<string>)["a", "b", "c"]) _mail.PostFeed(message);
        Assert.Equal(["a", "b", "c"], _mail.Take().Feed);
        Assert.Empty(_mail.Take().Feed);
    }

    [Fact]
    public void A_full_box_is_emptied_and_the_viewer_starts_over()
    {
        foreach (var message in (ReadOnlySpan<string>)["a", "b", "c", "d", "e"]) _mail.PostFeed(message);
        var post = _mail.Take();
        Assert.True(post.Resync);
        Assert.Empty(post.Feed);

        _mail.PostFeed("f");
        Assert.Equal(["f"], _mail.Take().Feed);
        Assert.Equal(1, _mail.Counts.Resyncs);
    }

    [Fact]
    public void A_box_of_large_messages_is_full_before_their_number_is()
    {
        _mail.PostFeed(new string('x', 1_500_000));
        _mail.PostFeed(new string('x', 1_500_000));
        Assert.True(_mail.Take().Resync);
    }

    [Fact]
    public void Of_frames_only_the_newest_waits_and_the_one_after_a_lost_one_is_whole()
    {
        Move(1);
        Move(2);
        Move(3);
        Assert.Equal(1, Squads(_mail.Take().Frame));
        Assert.Equal(2, _mail.Counts.FramesDropped);

        Move(3);
        Assert.Equal(3, Squads(_mail.Take().Frame));
        Move(3);
        Assert.Equal(1, Squads(_mail.Take().Frame));
    }

    [Fact]
    public async Task The_bell_rings_once_for_all_that_waits()
    {
        _mail.PostFeed("a");
        _mail.PostHealth("{}");
        await _mail.Wait(TestContext.Current.CancellationToken);
        _mail.Take();
        Assert.False(_mail.Wait(TestContext.Current.CancellationToken).IsCompleted);
    }

    private void Move(int slot)
    {
        _board.Offer(Fix(slot, ++_second));
        _frames.Begin(Nine, coarse: false);
        _mail.PostFrame(_frames, Audience.City);
    }

    private static int Squads(byte[]? frame) => (frame!.Length - PositionFrame.HeaderBytes) / PositionFrame.RecordBytes;
}
