using CsCheck;
using OpsMap.Domain.Tracks;
using static OpsMap.Domain.Tests.Tracks.Road;

namespace OpsMap.Domain.Tests.Tracks;

public sealed class DeviceClockTests
{
    [Fact]
    public void A_right_clock_is_left_alone_however_long_its_messages_take() => Gen.Double[0, 60].Array[1, 40].Sample(ways =>
    {
        var clock = new DeviceClock();
        return ways.All(way => clock.Hear(Nine, Nine.AddSeconds(way)) == TimeSpan.Zero);
    });

    [Theory]
    [InlineData(-86_400)]
    [InlineData(-90)]
    [InlineData(300)]
    [InlineData(86_400)]
    public void A_clock_far_off_is_known_from_the_first_message_to_within_the_time_it_took(double behind)
    {
        var clock = new DeviceClock();
        foreach (var way in (double[])[3, 1, 4, 0.5, 2])
            Assert.InRange(clock.Hear(Nine.AddSeconds(-behind), Nine.AddSeconds(way)).TotalSeconds, behind, behind + 3);
    }

    [Fact]
    public void A_device_that_never_says_when_it_sends_is_known_to_be_ahead_by_its_newest_fix_also_for_what_it_had_kept()
    {
        var clock = new DeviceClock();
        Assert.Equal(TimeSpan.Zero, clock.HearFix(Nine.AddHours(-1), Nine));
        Assert.Equal(-90, clock.HearFix(Nine.AddSeconds(91), Nine.AddSeconds(1)).TotalSeconds);
        Assert.Equal(-90, clock.HearFix(Nine.AddHours(-1), Nine.AddSeconds(2)).TotalSeconds);
        for (var i = 0; i < 8; i++) clock.HearFix(Nine.AddSeconds(i), Nine.AddSeconds(i + 1));
        Assert.Equal(TimeSpan.Zero, clock.HearFix(Nine.AddSeconds(9), Nine.AddSeconds(10)));
    }

    [Fact]
    public void A_clock_that_was_set_right_is_believed_at_once()
    {
        var clock = new DeviceClock();
        for (var i = 0; i < 8; i++) clock.Hear(Nine.AddMinutes(10), Nine);
        Assert.Equal(TimeSpan.Zero, clock.Hear(Nine, Nine.AddSeconds(1)));
    }
}
