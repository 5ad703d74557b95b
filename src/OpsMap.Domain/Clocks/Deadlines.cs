using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Clocks;

/// <summary>One row of the deadline table (到期提醒).</summary>
public sealed record DeadlineRow(ClockKind Clock, int Round, string Step, DateTimeOffset DueAt);

/// <summary>Rows to write (a row of the same clock, round and step is replaced) and rows to cancel.</summary>
public sealed record DeadlineChanges(IReadOnlyList<DeadlineRow> Add, IReadOnlyList<DeadlineRow> Cancel);

/// <summary>Which instants a case waits for, and how a decision changes them.</summary>
public static class Deadlines
{
    public static IEnumerable<DeadlineRow> Open(Case state) =>
        from clock in state.Clocks
        where clock.Running && clock.PausedAt is null
        from instant in clock.Instants()
        where !clock.HasPassed(instant.Step)
        select new DeadlineRow(clock.Kind, clock.Round, instant.Step, instant.At);

    public static DeadlineChanges Of(Case before, Case after)
    {
        var (old, now) = (Open(before).ToList(), Open(after).ToList());
        var fired = (from clock in after.Clocks
                     from step in clock.Passed ?? []
                     select (clock.Kind, clock.Round, step)).ToHashSet();
        var kept = now.Select(Key).ToHashSet();
        // a row that has just passed was fired by the poller; it is neither open nor cancelled
        return new([.. now.Except(old)], [.. old.Where(r => !kept.Contains(Key(r)) && !fired.Contains(Key(r)))]);
    }

    private static (ClockKind Kind, int Round, string Step) Key(DeadlineRow row) => (row.Clock, row.Round, row.Step);
}
