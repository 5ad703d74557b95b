using OpsMap.Domain.Squads;
using OpsMap.Domain.Tracks;
using static OpsMap.Domain.Squads.SquadCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Squads;

/// <summary>Steps of duty that reach the server late are judged as the steps of a case are.</summary>
public sealed class DutyInstantTests
{
    private static readonly DateTimeOffset _told = Nine.AddMinutes(60);

    [Theory]
    [InlineData(20, true, 20, false)]
    [InlineData(55, false, 55, false)]
    [InlineData(20, false, 60, true)]
    [InlineData(-30, true, 60, true)]
    [InlineData(90, true, 60, true)]
    public void Off_duty_counts_from_the_press_if_the_phone_was_without_signal_or_is_hardly_late(int pressed, bool offline, int counts, bool disbelieved)
    {
        var off = Assert.IsType<SquadEvent.ClockedOff>(Single(OnDuty(), new ClockOff(), Nine.AddMinutes(pressed), offline));
        Assert.Equal((_told, Nine.AddMinutes(counts)), (off.At, off.Instant));
        Assert.Equal(disbelieved ? Nine.AddMinutes(pressed) : null, off.Disbelieved);

        var log = DutyLog.Nothing.After(new SquadEvent.ClockedOn(Nine, 2, "v1")).After(off);
        Assert.Equal((true, false), (log.Shared(Nine.AddMinutes(counts)), log.Shared(Nine.AddMinutes(counts + 1))));
    }

    [Fact]
    public void Nobody_was_off_duty_before_he_left_the_scene()
    {
        var squad = OnDuty();
        foreach (var e in new SquadEvent[]
        {
            new SquadEvent.Assigned(Nine, TheCase, "CZ", "调度", Luzhou, Market), new SquadEvent.Acknowledged(Nine, TheCase), new SquadEvent.Departed(Nine, TheCase), new SquadEvent.Arrived(Nine, TheCase),
            new SquadEvent.Finished(_told, TheCase, Nine.AddMinutes(40)),
        }) squad = squad.Evolve(e);
        Assert.Equal(Nine.AddMinutes(46), Assert.IsType<SquadEvent.ClockedOff>(Single(squad, new ClockOff(), Nine.AddMinutes(46), offline: true)).Instant);
        Assert.Equal(_told, Assert.IsType<SquadEvent.ClockedOff>(Single(squad, new ClockOff(), Nine.AddMinutes(30), offline: true)).Instant);
        Assert.Equal(Nine.AddMinutes(45), Assert.IsType<SquadEvent.BackReady>(Single(squad, new Ready(), Nine.AddMinutes(45), offline: true)).Instant);
    }

    [Fact]
    public void A_break_lasts_its_hour_from_the_press_and_positions_stand_still_meanwhile()
    {
        var rest = Assert.IsType<SquadEvent.BreakStarted>(Single(OnDuty(), new StartBreak(), Nine.AddMinutes(20), offline: true));
        Assert.Equal((Nine.AddMinutes(20), Nine.AddMinutes(80)), (rest.Instant, rest.Until));
        var squad = OnDuty().Evolve(rest);
        var ended = Assert.IsType<SquadEvent.BreakEnded>(Single(squad, new EndBreak(), Nine.AddMinutes(50), offline: true));
        var log = DutyLog.Nothing.After(new SquadEvent.ClockedOn(Nine, 2, "v1")).After(rest).After(ended);
        Assert.Equal([true, false, true], new[] { 10, 35, 55 }.Select(m => log.Shared(Nine.AddMinutes(m))));
    }

    private static Squad OnDuty() => Squad.Nothing
        .Evolve(new SquadEvent.SquadRegistered(Nine, Squad3, Entry("潞州03", Luzhou, 3))).Evolve(new SquadEvent.ClockedOn(Nine, 2, "v1"));

    private static SquadEvent Single(Squad squad, SquadCommand command, DateTimeOffset pressed, bool offline) =>
        Assert.Single(Assert.IsType<Decision<SquadEvent>.Accepted>(SquadDecider.Decide(squad, command, Leader, new Moment(_told, pressed, offline))).Events);
}
