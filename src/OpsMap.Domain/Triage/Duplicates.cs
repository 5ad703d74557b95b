using System.Globalization;

namespace OpsMap.Domain.Triage;

/// <summary>What two cases have in common, as the database sees it.</summary>
public sealed record Resemblance(bool SameNumber, double Alike, bool Handled, bool? SamePhone = null, bool? SameMerchant = null, double? Metres = null);

/// <summary>How surely two cases are one dispute (重复件相似度), from nothing to one.</summary>
public sealed record DuplicateScore(double Score, IReadOnlyList<TriageReason> Reasons)
{
    // each sign leaves so much doubt; doubts multiply
    private const double PhoneDoubt = 0.4;
    private const double MerchantDoubt = 0.5;
    private const double NearDoubt = 0.75;

    /// <summary>A duplicate is the same number, the same phone at the same merchant or place, or the same text not told of another merchant.</summary>
    public static DuplicateScore? Of(Resemblance pair, DuplicateRules rules)
    {
        var near = pair.Metres <= rules.NearMetres;
        var alike = pair.Alike >= rules.Alike && pair.SameMerchant is not false;
        var person = pair.SamePhone is true && (pair.SameMerchant is true || (near && pair.SameMerchant is not false) || pair.Alike >= rules.Alike);
        if (!pair.SameNumber && !person && !alike) return null;

        var (doubt, reasons) = (1.0, new List<TriageReason>());
        if (pair.SameNumber) Sign(0, TriageReason.Of(TriageReasons.SameNumber));
        if (pair.SamePhone is true) Sign(PhoneDoubt, TriageReason.Of(TriageReasons.SamePhone));
        if (pair.SameMerchant is true) Sign(MerchantDoubt, TriageReason.Of(TriageReasons.SameMerchant));
        if (pair.Alike >= rules.Alike) Sign(1 - (0.95 * pair.Alike), TriageReason.Of(TriageReasons.TextAlike, ("percent", Whole(pair.Alike * 100))));
        if (near) Sign(NearDoubt, TriageReason.Of(TriageReasons.Near, ("metres", Whole(pair.Metres!.Value))));
        if (pair.Handled) reasons.Add(TriageReason.Of(TriageReasons.AlreadyHandled));
        return new DuplicateScore(Math.Round(1 - doubt, 2), reasons);

        void Sign(double leaves, TriageReason reason)
        {
            doubt *= leaves;
            reasons.Add(reason);
        }
    }

    private static string Whole(double value) => Math.Round(value).ToString("0", CultureInfo.InvariantCulture);
}
