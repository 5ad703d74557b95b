using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Domain.Triage;

namespace OpsMap.Server.Cases;

/// <summary>A case as lists and maps show it (工单卡片): everything masked here, in the server.</summary>
public sealed record CaseCard
{
    public required CaseId Id { get; init; }
    public required string No { get; init; }
    public required int Version { get; init; }
    public required CountyCode County { get; init; }
    public required CaseKind Kind { get; init; }
    public required Channel Channel { get; init; }
    public required string Title { get; init; }
    public required Industry Industry { get; init; }
    public required IReadOnlyList<Situation> Situations { get; init; }
    public required string Place { get; init; }
    public double? Lon { get; init; }
    public double? Lat { get; init; }
    public bool? CountyPending { get; init; }
    public required int Grade { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required Workflow Workflow { get; init; }
    public required FastStage Fast { get; init; }
    public required LegalStage Legal { get; init; }
    /// <summary>The joint determination has found it urgent; until then a ticked situation is only somebody's word.</summary>
    public bool? Determined { get; init; }
    public SquadId? Squad { get; init; }
    public string? DirectiveNo { get; init; }
    /// <summary>The squad has another job first (排队).</summary>
    public bool? Queued { get; init; }
    /// <summary>The squad handles it together with that job, at the same place (同场处置).</summary>
    public bool? Alongside { get; init; }
    public string? Respondent { get; init; }
    public ComplainantOnFile? Complainant { get; init; }
    public bool? IsVisitor { get; init; }
    public DateTimeOffset? LeavesAt { get; init; }
    public required IReadOnlyList<ClockView> Clocks { get; init; }
    public Outcome? Outcome { get; init; }
    public decimal? RecoveredAmount { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public bool? Drill { get; init; }
    /// <summary>The handling unit (承办单位).</summary>
    public string? Unit { get; init; }
    public required RuleSet RuleSet { get; init; }
    public required int Cycle { get; init; }
    public int? Hops { get; init; }
    /// <summary>Who owns it: <c>county</c>, or <c>city</c> when it is the city's own or was taken over.</summary>
    public required string Owner { get; init; }
    /// <summary>Whose turn it is now (当前责任环节).</summary>
    public required Turn Turn { get; init; }
    public ProposalView? Proposal { get; init; }
    public IReadOnlyList<Supervision>? Supervisions { get; init; }
    /// <summary>Supervisions leadership has asked for and nobody has answered (督办建议).</summary>
    public IReadOnlyList<SupervisionRequest>? SupervisionRequests { get; init; }
    /// <summary>A person has graded it (人工定级).</summary>
    public bool? GradedByPerson { get; init; }
    /// <summary>Accepted, and the complainant still to be told (待告知受理).</summary>
    public bool? AcceptanceUntold { get; init; }
    /// <summary>Reminder and urging cards nobody has answered yet (待回复的提醒卡、催办卡).</summary>
    public IReadOnlyList<Card>? Cards { get; init; }
    public IncidentId? Incident { get; init; }
    /// <summary>That incident has ended.</summary>
    public bool? IncidentOver { get; init; }
    public CaseId? MergedInto { get; init; }
    public IReadOnlyList<Kinsman>? Children { get; init; }
    public Kinsman? SplitFrom { get; init; }
    public Kinsman? ClueOf { get; init; }
    public IReadOnlyList<Kinsman>? Offspring { get; init; }
    public bool? PreComplaint { get; init; }
    public bool? UnderReview { get; init; }
    public VenueId? Venue { get; init; }
    /// <summary>The platform the shop is on (网购平台), if it is an online shop.</summary>
    public string? Platform { get; init; }

    public static string Json(Case c, int version) => JsonSerializer.Serialize(Of(c, version), Wire.Options);

    public static CaseCard Of(Case c, int version) => new()
    {
        Id = c.Id,
        No = c.No,
        Version = version,
        County = c.County,
        Kind = c.Kind,
        Channel = c.Channel,
        Title = c.Registration.Title,
        Industry = c.Industry,
        Situations = c.Situations,
        Place = c.Registration.Place,
        Lon = c.Point?.Lon,
        Lat = c.Point?.Lat,
        CountyPending = c.Registration.CountyPending ? true : null,
        Grade = c.Grade,
        ReceivedAt = c.ReceivedAt,
        Workflow = c.Workflow,
        Fast = c.Fast,
        Legal = c.Legal,
        Determined = c.Determined ? true : null,
        Squad = c.Directive?.Squad,
        DirectiveNo = c.Directive?.No,
        Queued = c.Directive is { Queued: true } ? true : null,
        Alongside = c.Directive is { Alongside: true } ? true : null,
        Respondent = c.Registration.Respondent?.Name,
        Complainant = c.Registration.OnFile,
        IsVisitor = c.Registration.IsVisitor ? true : null,
        LeavesAt = c.Registration.LeavesAt,
        Clocks = [.. c.Clocks.Select(clock => ClockView.Of(clock, c))],
        Outcome = c.Outcome,
        RecoveredAmount = c.RecoveredAmount,
        ClosedAt = c.ClosedAt,
        Drill = c.Registration.Drill ? true : null,
        Unit = c.HandlingUnit,
        RuleSet = c.RuleSet,
        Cycle = c.Cycle,
        Hops = c.Hops > 0 ? c.Hops : null,
        Owner = c.CityOwns ? "city" : "county",
        Turn = Holders.Of(c),
        Proposal = c.Proposal is { } p ? new ProposalView(p.Kind, p.By, p.At) : null,
        Supervisions = Any(c.Supervisions),
        SupervisionRequests = c.Open ? Any(c.SupervisionRequests.FindAll(r => r.Open)) : null,
        GradedByPerson = c.GradedByPerson ? true : null,
        AcceptanceUntold = c.AcceptanceUntold ? true : null,
        Cards = Any(c.Cards.FindAll(note => note.RepliedAt is null)),
        Incident = c.Incident,
        IncidentOver = c.IncidentOver ? true : null,
        MergedInto = c.MergedInto,
        Children = Any(c.Children),
        SplitFrom = c.Tie is KinTie.Split ? c.From : null,
        ClueOf = c.Tie is KinTie.Clue ? c.From : null,
        Offspring = Any(c.Offspring),
        PreComplaint = c.PreComplaint ? true : null,
        UnderReview = c.UnderReview ? true : null,
        Venue = c.Venue,
        Platform = c.Registration.Platform,
    };

    private static IReadOnlyList<T>? Any<T>(IReadOnlyList<T> list) => list.Count > 0 ? list : null;
}

/// <summary>That something waits for a second person (待审批); the words of it are in the case's detail.</summary>
public sealed record ProposalView(ProposalKind Kind, PersonId By, DateTimeOffset At);

/// <summary>A clock as a browser needs it to count down by itself (倒计时).</summary>
public sealed record ClockView(
    ClockKind Kind, int Round, DateTimeOffset Start, DateTimeOffset Due, IReadOnlyList<DateTimeOffset> Warnings, DateTimeOffset? Stopped, bool? Cancelled, bool? Met,
    bool? Paused = null, DateTimeOffset? PausedAt = null, bool? Provisional = null, DateTimeOffset? Reminder = null, DateTimeOffset? Urging = null, IReadOnlyList<string>? Passed = null, Turn? Turn = null,
    IReadOnlyList<Pause>? Pauses = null)
{
    /// <summary>While it runs it also says whose turn it is (计时归属).</summary>
    public static ClockView Of(Clock c, Case of) => new(c.Kind, c.Round, c.Start, c.Due, c.Warnings, c.StoppedAt, c.Cancelled ? true : null, c.Met,
        c.PausedAt is null ? null : true, c.PausedAt, c.Provisional ? true : null, c.Reminder, c.Urging, c.Passed, c.Running ? Holders.Of(of, c.Kind) : null,
        c.Pauses.Count > 0 ? c.Pauses : null);
}
