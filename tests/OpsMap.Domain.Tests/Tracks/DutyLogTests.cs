using OpsMap.Domain.Squads;
using OpsMap.Domain.Tracks;
using static OpsMap.Domain.Tests.Tracks.Road;

namespace OpsMap.Domain.Tests.Tracks;

public sealed class DutyLogTests
{
    [Fact]
    public void A_position_counts_by_when_it_was_taken()
    {
        var log = new SquadEvent[]
        {
            new SquadEvent.ClockedOn(Nine, 2, "v1"),
            new SquadEvent.BreakStarted(Nine.AddMinutes(60), Nine.AddMinutes(120)),
            new SquadEvent.BreakEnded(Nine.AddMinutes(90)),
            new SquadEvent.ClockedOff(Nine.AddMinutes(200)),
            new SquadEvent.ClockedOn(Nine.AddMinutes(300), 2, "v1"),
        }.Aggregate(DutyLog.Nothing, (l, e) => l.After(e));

        Assert.Equal([false, true, false, true, false, true], new[] { -10, 30, 75, 150, 250, 310 }.Select(m => log.Shared(Nine.AddMinutes(m))));
        Assert.Equal(Nine.AddMinutes(300).AddSeconds(-5), log.SharingSince);
    }

    [Fact]
    public void A_first_position_that_counts_as_taken_on_duty_is_also_where_the_squad_is()
    {
        var log = DutyLog.Nothing.After(new SquadEvent.ClockedOn(Nine, 2, "v1"));
        // the phone's clock is three seconds behind, and its instants end at the millisecond
        var track = new LiveTrack();
        var first = Fix(-3, 0);
        track.Add(first);
        Assert.True(log.Shared(first.At));
        Assert.Equal(first, track.Current(log.SharingSince!.Value));
    }

    [Fact]
    public void A_squad_called_out_of_its_break_shares_again()
    {
        var log = new SquadEvent[]
        {
            new SquadEvent.ClockedOn(Nine, 2, "v1"),
            new SquadEvent.BreakStarted(Nine.AddMinutes(10), Nine.AddMinutes(70)),
            new SquadEvent.Assigned(Nine.AddMinutes(20), default, "CZ1", "王", CountyCode.City),
        }.Aggregate(DutyLog.Nothing, (l, e) => l.After(e));
        Assert.Equal(Nine.AddMinutes(20).AddSeconds(-5), log.SharingSince);
    }

    [Fact]
    public void Many_shifts_are_remembered_and_the_oldest_forgotten()
    {
        var log = DutyLog.Nothing;
        for (var day = 0; day < 100; day++)
            log = log.After(new SquadEvent.ClockedOn(Nine.AddDays(day), 2, "v1")).After(new SquadEvent.ClockedOff(Nine.AddDays(day).AddHours(8)));
        Assert.True(log.Shared(Nine.AddDays(99).AddHours(1)) && log.Shared(Nine.AddDays(80).AddHours(1)));
        Assert.False(log.Shared(Nine.AddDays(20).AddHours(1)));
        Assert.Null(log.SharingSince);
    }
}
