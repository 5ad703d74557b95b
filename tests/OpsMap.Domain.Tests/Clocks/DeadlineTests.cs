using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Tests.World;

namespace OpsMap.Domain.Tests.Clocks;

public sealed class DeadlineTests
{
    [Fact]
    public void Registering_an_urgent_case_writes_its_rows()
    {
        var changes = Deadlines.Of(Case.Nothing, Desk.Received().Case);
        Assert.Equal(
            ["C1 breach", "C1 warn1", "C1 warn2", "C4 breach", "C4 warn1", "C4 warn2", "C5 breach", "C5 warn1", "C5 warn2", "L1 breach", "L1 reminder", "L1 urging"],
            Rows(changes.Add));
        Assert.Empty(changes.Cancel);
    }

    [Fact]
    public void Acknowledging_in_time_replaces_the_rows_and_cancels_the_call()
    {
        var desk = Desk.Issued().After(2);
        var before = desk.Case;
        var changes = Deadlines.Of(before, desk.Do(Member, new AckDirective()).Case);
        Assert.Equal(["C2 breach", "C2 warn1", "C2 warn2", "C3 breach", "C3 warn1", "C3 warn2"], Rows(changes.Add));
        Assert.Contains(new DeadlineRow(ClockKind.C2, 1, ClockSteps.Breach, Nine.AddMinutes(47)), changes.Add);
        Assert.Equal(["ack breach"], Rows(changes.Cancel));
    }

    [Fact]
    public void Recalling_brings_back_only_what_has_not_fired()
    {
        var desk = Desk.Candidate().After(8).Do(Actor.Machine, Due(ClockKind.C1, ClockSteps.Warn1, 8)).Do(Dispatcher, new IssueDirective(Squad3));
        var before = desk.Case;
        var changes = Deadlines.Of(before, desk.Do(Dispatcher, new RecallDirective()).Case);
        Assert.Equal(["C1 breach", "C1 warn2"], Rows(changes.Add));
        Assert.Equal(7, changes.Cancel.Count);
    }

    [Fact]
    public void A_row_that_fires_is_neither_added_nor_cancelled()
    {
        var desk = Desk.Candidate().After(8);
        var before = desk.Case;
        var changes = Deadlines.Of(before, desk.Do(Actor.Machine, Due(ClockKind.C1, ClockSteps.Warn1, 8)).Case);
        Assert.Empty(changes.Add);
        Assert.Empty(changes.Cancel);
    }

    [Fact]
    public void A_threshold_fires_once_in_time_for_a_clock_that_runs()
    {
        var desk = Desk.Candidate().At(Nine.AddMinutes(15).AddMilliseconds(-1));
        var breach = Due(ClockKind.C1, ClockSteps.Breach, 15);
        Assert.Equal(Refusals.ClockNotDue, desk.Refused(Actor.Machine, breach).Code);
        Assert.Equal(Refusals.ClockNotRunning, desk.Refused(Actor.Machine, breach with { Round = 2 }).Code);
        Assert.Equal(Refusals.ClockNotRunning, desk.Refused(Actor.Machine, breach with { DueAt = Nine }).Code);
        desk.At(Nine.AddMinutes(15)).Do(Actor.Machine, breach);
        Assert.Equal(Refusals.ClockNotRunning, desk.Refused(Actor.Machine, breach).Code);
        Assert.True(desk.Runs(ClockKind.C1));
        Assert.Equal(Refusals.WrongRole, desk.Refused(City, breach).Code);
    }

    [Theory]
    [InlineData(2.0, false)]
    [InlineData(2.01, true)]
    public void A_threshold_that_fires_late_says_so(double seconds, bool late)
    {
        var desk = Desk.Candidate().At(Nine.AddMinutes(8).AddSeconds(seconds)).Do(Actor.Machine, Due(ClockKind.C1, ClockSteps.Warn1, 8));
        Assert.Equal(late, Assert.IsType<CaseEvent.ClockPassed>(desk.History[^1]).Late);
    }

    private static PassClock Due(ClockKind kind, string step, double minutes) => new(kind, 1, step, Nine.AddMinutes(minutes));

    private static IEnumerable<string> Rows(IEnumerable<DeadlineRow> rows) =>
        rows.Select(r => $"{r.Clock.Code} {r.Step}").Order(StringComparer.Ordinal);
}
