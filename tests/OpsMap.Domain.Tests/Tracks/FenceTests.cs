using OpsMap.Domain.Tracks;
using static OpsMap.Domain.Tests.Tracks.Road;

namespace OpsMap.Domain.Tests.Tracks;

public sealed class FenceTests
{
    private static readonly Fence _fence = new(Centre, 150, TimeSpan.FromSeconds(30));

    [Fact]
    public void Thirty_seconds_inside_are_an_arrival_at_their_first_and_twenty_nine_are_none()
    {
        Assert.Null(_fence.Arrival([Fix(0, 400), Fix(10, 100), Fix(39, 20)]));
        var stay = _fence.Arrival([Fix(0, 400), Fix(10, 100), Fix(39, 20), Fix(40, 10), Fix(60, 0)]);
        Assert.Equal((Nine.AddSeconds(10), Nine.AddSeconds(40)), (stay!.Since, stay.At.At));
    }

    [Fact]
    public void Going_out_between_begins_anew() =>
        Assert.Equal(Nine.AddSeconds(30), _fence.Arrival([Fix(0, 100), Fix(20, 200), Fix(30, 100), Fix(61, 100)])!.Since);

    [Fact]
    public void A_fix_less_sure_than_the_radius_neither_begins_nor_ends_a_stay()
    {
        Assert.Null(_fence.Arrival([Fix(0, 0, accuracy: 151), Fix(40, 0, accuracy: 151)]));
        Assert.Equal(Nine, _fence.Arrival([Fix(0, 0), Fix(15, 900, accuracy: 160), Fix(30, 0)])!.Since);
    }

    [Fact]
    public void Driving_through_is_no_arrival() => Assert.Null(_fence.Arrival([Fix(0, -140, speed: 12), Fix(15, 0, speed: 12), Fix(31, 140, speed: 12)]));

    [Fact]
    public void A_long_silence_between_two_fixes_inside_proves_nothing() => Assert.Null(_fence.Arrival([Fix(0, 0), Fix(301, 0)]));

    [Fact]
    public void It_is_left_at_the_last_instant_near_once_it_has_been_away_for_the_dwell()
    {
        TrackPoint[] track = [Fix(0, 0), Fix(60, 140), Fix(120, 220), Fix(150, 600), Fix(181, 900)];
        Assert.Equal(Nine.AddSeconds(120), _fence.Leaving([.. track, Fix(200, 1_000)]));
        Assert.Null(_fence.Leaving(track[..4]));
        Assert.Null(_fence.Leaving([.. track[..4], Fix(170, 0)]));
    }
}
