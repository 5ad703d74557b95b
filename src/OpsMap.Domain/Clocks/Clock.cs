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
    DateTimeOffset? CancelledAt = null,
    bool? Met = null,
    IReadOnlyList<string>? Passed = null)
{
    /// <summary>When the reminder card (提醒卡) goes out; legal clocks only.</summary>
    public DateTimeOffset? Reminder { get; init; }

    /// <summary>When the urging card (催办卡) goes out.</summary>
    public DateTimeOffset? Urging { get; init; }

    /// <summary>A year in between has no calendar yet (暂定).</summary>
    public bool Provisional { get; init; }

    /// <summary>Time that did not count (中止).</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>It stands still since then.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    [JsonIgnore]
    public bool Cancelled => CancelledAt is not null;

    [JsonIgnore]
    public bool Running => StoppedAt is null && !Cancelled;

    public static Clock From(ClockKind kind, int round, DateTimeOffset start)
    {
        var promise = Promise.Of(kind);
        return new Clock(kind, round, start, start + promise.Limit, [.. promise.Warnings.Select(w => start + w)]);
    }

    /// <summary>A clock whose end somebody has named; it warns halfway where that is asked for.</summary>
    public static Clock Until(ClockKind kind, int round, DateTimeOffset start, DateTimeOffset due, bool warned) =>
        new(kind, round, start, due, warned ? [start + ((due - start) / 2)] : []);

    public Clock Stop(DateTimeOffset at)
    {
        var going = Unpause(at);
        return going with { StoppedAt = at, Met = at <= going.Due };
    }

    public Clock Cancel(DateTimeOffset at) => Unpause(at) with { CancelledAt = at };

    /// <summary>As if it had never been stopped.</summary>
    public Clock Resume() => this with { StoppedAt = null, Met = null };

    public Clock MoveTo(DateTimeOffset start) => From(Kind, Round, start) with { Passed = Passed };

    public Clock Pass(string step) => this with { Passed = [.. Passed ?? [], step] };

    public bool HasPassed(string step) => Passed?.Contains(step, StringComparer.Ordinal) is true;

    public Clock Pause(DateTimeOffset at) => PausedAt is null ? this with { PausedAt = at } : this;

    /// <summary>A promise moves by exactly the pause; the dates of a legal clock are set anew by the calendar.</summary>
    public Clock Unpause(DateTimeOffset at)
    {
        if (PausedAt is not { } from) return this;
        var to = at > from ? at : from;
        var going = this with { PausedAt = null, Pauses = [.. Pauses, new Pause(from, to)] };
        return Kind.IsLegal ? going : going with
        {
            Due = Due + (to - from),
            Warnings = [.. Warnings.Select((w, i) => HasPassed(ClockSteps.Warning(i)) ? w : w + (to - from))],
        };
    }

    public Clock Redate(Clock dated) =>
        this with { Due = dated.Due, Reminder = dated.Reminder, Urging = dated.Urging, Provisional = dated.Provisional };

    /// <summary>Every instant this clock waits for, in order.</summary>
    public IEnumerable<(string Step, DateTimeOffset At)> Instants()
    {
        for (var i = 0; i < Warnings.Count; i++) yield return (ClockSteps.Warning(i), Warnings[i]);
        if (Reminder is { } reminder) yield return (ClockSteps.Reminder, reminder);
        if (Urging is { } urging) yield return (ClockSteps.Urging, urging);
        yield return (ClockSteps.Breach, Due);
    }
}
