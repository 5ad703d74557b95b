using CsCheck;
using OpsMap.Server.LiveMap;
using Xunit;
using static OpsMap.Server.Tests.LiveMap.Fixes;

namespace OpsMap.Server.Tests.LiveMap;

public sealed class PositionBoardTests
{
    private readonly PositionBoard _board = new();
    private LiveFix[] _drained = [];

    [Fact]
    public void Whatever_the_order_of_arrival_the_latest_fix_of_each_squad_stays() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 1000]).List[1, 400].Sample(offers =>
        {
            var board = new PositionBoard();
            foreach (var (slot, second) in offers) board.Offer(Fix(slot, second));
            return offers.GroupBy(o => o.Item1).All(of => board.TryRead(of.Key, out var fix) && fix.FixAt == Nine.AddSeconds(of.Max(o => o.Item2)));
        });

    [Fact]
    public void Every_offered_fix_is_in_a_frame_or_counted_as_dropped() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 20], Gen.Int[0, 30]).List[1, 200].Sample(steps =>
        {
            var board = new PositionBoard();
            foreach (var (what, slot, second) in steps)
            {
                if (what == 0) board.DrainMoved(ref _drained);
                else if (what == 1) board.Remove(slot, Nine.AddSeconds(second));
                else board.Offer(Fix(slot, second));
            }
            board.DrainMoved(ref _drained);
            return board.Counts.Offered == board.Counts.Emitted + board.Counts.Dropped;
        });

    [Fact]
    public void A_drained_squad_is_listed_again_only_after_it_has_moved()
    {
        _board.Offer(Fix(1, 1));
        _board.Offer(Fix(2, 1));
        Assert.Equal([1, 2], Drain().Select(f => f.Slot));
        Assert.Empty(Drain());

        _board.Offer(Fix(2, 2));
        Assert.Equal([2], Drain().Select(f => f.Slot));
    }

    [Fact]
    public void A_fix_of_another_node_is_shown_but_neither_sent_on_nor_stored()
    {
        _board.Adopt(Fix(1, 1));
        Assert.Equal(1, _board.DrainMoved(ref _drained));
        Assert.Equal(0, _board.DrainOutgoing(ref _drained));
        Assert.Equal(0, _board.DrainUnsaved(ref _drained));
    }

    [Fact]
    public void A_failed_write_is_made_up_for_with_the_newest_fix()
    {
        _board.Offer(Fix(1, 1));
        var count = _board.DrainUnsaved(ref _drained);
        _board.Offer(Fix(1, 2));
        _board.Resave(_drained.AsSpan(0, count));

        Assert.Equal(1, _board.DrainUnsaved(ref _drained));
        Assert.Equal(Nine.AddSeconds(2), _drained[0].FixAt);
    }

    [Fact]
    public void A_squad_that_went_off_duty_is_gone_and_fixes_from_before_do_not_bring_it_back()
    {
        _board.Offer(Fix(1, 10));
        _board.Remove(1, Nine.AddSeconds(20));
        Assert.False(_board.Offer(Fix(1, 15)));
        Assert.False(_board.TryRead(1, out _));
        Assert.Empty(Drain());
        Assert.Equal([1], _board.DrainCleared());

        Assert.True(_board.Offer(Fix(1, 25)));
        Assert.True(_board.TryRead(1, out _));
    }

    [Fact]
    public void A_late_word_of_an_earlier_end_of_duty_does_not_remove_a_squad_that_is_back()
    {
        _board.Offer(Fix(1, 30));
        _board.Remove(1, Nine.AddSeconds(20));
        Assert.True(_board.TryRead(1, out _));
    }

    [Fact]
    public void Slots_grow_as_squads_are_registered()
    {
        foreach (var slot in (ReadOnlySpan<int>)[0, 255, 256, 5_000, short.MaxValue]) Assert.True(_board.Offer(Fix(slot, 1)));
        Assert.Equal(5, _board.ReadAll(ref _drained));
        Assert.Throws<ArgumentException>(() => _board.Offer(Fix(short.MaxValue + 1, 1)));
        Assert.Throws<ArgumentException>(() => _board.Offer(Fix(-1, 1)));
    }

    [Fact]
    public void Offering_a_fix_allocates_nothing()
    {
        for (var i = 0; i < 1_000; i++) _board.Offer(Fix(i % 100, i));
        Drain();
        var fix = Fix(7, 5_000);
        _board.Offer(fix);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 1; i <= 1_000; i++) _board.Offer(fix with { ReceivedAt = fix.ReceivedAt.AddSeconds(i) });
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private LiveFix[] Drain()
    {
        var count = _board.DrainMoved(ref _drained);
        return _drained[..count];
    }
}
