using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;

namespace OpsMap.Domain.Triage;

/// <summary>Grade I to IV (分级): how urgent, how important, and what overrides both.</summary>
public static class Grading
{
    public static TimeSpan LeavingSoon { get; } = TimeSpan.FromHours(4);

    public static int Of(int urgency, int importance, IReadOnlyCollection<Situation> situations, TimeSpan? leavesIn)
    {
        var grade = Math.Min(urgency, importance);
        if (situations.Contains(Situation.SafetyHarm) || situations.Contains(Situation.MassOrPublicOpinion)) return 1;
        // gone before a squad would be due
        if (leavesIn < Promise.Of(ClockKind.C3).Limit) return 1;
        return leavesIn < LeavingSoon ? Math.Min(grade, 2) : grade;
    }

    /// <summary>Until a person grades it: a fast situation is urgent, an ordinary case is not, a question least.</summary>
    public static int Of(Registration registration, DateTimeOffset receivedAt)
    {
        var situations = registration.Situations ?? [];
        var urgency = situations.Count > 0 ? 2 : registration.Kind is CaseKind.Consultation ? 4 : 3;
        return Of(urgency, importance: urgency, situations, registration.LeavesAt - receivedAt);
    }
}
