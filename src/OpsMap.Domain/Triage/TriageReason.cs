namespace OpsMap.Domain.Triage;

/// <summary>Why something is suggested (建议理由): a code with words, the facts in them, and what it rests on.</summary>
public sealed record TriageReason(string Code, IReadOnlyDictionary<string, string> Facts, IReadOnlyList<string> Evidence)
{
    public static TriageReason Of(string code, params ReadOnlySpan<(string Name, object Value)> facts) => new(code, Domain.Facts.Of(facts), []);

    public TriageReason On(IEnumerable<string> evidence) => this with { Evidence = [.. evidence] };
}

/// <summary>Every code a reason may carry; a code never changes its meaning.</summary>
public static class TriageReasons
{
    public const string WordsFound = "words-found";
    public const string NoWordsFound = "no-words-found";
    public const string SaidAtIntake = "said-at-intake";
    public const string ClaimantFactorsFound = "claimant-factors-found";

    public const string Visitor = "visitor";
    public const string LeavesSoon = "leaves-soon";
    public const string LeavesBeforeArrival = "leaves-before-arrival";
    public const string BurstNearby = "burst-nearby";

    public const string FastSituation = "fast-situation";
    public const string SafetyFirst = "safety-first";
    public const string CrowdFirst = "crowd-first";
    public const string UrgentWords = "urgent-words";
    public const string ImportantWords = "important-words";
    public const string MuchMoney = "much-money";
    public const string OrdinaryCase = "ordinary-case";

    public const string PlaceInside = "place-inside";
    public const string PlaceNearBorder = "place-near-border";
    public const string PlaceOutsideCity = "place-outside-city";
    public const string AddressNames = "address-names";
    public const string PlaceMissing = "place-missing";
    public const string CountyDiffers = "county-differs";

    public const string CallRescue = "call-rescue";
    public const string CallPolice = "call-police";
    public const string SpecialEquipment = "special-equipment-accident";
    public const string HealthLiaison = "health-liaison";

    public const string SameNumber = "same-number";
    public const string SamePhone = "same-phone";
    public const string SameMerchant = "same-merchant";
    public const string TextAlike = "text-alike";
    public const string Near = "near";
    public const string AlreadyHandled = "already-handled";

    public const string ClaimantOften = "claimant-often";
    public const string ClaimantQuantity = "claimant-quantity";
    public const string ClaimantSameMerchant = "claimant-same-merchant";
    public const string ClaimantsTogether = "claimants-together";
    public const string ClaimantNoPurchase = "claimant-no-purchase";
    public const string ClaimantSharedPhone = "claimant-shared-phone";
    public const string ClaimantSharedAddress = "claimant-shared-address";
    public const string ClaimantWording = "claimant-wording";
    public const string PersonDecides = "person-decides";
}
