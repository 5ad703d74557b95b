using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Cases;

/// <summary>One complaint, report or consultation (工单) in its three regions: workflow, fast response, law.</summary>
public sealed partial record Case
{
    /// <summary>How many pictures a case may have.</summary>
    public const int MostEvidence = 12;

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

    public ImmutableList<Evidence> Evidence { get; init; } = [];

    public Directive? Directive { get; init; }

    /// <summary>How many directives this case has had, recalled and declined ones included.</summary>
    public int Directives { get; init; }

    public Industry Industry { get; init; } = Industry.GeneralDispute;

    /// <summary>Skills the squad must have.</summary>
    public IReadOnlyList<Capability> Capabilities { get; init; } = [];

    public IReadOnlyList<Situation> Situations { get; init; } = [];

    public int Grade { get; init; }

    /// <summary>A person has graded it; no rule changes that any more.</summary>
    public bool GradedByPerson { get; init; }

    /// <summary>The joint determination (综合研判) found it urgent; a box ticked at intake alone is not that.</summary>
    public bool Determined { get; init; }

    public string? HandlingUnit { get; init; }

    public Outcome? Outcome { get; init; }

    /// <summary>Who closed it; somebody else asks the complainant afterwards.</summary>
    public PersonId? ClosedBy { get; init; }

    public decimal? RecoveredAmount { get; init; }

    public ImmutableList<Opinion> Opinions { get; init; } = [];

    public Reply? FirstReply { get; init; }

    public Visit? ReturnVisit { get; init; }

    public RuleSet RuleSet { get; init; }

    public PersonId ReceivedBy { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How often it has been handled: 1, and one more for each reopening.</summary>
    public int Cycle { get; init; } = 1;

    /// <summary>How the cycles so far ended, the first one first.</summary>
    public ImmutableList<Ending> Endings { get; init; } = [];

    /// <summary>How often a unit has handed it back (退单次数).</summary>
    public int Hops { get; init; }

    /// <summary>Where the urgent clocks count from when not from receipt: a return, a failed settlement, a reopening, or the moment it turned urgent later.</summary>
    public DateTimeOffset? FastFrom { get; init; }

    /// <summary>Came by a merchant's code without name and address: not yet a complaint by law (先行诉求).</summary>
    public bool PreComplaint { get; init; }

    /// <summary>Which level took charge of it: a station, or the county itself.</summary>
    public Holder? SignedBy { get; init; }

    /// <summary>The city handles it instead of the county (提级办理).</summary>
    public bool TakenOver { get; init; }

    public PreSettling? PreSettlement { get; init; }

    public MaterialsAsked? MaterialsAsked { get; init; }

    public Unreached? Unreached { get; init; }

    public Proposal? Proposal { get; init; }

    public RefusalGround? RefusalGround { get; init; }

    public EndGround? EndGround { get; init; }

    /// <summary>It has been decided to accept it, and the complainant is still to be told (Order 121 art. 15).</summary>
    public bool AcceptanceUntold { get; init; }

    /// <summary>The verification has its second fifteen days.</summary>
    public bool Extended { get; init; }

    /// <summary>The days of the verification stand still.</summary>
    public VerificationPause? VerificationPaused { get; init; }

    public JurisdictionDispute? Dispute { get; init; }

    public ImmutableList<Supervision> Supervisions { get; init; } = [];

    /// <summary>Supervisions that leadership has asked for.</summary>
    public ImmutableList<SupervisionRequest> SupervisionRequests { get; init; } = [];

    public ImmutableList<Card> Cards { get; init; } = [];

    /// <summary>Dissatisfied at the return visit: somebody looks into it (回访复核).</summary>
    public bool UnderReview { get; init; }

    /// <summary>The review found that it must be handled again.</summary>
    public bool ReviewSaysReopen { get; init; }

    public bool? Published { get; init; }

    public KinTie? Tie { get; init; }

    /// <summary>The case it was split off from or found in.</summary>
    public Kinsman? From { get; init; }

    public CaseId? MergedInto { get; init; }

    /// <summary>Cases merged into this one; each still gets its own reply.</summary>
    public ImmutableList<Kinsman> Children { get; init; } = [];

    /// <summary>Cases split off from this one or found in it.</summary>
    public ImmutableList<Kinsman> Offspring { get; init; } = [];

    /// <summary>The incident it is part of, or was the last one part of.</summary>
    public IncidentId? Incident { get; init; }

    /// <summary>That incident has ended; the case may become part of another.</summary>
    public bool IncidentOver { get; init; }

    [JsonIgnore]
    public bool Exists => Id != default;

    [JsonIgnore]
    public CaseKind Kind => Registration.Kind;

    [JsonIgnore]
    public Channel Channel => Registration.Channel;

    [JsonIgnore]
    public bool Open => Exists && Workflow < Workflow.Closed;

    /// <summary>Part of an incident that is still open.</summary>
    [JsonIgnore]
    public bool InIncident => Incident is not null && !IncidentOver;

    /// <summary>The county owns it unless it is the city's own or the city has taken it over.</summary>
    [JsonIgnore]
    public bool CityOwns => County.IsCity || TakenOver;

    /// <summary>The venue whose staff may settle it.</summary>
    [JsonIgnore]
    public VenueId? Venue => PreSettlement?.Venue ?? Registration.Venue;

    /// <summary>The first reply is out, or cannot be given and that is on record.</summary>
    [JsonIgnore]
    public bool Replied => FirstReply is not null || Unreached is not null;

    /// <summary>A squad is bound to this case now.</summary>
    [JsonIgnore]
    public bool SquadOut => Fast is FastStage.DirectiveIssued or FastStage.DirectiveReceived or FastStage.Responded
        or FastStage.RemoteHandling or FastStage.EnRoute or FastStage.OnScene;

    [JsonIgnore]
    public SquadId? ActiveSquad => SquadOut ? Directive?.Squad : null;

    /// <summary>The county whose squad helps out here now (支援县区); it sees the case for as long.</summary>
    [JsonIgnore]
    public CountyCode? Helper => SquadOut && Directive?.SquadCounty is { } own && own != County ? own : null;
}

/// <summary>One voice in the joint determination.</summary>
public sealed record Opinion(DateTimeOffset At, OpinionUnit Unit, string Text);

/// <summary>The first reply (首次回应) as it was sent.</summary>
public sealed record Reply(DateTimeOffset At, ReplyGiven Given);

/// <summary>The return visit (回访) and its two answers.</summary>
public sealed record Visit(DateTimeOffset At, bool Reached, int? ProcessScore = null, int? ResultScore = null);
