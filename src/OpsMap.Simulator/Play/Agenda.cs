using OpsMap.Domain;

namespace OpsMap.Simulator.Play;

/// <summary>When to look at which case again; a later word about the same case replaces the earlier one.</summary>
public sealed class Agenda(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<CaseId, DateTimeOffset> _due = [];
    private readonly PriorityQueue<(CaseId Case, DateTimeOffset Due), DateTimeOffset> _order = new();
    private TaskCompletionSource _changed = New();

    public void Look(CaseId at, DateTimeOffset due)
    {
        lock (_lock)
        {
            _due[at] = due;
            _order.Enqueue((at, due), due);
            _changed.TrySetResult();
        }
    }

    /// <summary>The next case whose time has come.</summary>
    public async Task<CaseId> Next(CancellationToken ct)
    {
        while (true)
        {
            Task changed;
            TimeSpan wait;
            lock (_lock)
            {
                if (_changed.Task.IsCompleted) _changed = New();
                changed = _changed.Task;
                while (_order.TryPeek(out var first, out _) && (!_due.TryGetValue(first.Case, out var due) || due != first.Due)) _order.Dequeue();
                if (!_order.TryPeek(out var next, out var at))
                {
                    wait = Timeout.InfiniteTimeSpan;
                }
                else if (at <= clock.GetUtcNow())
                {
                    _order.Dequeue();
                    _due.Remove(next.Case);
                    return next.Case;
                }
                else
                {
                    wait = at - clock.GetUtcNow();
                }
            }

            if (wait == Timeout.InfiniteTimeSpan) await changed.WaitAsync(ct);
            else if (wait > TimeSpan.Zero) await Task.WhenAny(changed, Task.Delay(wait, clock, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
