using OpsMap.Domain.Squads;

namespace OpsMap.Domain.Duty;

/// <summary>A squad's turn of duty as the roster says it (班次): who is on, from when to when, in which car.</summary>
public sealed record ShiftSaid(
    SquadId Squad,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    IReadOnlyList<string>? Members = null,
    string? Leader = null,
    string? Vehicle = null,
    bool OnCall = false)
{
    public const int MostMembers = 20;

    public static TimeSpan Shortest { get; } = TimeSpan.FromMinutes(30);

    public static TimeSpan Longest { get; } = TimeSpan.FromHours(36);

    /// <summary>A squad that has not clocked off this long after its shift is clocked off (班次结束后自动下勤).</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMinutes(15);

    /// <summary>The crew without blanks; a leader who is not named among the members is one of them all the same.</summary>
    public IReadOnlyList<string> Crew => [.. (Members ?? []).Append(Leader).OfType<string>().Select(m => m.Trim()).Where(m => m.Length > 0).Distinct(StringComparer.Ordinal)];

    public bool Meets(ShiftSaid other) => Squad == other.Squad && StartsAt < other.EndsAt && other.StartsAt < EndsAt;

    public Refusal? Check(string under = "shift")
    {
        if (StartsAt.Year is < 2020 or > 2100) return new(Refusals.OutOfRange, $"{under}.startsAt");
        if (EndsAt - StartsAt < Shortest || EndsAt - StartsAt > Longest) return new(Refusals.ShiftLength, $"{under}.endsAt", Facts.Of(("min", Shortest.TotalMinutes), ("max", Longest.TotalHours)));
        if (Members?.Count > MostMembers) return new(Refusals.OutOfRange, $"{under}.members");
        return (Members ?? []).Select((m, i) => Texts.Required($"{under}.members[{i}]", m, 50)).FirstOrDefault(r => r is not null)
            ?? Texts.Optional($"{under}.leader", Leader, 50)
            ?? Texts.Optional($"{under}.vehicle", Vehicle, 20)
            // on call from home one may wait alone; who goes out goes by two
            ?? (OnCall || Crew.Count >= SquadDecider.FullCrew ? null : new(Refusals.ShiftShortOfCrew, $"{under}.members", Facts.Of("min", SquadDecider.FullCrew)));
    }
}
