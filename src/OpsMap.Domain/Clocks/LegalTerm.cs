using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Clocks;

/// <summary>The limits set by law, by rule set (法定时限): how long, and which cards go out on the way.</summary>
public sealed record LegalTerm(Term Term, bool ReminderCard, bool UrgingCard)
{
    /// <summary>A verification may be extended once, by approval, for as long again (延期).</summary>
    public static Term ExtendedVerification { get; } = new(30, TermUnit.WorkingDays);

    public static LegalTerm Of(ClockKind kind, RuleSet rules, bool extended = false) => kind switch
    {
        ClockKind.L1 => Days(7, reminder: true, urging: true),
        ClockKind.L2 => new(rules is RuleSet.R20 ? new(45, TermUnit.WorkingDays) : new(60, TermUnit.CalendarDays), ReminderCard: true, UrgingCard: true),
        ClockKind.L3 => Days(7, reminder: true),
        ClockKind.L4 => extended ? new(ExtendedVerification, ReminderCard: true, UrgingCard: true) : Days(15, reminder: true, urging: true),
        ClockKind.L5 => Days(5),
        ClockKind.L6 => Days(7),
        ClockKind.L7 => Days(10, reminder: true),
        ClockKind.L8 => Days(7),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a promise, not a limit of law"),
    };

    /// <summary>The dates of this limit from an instant on, as the calendar of today knows them.</summary>
    public Clock From(ClockKind kind, int round, DateTimeOffset start, WorkingCalendar calendar, IReadOnlyList<Pause> pauses) =>
        new(kind, round, start, Term.DueFrom(start, calendar, pauses).ToUniversalTime(), [])
        {
            Reminder = ReminderCard ? Term.ReminderFrom(start, calendar, pauses).ToUniversalTime() : null,
            Urging = UrgingCard ? Term.UrgingFrom(start, calendar, pauses).ToUniversalTime() : null,
            Provisional = Term.IsProvisional(start, calendar, pauses),
        };

    private static LegalTerm Days(int limit, bool reminder = false, bool urging = false) =>
        new(new(limit, TermUnit.WorkingDays), reminder, urging);
}
