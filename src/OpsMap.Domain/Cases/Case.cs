using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Cases;

/// <summary>One complaint, report or consultation (工单) in its three regions: workflow, fast response, law.</summary>
public sealed partial record Case
{
    public static Case Nothing { get; } = new();

    public CaseId Id { get; init; }

    /// <summary>登记编号.</summary>
    public string No { get; init; } = "";

    public Registration Registration { get; init; } = new(CaseKind.Complaint, Channel.Other, "", "", "");

    public CountyCode County { get; init; } = CountyCode.City;

    /// <summary>WGS-84, whatever datum it was reported in.</summary>
    public GeoPoint? Point { get; init; }

    public Workflow Workflow { get; init; }

    public FastStage Fast { get; init; }

    public LegalStage Legal { get; init; }

    public ImmutableList<Clock> Clocks { get; init; } = [];

    public Directive? Directive { get; init; }

    /// <summary>How many directives this case has had, recalled and declined ones included.</summary>
    public int Directives { get; init; }

    public Industry Industry { get; init; } = Industry.GeneralDispute;

    /// <summary>Skills the squad must have.</summary>
    public IReadOnlyList<Capability> Capabilities { get; init; } = [];

    public IReadOnlyList<Situation> Situations { get; init; } = [];

    public int Grade { get; init; }

    /// <summary>The joint determination (综合研判) found it urgent; a box ticked at intake alone is not that.</summary>
    public bool Determined { get; init; }

    public string? HandlingUnit { get; init; }

    public Outcome? Outcome { get; init; }

    public decimal? RecoveredAmount { get; init; }

    public ImmutableList<Opinion> Opinions { get; init; } = [];

    public Reply? FirstReply { get; init; }

    public Visit? ReturnVisit { get; init; }

    public RuleSet RuleSet { get; init; }

    public PersonId ReceivedBy { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    [JsonIgnore]
    public bool Exists => Id != default;

    [JsonIgnore]
    public CaseKind Kind => Registration.Kind;

    [JsonIgnore]
    public Channel Channel => Registration.Channel;

    [JsonIgnore]
    public bool Open => Exists && Workflow < Workflow.Closed;

    /// <summary>A squad is bound to this case now.</summary>
    [JsonIgnore]
    public bool SquadOut => Fast is FastStage.DirectiveIssued or FastStage.DirectiveReceived or FastStage.Responded
        or FastStage.RemoteHandling or FastStage.EnRoute or FastStage.OnScene;

    [JsonIgnore]
    public SquadId? ActiveSquad => SquadOut ? Directive?.Squad : null;
}

/// <summary>One voice in the joint determination.</summary>
public sealed record Opinion(DateTimeOffset At, OpinionUnit Unit, string Text);

/// <summary>The first reply (首次回应) as it was sent.</summary>
public sealed record Reply(DateTimeOffset At, ReplyGiven Given);

/// <summary>The return visit (回访) and its two answers.</summary>
public sealed record Visit(DateTimeOffset At, bool Reached, int? ProcessScore = null, int? ResultScore = null);
