using System.Collections.Immutable;

namespace OpsMap.Domain.Clocks;

/// <summary>What may be done to the clocks of a case; of each kind at most one runs.</summary>
public static class ClockList
{
    extension(ImmutableList<Clock> clocks)
    {
        public Clock? Latest(ClockKind kind) => clocks.FindLast(c => c.Kind == kind);

        public Clock? RunningOf(ClockKind kind) => clocks.Find(c => c.Kind == kind && c.Running);

        public ImmutableList<Clock> Start(ClockKind kind, DateTimeOffset at)
        {
            if (clocks.RunningOf(kind) is not null) throw new InvalidOperationException($"{kind} already runs");
            return clocks.Add(Clock.From(kind, (clocks.Latest(kind)?.Round ?? 0) + 1, at));
        }

        public ImmutableList<Clock> StartUnlessRunning(ClockKind kind, DateTimeOffset at) =>
            clocks.RunningOf(kind) is null ? clocks.Start(kind, at) : clocks;

        public ImmutableList<Clock> Stop(ClockKind kind, DateTimeOffset at) => clocks.Change(kind, c => c.Stop(at));

        public ImmutableList<Clock> Cancel(params ReadOnlySpan<ClockKind> kinds)
        {
            var left = clocks;
            foreach (var kind in kinds) left = left.Change(kind, c => c.Cancel());
            return left;
        }

        public ImmutableList<Clock> Change(ClockKind kind, Func<Clock, Clock> change) =>
            clocks.RunningOf(kind) is { } clock ? clocks.Replace(clock, change(clock)) : clocks;

        public ImmutableList<Clock> Resume(ClockKind kind) =>
            clocks.Latest(kind) is { Running: false, Cancelled: false } clock ? clocks.Replace(clock, clock.Resume()) : clocks;
    }
}
