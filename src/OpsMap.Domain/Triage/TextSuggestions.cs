using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Triage;

/// <summary>An industry that the words speak for, and how strongly.</summary>
public sealed record IndustrySuggestion(Industry Industry, int Score, IReadOnlyList<TriageReason> Reasons);

/// <summary>A fast situation that words or facts speak for.</summary>
public sealed record SituationSuggestion(Situation Situation, IReadOnlyList<TriageReason> Reasons);

/// <summary>What the text of a registration suggests (文本研判). Every suggestion names the words it found.</summary>
public static class TextSuggestions
{
    /// <summary>Best first; a word in the title counts twice. Nothing found is a general dispute, and says so.</summary>
    public static IReadOnlyList<IndustrySuggestion> Industries(Registration said, TriageRules rules)
    {
        var (title, text) = (PlainText.Of(said.Title), PlainText.Of(said.Title, said.Facts, said.Respondent?.Name));
        var found = (from rule in rules.Industries
                     let words = rule.Words.Where(w => text.Contains(w.Key, StringComparison.Ordinal)).OrderByDescending(w => w.Value).ToList()
                     let score = words.Sum(w => title.Contains(w.Key, StringComparison.Ordinal) ? 2 * w.Value : w.Value)
                     where score >= rules.IndustryLeast
                     orderby score descending, rule.Industry
                     select new IndustrySuggestion(rule.Industry, score, [Found(words.Select(w => w.Key))])).ToList();
        return found.Count > 0 ? found : [new(Industry.GeneralDispute, 0, [TriageReason.Of(TriageReasons.NoWordsFound)])];
    }

    public static IReadOnlyList<SituationSuggestion> Situations(Registration said, DateTimeOffset now, TriageRules rules, Burst? burst = null)
    {
        if (said.Kind is CaseKind.Consultation) return [];
        var text = PlainText.Of(said.Title, said.Facts);
        return [.. from situation in Enum.GetValues<Situation>()
                   let reasons = Words(situation, text, rules).Concat(Known(situation, said, now, burst)).ToList()
                   where reasons.Count > 0
                   select new SituationSuggestion(situation, reasons)];
    }

    internal static TriageReason Found(IEnumerable<string> words)
    {
        List<string> list = [.. words];
        return TriageReason.Of(TriageReasons.WordsFound, ("words", string.Join('、', list))).On(list);
    }

    private static IEnumerable<TriageReason> Words(Situation situation, string text, TriageRules rules)
    {
        var words = rules.Situations.FirstOrDefault(r => r.Situation == situation)?.Words.Where(w => PlainText.Says(text, w.Key)).OrderByDescending(w => w.Value).ToList() ?? [];
        if (words.Sum(w => w.Value) >= rules.SituationLeast) yield return Found(words.Select(w => w.Key));
    }

    private static IEnumerable<TriageReason> Known(Situation situation, Registration said, DateTimeOffset now, Burst? burst)
    {
        if (said.Situations?.Contains(situation) is true) yield return TriageReason.Of(TriageReasons.SaidAtIntake);
        if (situation is Situation.VisitorShortStay)
        {
            if (said.LeavesAt > now) yield return TriageReason.Of(TriageReasons.LeavesSoon, ("minutes", GradeSuggestion.Minutes(said.LeavesAt.Value - now)));
            else if (said.IsVisitor) yield return TriageReason.Of(TriageReasons.Visitor);
        }

        if (situation is Situation.MassOrPublicOpinion && burst is not null) yield return burst.Reason;
    }
}
