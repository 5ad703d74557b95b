using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;

namespace OpsMap.Simulator.Api;

/// <summary>What the simulated people read of a case's card.</summary>
public sealed record CaseSeen(
    CaseId Id, string No, int Version, CountyCode County, CaseKind Kind, string Title, Industry Industry, IReadOnlyList<Situation> Situations,
    DateTimeOffset ReceivedAt, Workflow Workflow, FastStage Fast, LegalStage Legal,
    double? Lon = null, double? Lat = null, SquadId? Squad = null, DateTimeOffset? ClosedAt = null,
    IReadOnlyList<ClockSeen>? Clocks = null, Waiting? Proposal = null, bool? UnderReview = null)
{
    public GeoPoint? Point => Lon is { } lon && Lat is { } lat ? new GeoPoint(lon, lat) : null;
}

/// <summary>A clock on a card: whether it still runs.</summary>
public sealed record ClockSeen(ClockKind Kind, DateTimeOffset? Stopped = null, bool? Cancelled = null);

/// <summary>Something waits for a second person.</summary>
public sealed record Waiting(ProposalKind Kind);

/// <summary>The whole file of a case, with what has happened to it.</summary>
public sealed record CaseFile(CaseSeen Card, Registration Registration, IReadOnlyList<Happened> Timeline, Directive? Directive = null)
{
    public DateTimeOffset Since => Timeline[^1].At;

    public bool Has(string type) => Timeline.Any(h => string.Equals(h.Type, type, StringComparison.Ordinal));

    public int Count(string type) => Timeline.Count(h => string.Equals(h.Type, type, StringComparison.Ordinal));

    public DateTimeOffset? Last(string type) => Timeline.LastOrDefault(h => string.Equals(h.Type, type, StringComparison.Ordinal))?.At;
}

/// <summary>One line of the timeline.</summary>
public sealed record Happened(string Type, DateTimeOffset At);

/// <summary>What is read of a squad's card.</summary>
public sealed record SquadSeen(
    SquadId Id, string Code, CountyCode County, SquadState State, GeoPoint Base, int Version = 0, CaseId? CaseId = null, LastFix? Fix = null);

/// <summary>Where a squad was seen last.</summary>
public sealed record LastFix(double Lon, double Lat, DateTimeOffset At);

/// <summary>What a squad's phone shows.</summary>
public sealed record SquadNow(SquadSeen Squad, DateTimeOffset ServerNow, CaseFile? Job = null);

/// <summary>Who could go, best first.</summary>
public sealed record Advice(IReadOnlyList<Candidate> Candidates);

/// <summary>One squad that could go.</summary>
public sealed record Candidate(SquadId SquadId, string Code, bool OwnCounty = true);
