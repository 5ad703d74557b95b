using CsCheck;
using OpsMap.Domain.Tracks;
using static OpsMap.Domain.Tests.Tracks.Road;

namespace OpsMap.Domain.Tests.Tracks;

public sealed class DeviceClockTests
{
    [Fact]
    public void A_right_clock_is_left_alone_however_long_its_messages_take() => Gen.Double[0, 4].Array[1, 40].Sample(ways =>
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
    public void One_slow_message_is_no_wrong_clock_and_three_in_a_row_are()
    {
        var clock = new DeviceClock();
        Assert.Equal(TimeSpan.Zero, clock.Hear(Nine, Nine.AddSeconds(20)));
        Assert.Equal(TimeSpan.Zero, clock.Hear(Nine, Nine.AddSeconds(1)));
        var behind = new DeviceClock();
        for (var i = 0; i < 2; i++) Assert.Equal(TimeSpan.Zero, behind.Hear(Nine, Nine.AddSeconds(20)));
        Assert.Equal(20, behind.Hear(Nine, Nine.AddSeconds(21)).TotalSeconds);
    }

    [Fact]
    public void A_clock_that_was_set_right_is_believed_at_once()
    {
        var clock = new DeviceClock();
        for (var i = 0; i < 8; i++) clock.Hear(Nine.AddMinutes(10), Nine);
        Assert.Equal(TimeSpan.Zero, clock.Hear(Nine, Nine.AddSeconds(1)));
    }
}
