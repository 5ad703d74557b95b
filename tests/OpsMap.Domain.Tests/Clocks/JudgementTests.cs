using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Clocks;

public sealed class JudgementTests
{
    [Theory]
    [InlineData("-00:10:00", false, true)]
    [InlineData("-00:10:00.001", false, false)]
    [InlineData("-00:10:01", true, true)]
    [InlineData("-01:00:00", true, true)]
    [InlineData("-01:02:00", true, false, "clamped to the step's start")]
    [InlineData("-01:02:00.001", true, false)]
    [InlineData("00:00:00", false, true)]
    [InlineData("00:01:00", false, false, "a little ahead is now")]
    [InlineData("00:02:00.001", false, false)]
    public void A_claim_is_believed_when_fresh_or_provably_offline(string claim, bool offline, bool believed, string? instead = null)
    {
        var now = Nine.AddHours(1);
        var claimed = now + TimeSpan.Parse(claim, System.Globalization.CultureInfo.InvariantCulture);
        var judged = Judgement.Of(new Moment(now, claimed, offline), stepStart: Nine);
        Assert.Equal(believed ? claimed : offline && instead is not null ? Nine : now, judged.At);
        Assert.Equal(believed || instead is not null ? null : claimed, judged.Disbelieved);
    }

    [Fact]
    public void Without_a_claim_the_servers_time_counts() =>
        Assert.Equal(new Judgement(Nine, null), Judgement.Of(new Moment(Nine), Nine.AddHours(-1)));

    [Fact]
    public void A_moment_is_whole_milliseconds_of_universal_time()
    {
        var moment = new Moment(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)).AddTicks(12_345));
        Assert.Equal((Nine.AddMilliseconds(1), TimeSpan.Zero), (moment.Now, moment.Now.Offset));
    }
}
