using OpsMap.Domain;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;

namespace OpsMap.Server.Dispatch;

/// <summary>A squad worth sending (候选分队), and why: everything the explanation says is also a member.</summary>
public sealed record Candidate
{
    public required int Rank { get; init; }
    public required SquadId SquadId { get; init; }
    public required string Code { get; init; }
    public required double Metres { get; init; }
    public required double Minutes { get; init; }
    public required bool Estimated { get; init; }
    public required CountyCode County { get; init; }
    public required bool OwnCounty { get; init; }
    public required SquadState State { get; init; }
    public required IReadOnlyList<Capability> Skills { get; init; }
    public required IReadOnlyList<Capability> Matched { get; init; }
    public required int FixAgeS { get; init; }
    public required Freshness Freshness { get; init; }
    /// <summary>Metres around the last fix within which it can be by now.</summary>
    public required int DiscM { get; init; }
    public required int JobsToday { get; init; }
    public required double SlackMinutes { get; init; }
    public required bool Reachable { get; init; }
    public required string Explanation { get; init; }
    public required string ExplanationEn { get; init; }
}

/// <summary>Who should go (就近派单建议): the candidates in order, who was left out and why, and what stands in the way.</summary>
public sealed record Recommendation(
    CaseId CaseId, DateTimeOffset At, IReadOnlyList<Candidate> Candidates, IReadOnlyDictionary<string, int> Excluded, string? Note = null, bool? CrossCounty = null,
    IReadOnlyList<Recourse>? Instead = null);

/// <summary>What a recommendation may have to say beside its list.</summary>
public static class Notes
{
    public const string NinetyMinutesNotReachable = "ninety-minutes-not-reachable";
    public const string NoSquad = "no-squad";
    public const string LocationNeeded = "location-needed";
}

/// <summary>The decision receipt (派单决策凭据): what the server knew when a squad was chosen, stored with the directive for good.</summary>
public sealed record Receipt(
    DateTimeOffset At, SquadId Chosen, int Considered, IReadOnlyDictionary<string, int> Excluded, IReadOnlyList<Candidate> Candidates, ReceiptParameters Parameters,
    string? ChosenCode = null, int? ChosenRank = null, string? Note = null, bool? CrossCounty = null);

/// <summary>By which rules and on which data a receipt was drawn up.</summary>
public sealed record ReceiptParameters(
    string Rules, string Travel, string Order, double TieMetres, int LostAfterS, int StaleAfterS, int LeastCrew, IReadOnlyList<Capability> Needed, int CaseVersion,
    IReadOnlyDictionary<string, int> SquadVersions);
