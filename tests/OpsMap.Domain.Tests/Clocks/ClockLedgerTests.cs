using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Clocks;

public sealed class ClockLedgerTests
{
    [Fact]
    public void Every_second_of_every_clock_is_billed_once_at_every_stage()
    {
        foreach (var (name, make) in Cases.Stages.All.Skip(1))
        {
            var desk = make().After(90);
            var spans = ClockLedger.Of(desk.History, desk.Now);
            foreach (var clock in desk.Case.Clocks)
            {
                var billed = spans.Where(s => s.Clock == clock.Kind && s.Round == clock.Round).ToList();
                var run = ClockLedger.Counted(clock, desk.Now).Aggregate(TimeSpan.Zero, (sum, r) => sum + (r.To - r.From));
                Assert.True(run == billed.Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.To - s.From)), $"{name}: {clock.Kind}");
                Assert.All(billed.Zip(billed.Skip(1)), p => Assert.True(p.First.To <= p.Second.From, $"{name}: {clock.Kind} overlaps"));
            }
        }
    }

    [Fact]
    public void The_first_receiver_keeps_it_until_the_unit_signs_and_the_squad_while_it_is_out()
    {
        var desk = Desk.Routed().After(60).Do(Station, new Sign()).After(30);
        var reply = ClockLedger.Of(desk.History, desk.Now).Where(s => s.Clock is ClockKind.C4).ToList();
        Assert.Equal([(Holder.Centre, Nine, Nine.AddMinutes(60)), (Holder.Station, Nine.AddMinutes(60), Nine.AddMinutes(90))], reply.Select(s => (s.Holder, s.From, s.To)));

        var field = Desk.Candidate().After(5).Do(Dispatcher, new IssueDirective(Squad3)).After(30);
        Assert.Equal([Holder.Centre, Holder.Squad], ClockLedger.Of(field.History, field.Now).Where(s => s.Clock is ClockKind.C5).Select(s => s.Holder));
    }

    [Fact]
    public void A_pause_is_billed_to_nobody()
    {
        var desk = Desk.Appraised().At(Nine.AddDays(40)).Do(Station, new ResumeMediation("不合格")).At(Nine.AddDays(41));
        var spans = ClockLedger.Of(desk.History, desk.Now).Where(s => s.Clock is ClockKind.L2).ToList();
        Assert.Equal(TimeSpan.FromDays(1), spans.Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.To - s.From)));
    }

    [Fact]
    public void A_breach_names_the_holder()
    {
        var desk = Desk.Investigating();
        var c4 = desk.Clock(ClockKind.C4);
        desk.At(c4.Due).Do(Domain.Access.Actor.Machine, new PassClock(ClockKind.C4, 1, ClockSteps.Breach, c4.Due));
        var breach = Assert.IsType<CaseEvent.ClockPassed>(desk.History[^1]);
        Assert.Equal((Holder.Station, "质量股"), (breach.Holder, breach.Unit));
    }
}
