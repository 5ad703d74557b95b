using System.Text.Json.Serialization;

namespace OpsMap.Domain.Clocks;

/// <summary>One running or finished promise of a case (计时). "Within" (以内) includes the last instant.</summary>
public sealed record Clock(
    ClockKind Kind,
    int Round,
    DateTimeOffset Start,
    DateTimeOffset Due,
    IReadOnlyList<DateTimeOffset> Warnings,
    DateTimeOffset? StoppedAt = null,
    bool Cancelled = false,
    bool? Met = null,
    IReadOnlyList<string>? Passed = null)
{
    [JsonIgnore]
    public bool Running => StoppedAt is null && !Cancelled;

    public static Clock From(ClockKind kind, int round, DateTimeOffset start)
    {
        var promise = Promise.Of(kind);
        return new Clock(kind, round, start, start + promise.Limit, [.. promise.Warnings.Select(w => start + w)]);
    }

    public Clock Stop(DateTimeOffset at) => this with { StoppedAt = at, Met = at <= Due };

    public Clock Cancel() => this with { Cancelled = true };

    /// <summary>As if it had never been stopped.</summary>
    public Clock Resume() => this with { StoppedAt = null, Met = null };

    public Clock MoveTo(DateTimeOffset start) => From(Kind, Round, start) with { Passed = Passed };

    public Clock Pass(string step) => this with { Passed = [.. Passed ?? [], step] };

    public bool HasPassed(string step) => Passed?.Contains(step, StringComparer.Ordinal) is true;

    /// <summary>Every instant this clock waits for, in order.</summary>
    public IEnumerable<(string Step, DateTimeOffset At)> Instants()
    {
        for (var i = 0; i < Warnings.Count; i++) yield return (ClockSteps.Warning(i), Warnings[i]);
        yield return (ClockSteps.Breach, Due);
    }
}
