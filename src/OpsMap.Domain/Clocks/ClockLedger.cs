using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Clocks;

/// <summary>A stretch of one clock, and who had the case meanwhile (计时归属).</summary>
public sealed record ClockSpan(
    ClockKind Clock,
    int Round,
    Holder Holder,
    DateTimeOffset From,
    DateTimeOffset To,
    string? Unit = null);

/// <summary>Every second of every clock, billed to exactly one holder (时限台账); pauses are billed to nobody.</summary>
public static class ClockLedger
{
    public static IReadOnlyList<ClockSpan> Of(IEnumerable<CaseEvent> history, DateTimeOffset until)
    {
        var turns = new List<(DateTimeOffset From, Case State)>();
        var state = Case.Nothing;
        foreach (var e in history)
        {
            state = state.Evolve(e);
            var at = e is CaseEvent.FieldStep step ? step.OccurredAt : e.At;
            // what the field reports late begins where the log had come to
            turns.Add((turns.Count > 0 && turns[^1].From > at ? turns[^1].From : at, state));
        }

        return [.. state.Clocks.SelectMany(clock => Counted(clock, until).SelectMany(run => Billed(clock, run.From, run.To, turns)))];
    }

    /// <summary>When it ran: from its start to its end, without its pauses.</summary>
    public static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Counted(Clock clock, DateTimeOffset until)
    {
        var end = clock.StoppedAt ?? clock.CancelledAt ?? clock.PausedAt ?? until;
        var from = clock.Start;
        foreach (var pause in clock.Pauses.OrderBy(p => p.From))
        {
            if (pause.From > from && pause.From < end) yield return (from, pause.From);
            if (pause.To!.Value > from) from = pause.To.Value;
        }

        if (end > from) yield return (from, end);
    }

    private static IEnumerable<ClockSpan> Billed(Clock clock, DateTimeOffset from, DateTimeOffset to, List<(DateTimeOffset From, Case State)> turns)
    {
        var at = from;
        var i = Math.Max(0, turns.FindLastIndex(t => t.From <= from));
        while (at < to)
        {
            var turn = Holders.Of(turns[i].State, clock.Kind);
            var next = i + 1;
            while (next < turns.Count && Holders.Of(turns[next].State, clock.Kind) == turn) next++;
            var end = next < turns.Count && turns[next].From < to ? turns[next].From : to;
            if (end > at) yield return new ClockSpan(clock.Kind, clock.Round, turn.Holder, at, end, turn.Unit);
            at = end > at ? end : at;
            i = next;
        }
    }
}
