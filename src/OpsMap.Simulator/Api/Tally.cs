using System.Collections.Concurrent;
using System.Globalization;

namespace OpsMap.Simulator.Api;

/// <summary>What the run has done and what it was refused: a race is normal life, anything else is a finding.</summary>
public sealed class Tally
{
    /// <summary>Commands carry the version they were decided on, so that whoever comes second learns it as <c>stale-version</c>; a squad has no version to name.</summary>
    private static readonly HashSet<string> _races = new(StringComparer.Ordinal)
    {
        "stale-version", "squad-taken", "squad-off-duty", "squad-on-break", "squad-short-of-crew", "not-your-directive",
    };

    private const int Kept = 50;

    private readonly ConcurrentDictionary<string, int> _done = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _raced = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _retries = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _findings = new();
    private readonly ConcurrentQueue<double> _latencies = new();
    private int _unexpected, _fixes, _batches, _dropped;

    public int Unexpected => _unexpected;

    /// <summary>What had to be said again, by reason: a status, <c>away</c> for a node that did not answer, <c>line</c> for a hub connection.</summary>
    public IReadOnlyDictionary<string, int> Retries => _retries;

    public int Fixes => _fixes;

    public int Races => _raced.Values.Sum();

    public IReadOnlyCollection<string> Findings => _findings;

    public IReadOnlyDictionary<string, int> ByAct => _done;

    public void Done(string act) => _done.AddOrUpdate(act, 1, (_, n) => n + 1);

    public void Retried(string why) => _retries.AddOrUpdate(why, 1, (_, n) => n + 1);

    public void Sent(int fixes, int dropped)
    {
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _fixes, fixes);
        Interlocked.Add(ref _dropped, dropped);
    }

    public void Took(TimeSpan time)
    {
        _latencies.Enqueue(time.TotalMilliseconds);
        while (_latencies.Count > 2_000) _latencies.TryDequeue(out _);
    }

    /// <summary>True when it was a race.</summary>
    public bool Refused(string act, int status, string? code)
    {
        if (code is not null && _races.Contains(code))
        {
            _raced.AddOrUpdate(code, 1, (_, n) => n + 1);
            return true;
        }

        Interlocked.Increment(ref _unexpected);
        if (_findings.Count < Kept) _findings.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{act}: {status} {code}"));
        return false;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"acts {_done.Values.Sum()} (cases {_done.GetValueOrDefault("register")}) · races {Races} · unexpected {_unexpected} · retries {string.Join(' ', _retries.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}:{r.Value}"))} · fixes {_fixes} in {_batches} posts, {_dropped} set aside · p95 {Percentile(0.95):0} ms");

    private double Percentile(double share)
    {
        var sorted = _latencies.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}
