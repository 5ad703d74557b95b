using OpsMap.Domain.Geo;
using OpsMap.Domain.Tracks;
using static OpsMap.Domain.Tests.Tracks.Road;

namespace OpsMap.Domain.Tests.Tracks;

public sealed class DatumShiftTests
{
    [Fact]
    public void A_standing_squad_that_jumps_by_the_shift_and_stays_is_doubted_until_it_jumps_back()
    {
        var track = Stand(0, 5);
        track.AddRange(Stand(5, 6).Select(Shifted));
        track.AddRange(Stand(11, 4));
        var doubts = TrackJudge.Judge(track);
        Assert.All(doubts[5..11], d => Assert.True(d.HasFlag(FixDoubt.Datum)));
        Assert.All(doubts[..5].Concat(doubts[11..]), d => Assert.False(d.HasFlag(FixDoubt.Datum)));
    }

    [Fact]
    public void The_same_distance_to_another_side_is_no_shift()
    {
        var shift = Shifted(Fix(0, 0)).Point;
        var mirrored = Fix(30, 0, speed: 0) with { Point = new GeoPoint((2 * Centre.Lon) - shift.Lon, (2 * Centre.Lat) - shift.Lat) };
        List<TrackPoint> track = [.. Stand(0, 5), .. Enumerable.Range(0, 4).Select(i => mirrored with { TakenAt = Nine.AddSeconds(30 + (i * 5)), Seq = 100 + i })];
        // a step back to where it never was shifted from: not a shift that stands
        Assert.All(TrackJudge.Judge(track), d => Assert.False(d.HasFlag(FixDoubt.Datum)));
    }

    [Fact]
    public void A_car_that_drives_just_there_is_believed()
    {
        var track = Stand(0, 3);
        track.Add(Shifted(Fix(60, 0, speed: 15)));
        Assert.Equal(FixDoubt.None, TrackJudge.Judge(track)[^1]);
    }

    [Fact]
    public void A_squad_that_never_leaves_the_shifted_picture_of_its_base_is_doubted_from_the_third_fix()
    {
        var track = Stand(0, 4).ConvertAll(Shifted);
        Assert.Equal([FixDoubt.None, FixDoubt.None, FixDoubt.Datum, FixDoubt.Datum], TrackJudge.Judge(track, Centre));
        Assert.All(TrackJudge.Judge(Stand(0, 4), Centre), d => Assert.Equal(FixDoubt.None, d));
    }

    [Fact]
    public void Three_shifted_fixes_raise_the_alarm_and_the_map_keeps_the_last_true_one()
    {
        var live = new LiveTrack();
        foreach (var fix in Stand(0, 5)) live.Add(fix);
        var shown = live.Current(Nine);
        foreach (var fix in Stand(5, 8).Select(Shifted)) live.Add(fix);
        Assert.True(live.Alarm(Nine).HasFlag(FixDoubt.Datum));
        Assert.Equal(shown, live.Current(Nine));
    }

    private static List<TrackPoint> Stand(int from, int count) => [.. Enumerable.Range(from, count).Select(i => Fix(i * 5, (i % 3) * 4, (i % 2) * 5, speed: 0))];

    private static TrackPoint Shifted(TrackPoint fix) => fix with { Point = Datums.FromWgs84(fix.Point, Datum.Gcj02) };
}
