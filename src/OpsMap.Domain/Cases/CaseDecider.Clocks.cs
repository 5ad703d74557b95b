using OpsMap.Domain.Access;
using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>How long the unit has when a dispute on the spot was not handled in a day (自动督办).</summary>
    private static readonly TimeSpan _afterMissedDay = TimeSpan.FromHours(24);

    private static Decision<CaseEvent> Pass(Case state, PassClock command, Actor by, Moment when)
    {
        var waiting = state.Clocks.RunningOf(command.Clock, command.Round) is { PausedAt: null } clock
            && !clock.HasPassed(command.Step)
            && clock.Instants().Contains((command.Step, command.DueAt));
        if (!waiting) return new Refusal(Refusals.ClockNotRunning, Facts: Facts.Of("clock", command.Clock.Code));
        if (when.Now < command.DueAt) return new Refusal(Refusals.ClockNotDue, Facts: Facts.Of("clock", command.Clock.Code));

        var late = when.Now - command.DueAt > Promise.Lateness;
        var breach = string.Equals(command.Step, ClockSteps.Breach, StringComparison.Ordinal);
        var turn = breach ? Holders.Of(state, command.Clock) : null;
        var passed = new ClockPassed(
            when.Now, command.Clock, command.Round, command.Step, command.DueAt, late, turn?.Holder, turn?.Unit);
        return All([passed, .. breach ? Missed(state, command.Clock, when) : Carded(state, command, when)]);
    }

    /// <summary>What a missed limit brings about by itself.</summary>
    private static IEnumerable<CaseEvent> Missed(Case state, ClockKind clock, Moment when)
    {
        switch (clock)
        {
            case ClockKind.C5:
                yield return new SupervisionOpened(
                    when.Now, state.Supervisions.Count + 1, SupervisionMode.Supervise, "现场争议24小时内未办结", when.Now + _afterMissedDay, UnitOf(state));
                break;
            case ClockKind.L2 when state.Proposal is null:
                yield return new EndingProposed(when.Now, default, EndGround.E5, "调解期限届满，未达成调解协议");
                break;
            case ClockKind.L6:
                yield return new DisputeEscalated(when.Now);
                break;
            case ClockKind.L7:
                yield return new PreSettlementFailed(when.Now, "10个工作日内未达成和解");
                break;
        }
    }

    /// <summary>Half of a legal limit, or its last week: a numbered card to whoever has the case.</summary>
    private static IEnumerable<CaseEvent> Carded(Case state, PassClock command, Moment when)
    {
        if (!command.Clock.IsLegal) yield break;
        var type = string.Equals(command.Step, ClockSteps.Reminder, StringComparison.Ordinal) ? CardType.Reminder : CardType.Urging;
        yield return new CardIssued(
            when.Now,
            when.Numbers?.CardNo ?? throw new ArgumentException("the card has no number", nameof(when)),
            type,
            command.Clock,
            command.Round,
            state.Clocks.RunningOf(command.Clock)!.Due,
            Holders.Of(state, command.Clock).Unit ?? UnitOf(state));
    }

    /// <summary>A year of the calendar was loaded: provisional dates are worked out again.</summary>
    private static Decision<CaseEvent> Recount(Case state, ReviewDates command, Actor by, Moment when)
    {
        IReadOnlyList<CaseEvent> news =
        [
            .. from clock in state.Clocks
               where clock is { Running: true, Provisional: true, PausedAt: null } && clock.Kind.IsLegal
               let set = LegalClocks.Set(state, clock.Kind, clock.Round, clock.Start, when)
               where set.Due != clock.Due || set.Provisional is not true
               select set,
        ];
        return news.Count > 0 ? All(news) : new Refusal(Refusals.NothingToReview);
    }
}
