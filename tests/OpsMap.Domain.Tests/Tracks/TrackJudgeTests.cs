using CsCheck;
using OpsMap.Domain.Tracks;
using static OpsMap.Domain.Tests.Tracks.Road;

namespace OpsMap.Domain.Tests.Tracks;

public sealed class TrackJudgeTests
{
    /// <summary>A squad on the move, now and then a wild fix, a poor one, or two devices at once.</summary>
    private static readonly Gen<TrackPoint[]> _tracks =
        Gen.Select(Gen.Double[0.5, 40], Gen.Double[-25, 25], Gen.Double[-25, 25], Gen.Int[0, 30], Gen.Int[0, 3]).Array[1, 80].Select(steps =>
        {
            var (second, east, north) = (0.0, 0.0, 0.0);
            return steps.Select((step, i) =>
            {
                var (wait, vEast, vNorth, kind, device) = step;
                second += wait;
                (east, north) = (east + (vEast * wait), north + (vNorth * wait));
                var (far, accuracy) = kind switch { 0 => (60_000.0, 8f), 1 => (0.0, 900f), 2 => (700.0, 8f), _ => (0.0, 8f) };
                return Fix(second, east + far, north, accuracy, device: device == 0 ? new Guid(2, 0, 0, new byte[8]) : Phone) with { Seq = i };
            }).ToArray();
        });

    [Fact]
    public void Any_order_any_repetition_and_any_pieces_give_the_same_current_position_and_the_same_doubts() =>
        Gen.Select(_tracks, Gen.Int.Array[80], Gen.Int[0, 79].Array[0, 60]).Sample((track, order, again) =>
        {
            var (one, other) = (new LiveTrack(Centre), new LiveTrack(Centre));
            foreach (var fix in track) one.Add(fix);
            TrackPoint[] shuffled = [.. track.Zip(order).OrderBy(p => p.Second).Select(p => p.First)];
            foreach (var fix in shuffled.Concat(again.Where(i => i < track.Length).Select(i => track[i])).Concat(shuffled.Reverse())) other.Add(fix);

            return one.Current(Nine) == other.Current(Nine)
                && one.Alarm(Nine) == other.Alarm(Nine)
                && one.Since(Nine).SequenceEqual(other.Since(Nine))
                && track.All(fix => one.DoubtOf(fix) == other.DoubtOf(fix));
        });

    [Fact]
    public void What_is_shown_live_is_what_the_whole_track_says() => _tracks.Sample(track =>
    {
        var live = new LiveTrack();
        foreach (var fix in track) live.Add(fix);
        var good = track.GroupBy(f => f.Device).SelectMany(device =>
        {
            TrackPoint[] ordered = [.. device.Order(TrackPoint.InTime)];
            return ordered.Zip(TrackJudge.Judge(ordered)).Where(j => j.Second is FixDoubt.None).Select(j => j.First);
        });
        return live.Current(Nine) == good.OrderBy(f => f.At).ThenBy(f => f.Seq).Select(f => (TrackPoint?)f).LastOrDefault();
    });

    [Fact]
    public void A_drive_is_never_doubted() => Gen.Select(Gen.Double[0.5, 60], Gen.Double[-40, 40]).Array[2, 120].Sample(steps =>
    {
        var (second, east) = (0.0, 0.0);
        TrackPoint[] track = [.. steps.Select(s => Fix(second += s.Item1, east += s.Item1 * s.Item2, speed: (float)Math.Abs(s.Item2)))];
        return TrackJudge.Judge(track).All(d => d is FixDoubt.None);
    });

    [Fact]
    public void Two_hundred_kilometres_in_five_seconds_stay_in_the_record_and_off_the_map()
    {
        var track = Drive(10);
        track.Insert(5, Fix(22, 200_000));
        var doubts = TrackJudge.Judge(track);
        Assert.Equal(FixDoubt.Teleport, doubts[5]);
        Assert.Single(doubts, d => d is not FixDoubt.None);
    }

    [Fact]
    public void The_third_impossible_fix_in_a_row_raises_the_alarm_and_the_fourth_is_believed()
    {
        var live = new LiveTrack();
        foreach (var fix in Drive(8)) live.Add(fix);
        var last = live.Current(Nine);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(FixDoubt.None, live.Alarm(Nine));
            live.Add(Fix(40 + (i * 5), 200_000));
            Assert.Equal(last, live.Current(Nine));
        }

        Assert.Equal(FixDoubt.Teleport, live.Alarm(Nine));
        live.Add(Fix(60, 200_000));
        Assert.Equal(Fix(60, 200_000), live.Current(Nine));
        Assert.Equal(FixDoubt.None, live.Alarm(Nine));
    }

    [Fact]
    public void A_lone_first_fix_is_taken_back_when_the_true_track_comes_late()
    {
        var live = new LiveTrack();
        live.Add(Fix(100, 200_000));
        Assert.Equal(Fix(100, 200_000), live.Current(Nine));
        foreach (var fix in Drive(6)) live.Add(fix);
        Assert.Equal(Drive(6)[^1], live.Current(Nine));
    }

    [Theory]
    [InlineData(200, FixDoubt.None)]
    [InlineData(200.5f, FixDoubt.Accuracy)]
    public void A_fix_worse_than_two_hundred_metres_says_nothing_of_who_is_nearest(float accuracy, FixDoubt doubt)
    {
        var track = Drive(3);
        track.Add(Fix(15, 150, accuracy: accuracy));
        Assert.Equal(doubt, TrackJudge.Judge(track)[^1]);
    }

    [Theory]
    [InlineData(54, false)]
    [InlineData(60, true)]
    public void Faster_than_any_car_here_is_no_drive(double mps, bool doubted)
    {
        var track = Drive(3);
        track.Add(Fix(110, 100 + (mps * 100), accuracy: 0));
        Assert.Equal(doubted, TrackJudge.Judge(track)[^1].HasFlag(FixDoubt.Teleport));
    }
}
