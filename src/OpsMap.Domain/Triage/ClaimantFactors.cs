using System.Globalization;
using System.Text.RegularExpressions;
using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Triage;

/// <summary>What was counted about this complainant and merchant in the days before (计数), this case included.</summary>
public sealed record ClaimantCounts(int Cases, int SameMerchant, int Together, int People, int AtAddress = 0)
{
    public static ClaimantCounts None { get; } = new(0, 0, 0, 0);
}

/// <summary>One factor of R121 art. 17 with its count. A hint, never a decision.</summary>
public sealed record ClaimantFactor(string Code, int Count, int Threshold, TriageReason Reason);

/// <summary>Whether a complaint looks as if it were not for daily consumption (非生活消费因素); a person decides.</summary>
public static partial class ClaimantFactors
{
    public static IReadOnlyList<ClaimantFactor> Of(Registration said, ClaimantCounts counts, ClaimantRules rules)
    {
        if (said.Kind is CaseKind.Consultation) return [];
        var text = PlainText.Of(said.Title, said.Facts);
        var factors = new List<ClaimantFactor>();
        Counted(TriageReasons.ClaimantOften, counts.Cases, rules.Cases);
        Counted(TriageReasons.ClaimantQuantity, Quantity(text), rules.Quantity);
        Counted(TriageReasons.ClaimantSameMerchant, counts.SameMerchant, rules.SameMerchant);
        Counted(TriageReasons.ClaimantsTogether, counts.Together, rules.Together);
        Counted(TriageReasons.ClaimantSharedPhone, counts.People, rules.People);
        Counted(TriageReasons.ClaimantSharedAddress, counts.AtAddress, rules.People);
        // somebody who reports a breach need not have bought anything
        if (said.Kind is CaseKind.Complaint) Worded(TriageReasons.ClaimantNoPurchase, rules.Purchase.Any(w => PlainText.Says(text, w)) ? [] : rules.NoPurchase);
        Worded(TriageReasons.ClaimantWording, rules.Wording);
        return factors;

        void Counted(string code, int count, int threshold)
        {
            if (count >= threshold) factors.Add(new(code, count, threshold, TriageReason.Of(code, ("count", count), ("days", rules.Days))));
        }

        void Worded(string code, IReadOnlyList<string> words)
        {
            List<string> found = [.. words.Where(w => text.Contains(w, StringComparison.Ordinal))];
            if (found.Count > 0) factors.Add(new(code, found.Count, 1, TriageReason.Of(code, ("words", string.Join('、', found))).On(found)));
        }
    }

    /// <summary>The largest number of pieces the text speaks of.</summary>
    public static int Quantity(string text) =>
        Pieces().Matches(text).Select(m => int.TryParse(m.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0).DefaultIfEmpty().Max();

    [GeneratedRegex(@"(?<![\d.])(?<n>\d{1,5})(瓶|盒|袋|件|箱|罐|包|份|桶|提|条|支|笔订单|个订单)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pieces();
}
