using System.Text.Json.Serialization;
using OpsMap.Domain.Clocks;

namespace OpsMap.Domain.Cases;

/// <summary>A step that waits for a second person (待审批).</summary>
public sealed record Proposal(
    ProposalKind Kind,
    PersonId By,
    DateTimeOffset At,
    string Text,
    RefusalGround? RefusalGround = null,
    EndGround? EndGround = null,
    string? Remedies = null,
    bool? Publish = null);

/// <summary>An order from above to look after a case (督办单), and what became of it.</summary>
public sealed record Supervision(
    int Id,
    SupervisionMode Mode,
    string Reason,
    DateTimeOffset Due,
    string Unit,
    DateTimeOffset OpenedAt,
    string? Reply = null,
    DateTimeOffset? RepliedAt = null,
    string? Result = null,
    DateTimeOffset? ClosedAt = null)
{
    [JsonIgnore]
    public bool Open => ClosedAt is null;
}

/// <summary>Leadership has asked for a supervision (督办建议); a dispatcher opens it, or says why not.</summary>
public sealed record SupervisionRequest(
    int Id,
    SupervisionMode Mode,
    string Reason,
    DateTimeOffset Due,
    string Unit,
    DateTimeOffset At,
    DateTimeOffset? AnsweredAt = null,
    string? Declined = null)
{
    [JsonIgnore]
    public bool Open => AnsweredAt is null;
}

/// <summary>A card sent to the handling unit (提醒卡、催办卡).</summary>
public sealed record Card(
    string No,
    CardType Type,
    ClockKind Clock,
    int Round,
    DateTimeOffset DueAt,
    DateTimeOffset At,
    string? To = null,
    DateTimeOffset? AckAt = null,
    string? Reply = null,
    DateTimeOffset? RepliedAt = null);

/// <summary>A related case, by id and number.</summary>
public sealed record Kinsman(CaseId Id, string No);

/// <summary>How one cycle of a case ended; a reopened case keeps its first result (首次办理结果).</summary>
public sealed record Ending(int Cycle, Outcome Outcome, DateTimeOffset At);

/// <summary>Who tries to settle it before the bureau does (先行和解承办方).</summary>
public sealed record PreSettling(PreSettler To, string Name, VenueId? Venue = null);

/// <summary>What the complainant was asked for (限期补正), and where the case goes when it is there.</summary>
public sealed record MaterialsAsked(string What, DateOnly By, Workflow Before);

/// <summary>Two bureaus that each say it is the other's (管辖争议).</summary>
public sealed record JurisdictionDispute(string With, string Text, bool Escalated = false);

/// <summary>The complainant could not be reached (无法联系): why there is no first reply.</summary>
public sealed record Unreached(DateTimeOffset At, int Attempts, bool Sms);
