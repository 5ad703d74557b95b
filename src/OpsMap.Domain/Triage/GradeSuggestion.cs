using System.Globalization;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;

namespace OpsMap.Domain.Triage;

/// <summary>How urgent, how important, and the grade that makes (分级建议), with what raised it.</summary>
public sealed record GradeSuggestion(int Urgency, int Importance, int Grade, IReadOnlyList<TriageReason> Reasons)
{
    private const int Least = 4;

    public static GradeSuggestion Of(Registration said, DateTimeOffset now, IReadOnlyList<SituationSuggestion> situations, TriageRules rules)
    {
        var text = PlainText.Of(said.Title, said.Facts);
        var reasons = new List<TriageReason>();
        var codes = situations.Select(s => s.Situation).ToList();
        // one who has left is not helped by haste
        var leavesIn = said.LeavesAt > now ? said.LeavesAt - now : null;

        var urgency = said.Kind is CaseKind.Consultation ? Least : 3;
        Raise(ref urgency, codes.Count > 0 ? 2 : Least, () => TriageReason.Of(TriageReasons.FastSituation).On(codes.Select(c => Names.Situations[c].Zh)));
        foreach (var (level, words) in Levels(rules.Urgency, text)) Raise(ref urgency, level, () => Levelled(TriageReasons.UrgentWords, words));

        var importance = Least;
        foreach (var (level, words) in Levels(rules.Importance, text)) Raise(ref importance, level, () => Levelled(TriageReasons.ImportantWords, words));
        foreach (var money in rules.Amounts.Where(a => said.Amount >= a.AtLeast).OrderBy(a => a.Level).Take(1))
            Raise(ref importance, money.Level, () => TriageReason.Of(TriageReasons.MuchMoney, ("amount", said.Amount ?? 0), ("least", money.AtLeast)));

        if (codes.Contains(Situation.SafetyHarm)) reasons.Add(TriageReason.Of(TriageReasons.SafetyFirst));
        if (codes.Contains(Situation.MassOrPublicOpinion)) reasons.Add(TriageReason.Of(TriageReasons.CrowdFirst));
        if (leavesIn is { } left && left < Grading.LeavingSoon)
            reasons.Add(TriageReason.Of(left < Promise.Of(ClockKind.C3).Limit ? TriageReasons.LeavesBeforeArrival : TriageReasons.LeavesSoon, ("minutes", Minutes(left))));
        if (reasons.Count == 0) reasons.Add(TriageReason.Of(TriageReasons.OrdinaryCase));
        return new GradeSuggestion(urgency, importance, Grading.Of(urgency, importance, codes, leavesIn), reasons);

        void Raise(ref int current, int level, Func<TriageReason> why)
        {
            if (level >= current) return;
            current = level;
            reasons.Add(why());
        }
    }

    internal static string Minutes(TimeSpan time) => Math.Floor(time.TotalMinutes).ToString("0", CultureInfo.InvariantCulture);

    private static IEnumerable<(int Level, IReadOnlyList<string> Words)> Levels(IReadOnlyList<LevelWords> rules, string text) =>
        from rule in rules
        orderby rule.Level
        let words = rule.Words.Where(w => PlainText.Says(text, w)).ToList()
        where words.Count > 0
        select (rule.Level, (IReadOnlyList<string>)words);

    private static TriageReason Levelled(string code, IReadOnlyList<string> words) =>
        TriageReason.Of(code, ("words", string.Join('、', words))).On(words);
}
