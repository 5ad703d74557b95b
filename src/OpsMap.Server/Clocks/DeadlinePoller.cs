using Npgsql;

namespace OpsMap.Server.Clocks;

/// <summary>Tells the case's activation that a clock has written to its stream; lost without harm.</summary>
public delegate void WakeCase(Guid id);

/// <summary>Lets a case decide what passing a threshold brings about; false when it no longer waits for it.</summary>
public delegate Task<bool> DecideByCase(DueDeadline row);

/// <summary>Every node looks twice a second for clocks that have run out (到期轮询). What one node cannot finish, the next one finds.</summary>
public sealed partial class DeadlinePoller(DueDeadlines deadlines, Canary canary, ClockPulse pulse, WakeCase wake, DecideByCase decide, ILogger<DeadlinePoller> log)
{
    private readonly SetAside _aside = new();

    public long Fired { get; private set; }

    /// <summary>Fires everything that is due. Cases that fail alone are set aside for a while, the others go on.</summary>
    public async Task Round(DateTimeOffset now, CancellationToken ct)
    {
        while (true)
        {
            var claimed = new List<DueDeadline>();
            bool progress;
            try
            {
                progress = Report(await deadlines.Fire(_aside.At(now), claimed, ct));
            }
            catch (Exception e) when (claimed.Count > 0 && OneCaseMayBeTheReason(e))
            {
                LogSplit(log, claimed.Count, e.Message);
                progress = await OneByOne(claimed, now, ct);
            }
            if (!progress || claimed.Count < DueDeadlines.AtOnce) break;
        }
        await ByTheCase(now, ct);
        if (await canary.Look(ct) is { } fired) pulse.Felt(fired);
    }

    /// <summary>Cards, proposals, lapses: each is a command to its case, the same one from whichever node it comes.</summary>
    private async Task ByTheCase(DateTimeOffset now, CancellationToken ct)
    {
        IReadOnlyList<DueDeadline> due;
        do
        {
            due = await deadlines.ForTheCase(_aside.At(now), ct);
            var done = 0;
            foreach (var row in due)
            {
                try
                {
                    if (await decide(row)) Fired++;
                    else await deadlines.Drop(row, ct);
                    done++;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    var tries = _aside.Put(row.Stream, now);
                    LogPoisoned(log, e, row.Stream, row.Clock, row.Step, tries);
                }
            }
            if (done == 0) return;
        }
        while (due.Count == DueDeadlines.AtOnce);
    }

    private async Task<bool> OneByOne(List<DueDeadline> claimed, DateTimeOffset now, CancellationToken ct)
    {
        var progress = false;
        var held = new HashSet<Guid>();
        foreach (var row in claimed)
        {
            // the later steps of a case wait for its earlier ones
            if (held.Contains(row.Stream)) continue;
            try
            {
                if (Report(await deadlines.FireOne(row, ct))) progress = true;
                else held.Add(row.Stream);
            }
            catch (PostgresException e) when (IsCollision(e))
            {
                held.Add(row.Stream);
            }
            catch (Exception e) when (OneCaseMayBeTheReason(e))
            {
                held.Add(row.Stream);
                var tries = _aside.Put(row.Stream, now);
                LogPoisoned(log, e, row.Stream, row.Clock, row.Step, tries);
            }
        }
        return progress;
    }

    private bool Report(Firing? firing)
    {
        if (firing is null) return false;
        Fired += firing.Fired.Count;
        foreach (var late in firing.Fired.Where(f => f.Event.Late)) LogLate(log, late.Row.Stream, late.Row.Clock, late.Row.Step, late.Event.At - late.Row.DueAt);
        foreach (var moved in firing.Cases)
        {
            _aside.Release(moved.Id);
            wake(moved.Id);
        }
        return true;
    }

    // a broken connection is nobody's fault and is over or not for all rows alike
    private static bool OneCaseMayBeTheReason(Exception e) => e is PostgresException { SqlState: not (PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow) }
        or FormatException or System.Text.Json.JsonException or InvalidOperationException;

    private static bool IsCollision(PostgresException e) => e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.SerializationFailure;

    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "{Count} deadlines do not go together ({Why}): one by one")]
    private static partial void LogSplit(ILogger log, int count, string why);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Error, Message = "Deadline {Step} of clock {Clock} of case {Case} cannot be fired, try {Tries}")]
    private static partial void LogPoisoned(ILogger log, Exception e, Guid @case, string clock, string step, int tries);

    [LoggerMessage(EventId = 3103, Level = LogLevel.Warning, Message = "Case {Case}: {Step} of clock {Clock} fired {By} late")]
    private static partial void LogLate(ILogger log, Guid @case, string clock, string step, TimeSpan by);
}

/// <summary>Cases whose deadlines cannot be fired: each is tried again later and later, at the latest after five minutes.</summary>
internal sealed class SetAside
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    private readonly Dictionary<Guid, (int Tries, DateTimeOffset Until)> _cases = [];

    public Guid[] At(DateTimeOffset now) => [.. _cases.Where(c => c.Value.Until > now).Select(c => c.Key)];

    public int Put(Guid id, DateTimeOffset now)
    {
        var tries = _cases.GetValueOrDefault(id).Tries + 1;
        var pause = TimeSpan.FromSeconds(Math.Min(Longest.TotalSeconds, Math.Pow(2, tries)));
        _cases[id] = (tries, now + pause);
        return tries;
    }

    public void Release(Guid id) => _cases.Remove(id);
}
