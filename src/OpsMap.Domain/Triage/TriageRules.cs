using System.Globalization;

namespace OpsMap.Domain.Triage;

/// <summary>By which words and thresholds triage suggests (研判规则): data that an administrator keeps.</summary>
public sealed record TriageRules(
    IReadOnlyList<IndustryWords> Industries,
    IReadOnlyList<SituationWords> Situations,
    int IndustryLeast,
    int SituationLeast,
    IReadOnlyList<LevelWords> Urgency,
    IReadOnlyList<LevelWords> Importance,
    IReadOnlyList<AmountLevel> Amounts,
    DuplicateRules Duplicates,
    BurstRules Bursts,
    ClaimantRules Claimants)
{
    private const int MostWords = 200;

    /// <summary>A claimant is never called this, and no rule looks for it.</summary>
    private const string NeverSaid = "职业打假";

    /// <summary>The first line nobody could score by.</summary>
    public Refusal? Check() =>
        Each("industries", Industries, (at, r) => Words(at, r.Words))
        ?? Each("situations", Situations, (at, r) => Words(at, r.Words))
        ?? Once("industries", Industries.Select(r => r.Industry))
        ?? Once("situations", Situations.Select(r => r.Situation))
        ?? Range("industryLeast", IndustryLeast, 1, 100)
        ?? Range("situationLeast", SituationLeast, 1, 100)
        ?? Each("urgency", Urgency, (at, r) => Range(at + ".level", r.Level, 1, 4) ?? Words(at, r.Words))
        ?? Each("importance", Importance, (at, r) => Range(at + ".level", r.Level, 1, 4) ?? Words(at, r.Words))
        ?? Each("amounts", Amounts, (at, r) => Range(at + ".level", r.Level, 1, 4) ?? Range(at + ".atLeast", (double)r.AtLeast, 0.01, 999_999_999))
        ?? Range("duplicates.hours", Duplicates.Hours, 1, 720)
        ?? Range("duplicates.alike", Duplicates.Alike, 0.1, 1)
        ?? Range("duplicates.nearMetres", Duplicates.NearMetres, 10, 5000)
        ?? Range("bursts.cases", Bursts.Cases, 2, 100)
        ?? Range("bursts.metres", Bursts.Metres, 50, 5000)
        ?? Range("bursts.minutes", Bursts.Minutes, 5, 1440)
        ?? CheckClaimants();

    private Refusal? CheckClaimants() =>
        Range("claimants.days", Claimants.Days, 1, 365)
        ?? Range("claimants.cases", Claimants.Cases, 2, 1000)
        ?? Range("claimants.sameMerchant", Claimants.SameMerchant, 2, 100)
        ?? Range("claimants.together", Claimants.Together, 2, 100)
        ?? Range("claimants.people", Claimants.People, 2, 100)
        ?? Range("claimants.quantity", Claimants.Quantity, 2, 100_000)
        ?? Words("claimants.wording", Claimants.Wording, wrapped: false)
        ?? Words("claimants.noPurchase", Claimants.NoPurchase, wrapped: false)
        ?? Words("claimants.purchase", Claimants.Purchase, wrapped: false);

    private static Refusal? Each<T>(string field, IReadOnlyList<T> rules, Func<string, T, Refusal?> check)
    {
        for (var i = 0; i < rules.Count; i++)
            if (check(string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]"), rules[i]) is { } no) return no;
        return null;
    }

    private static Refusal? Words(string field, IReadOnlyDictionary<string, int> words)
    {
        if (Words(field, [.. words.Keys]) is { } no) return no;
        foreach (var (word, weight) in words)
            if (Range($"{field}.words.{word}", weight, 1, 10) is { } heavy) return heavy;
        return null;
    }

    private static Refusal? Words(string field, IReadOnlyList<string> words, bool wrapped = true)
    {
        var list = wrapped ? field + ".words" : field;
        if (words.Count > MostWords) return new Refusal(Refusals.TooLong, list, Facts.Of("max", MostWords));
        foreach (var word in words)
        {
            var at = $"{list}.{word}";
            if (Texts.Required(at, word, 20) is { } no) return no;
            if (word.Contains(NeverSaid, StringComparison.Ordinal)) return new Refusal(Refusals.WordNotAllowed, list);
        }

        return null;
    }

    private static Refusal? Once<T>(string field, IEnumerable<T> keys) =>
        keys.GroupBy(k => k).Any(g => g.Count() > 1) ? new Refusal(Refusals.RuleRepeated, field) : null;

    private static Refusal? Range(string field, double value, double least, double most) =>
        value >= least && value <= most ? null : new Refusal(Refusals.OutOfRange, field);
}

/// <summary>Words that speak for an industry, each with its weight.</summary>
public sealed record IndustryWords(Industry Industry, IReadOnlyDictionary<string, int> Words);

/// <summary>Words that speak for a fast situation, each with its weight.</summary>
public sealed record SituationWords(Situation Situation, IReadOnlyDictionary<string, int> Words);

/// <summary>Words that raise urgency or importance to a level; 1 is the highest.</summary>
public sealed record LevelWords(int Level, IReadOnlyList<string> Words);

/// <summary>From this amount in dispute on, at least this important.</summary>
public sealed record AmountLevel(decimal AtLeast, int Level);

/// <summary>What makes two cases one dispute (重复件).</summary>
public sealed record DuplicateRules(int Hours, double Alike, int NearMetres);

/// <summary>How many cases, how near and how soon after each other make an incident (聚集).</summary>
public sealed record BurstRules(int Cases, int Metres, int Minutes);

/// <summary>From which counts on the factors of R121 art. 17 are shown (非生活消费因素). They are hints: a person decides.</summary>
public sealed record ClaimantRules(
    int Days,
    int Cases,
    int SameMerchant,
    int Together,
    int People,
    int Quantity,
    IReadOnlyList<string> Wording,
    IReadOnlyList<string> NoPurchase,
    IReadOnlyList<string> Purchase);
