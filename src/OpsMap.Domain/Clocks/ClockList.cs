using System.Collections.Immutable;

namespace OpsMap.Domain.Clocks;

/// <summary>What may be done to the clocks of a case; of each kind at most one runs.</summary>
public static class ClockList
{
    extension(ImmutableList<Clock> clocks)
    {
        public Clock? Latest(ClockKind kind) => clocks.FindLast(c => c.Kind == kind);

        public Clock? RunningOf(ClockKind kind) => clocks.Find(c => c.Kind == kind && c.Running);

        public ImmutableList<Clock> StartUntil(ClockKind kind, DateTimeOffset at, DateTimeOffset due, bool warned = false) =>
            clocks.Add(Clock.Until(kind, (clocks.Latest(kind)?.Round ?? 0) + 1, at, due, warned));

        /// <summary>One of several that run side by side.</summary>
        public Clock? RunningOf(ClockKind kind, int round) => clocks.Find(c => c.Kind == kind && c.Round == round && c.Running);

        public ImmutableList<Clock> Start(ClockKind kind, DateTimeOffset at)
        {
            if (clocks.RunningOf(kind) is not null) throw new InvalidOperationException($"{kind} already runs");
            return clocks.Add(Clock.From(kind, (clocks.Latest(kind)?.Round ?? 0) + 1, at));
        }

        public ImmutableList<Clock> StartUnlessRunning(ClockKind kind, DateTimeOffset at) =>
            clocks.RunningOf(kind) is null ? clocks.Start(kind, at) : clocks;

        public ImmutableList<Clock> Stop(ClockKind kind, DateTimeOffset at) => clocks.Change(kind, c => c.Stop(at));

        public ImmutableList<Clock> Cancel(DateTimeOffset at, params ReadOnlySpan<ClockKind> kinds)
        {
            var left = clocks;
            foreach (var kind in kinds) left = left.Change(kind, c => c.Cancel(at));
            return left;
        }

        /// <summary>All that runs, but for some.</summary>
        public ImmutableList<Clock> CancelAllBut(DateTimeOffset at, params IReadOnlyList<ClockKind> spared) =>
            clocks.ConvertAll(c => c.Running && !spared.Contains(c.Kind) ? c.Cancel(at) : c);

        public ImmutableList<Clock> Pause(DateTimeOffset at, params ReadOnlySpan<ClockKind> kinds)
        {
            var held = clocks;
            foreach (var kind in kinds) held = held.Change(kind, c => c.Pause(at));
            return held;
        }

        public ImmutableList<Clock> Unpause(DateTimeOffset at, params ReadOnlySpan<ClockKind> kinds)
        {
            var going = clocks;
            foreach (var kind in kinds) going = going.Change(kind, c => c.Unpause(at));
            return going;
        }

        /// <summary>New dates for the round that runs, or a new round in its place.</summary>
        public ImmutableList<Clock> Set(Clock dated, DateTimeOffset at) => clocks.RunningOf(dated.Kind) switch
        {
            { } running when running.Round == dated.Round => clocks.Replace(running, running.Redate(dated)),
            { } running => clocks.Replace(running, running.Cancel(at)).Add(dated),
            null => clocks.Add(dated),
        };

        public ImmutableList<Clock> Change(ClockKind kind, Func<Clock, Clock> change) =>
            clocks.RunningOf(kind) is { } clock ? clocks.Replace(clock, change(clock)) : clocks;

        public ImmutableList<Clock> Resume(ClockKind kind) =>
            clocks.Latest(kind) is { Running: false, Cancelled: false } clock ? clocks.Replace(clock, clock.Resume()) : clocks;
    }
}
