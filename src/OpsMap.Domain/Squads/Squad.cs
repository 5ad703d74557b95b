using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Squads;

/// <summary>What a squad is doing (分队状态).</summary>
public enum SquadState { OffDuty, Available, Assigned, Responding, EnRoute, OnScene, Returning, Break }

/// <summary>What sort of squad (分队类别): squad, sub-squad at a station, handling post, specialists.</summary>
public enum SquadKind { Squad, SubSquad, Post, Specialist }

/// <summary>Why a squad's positions are not believed (定位异常): nothing moves like that, or they are shifted as GCJ-02 is.</summary>
public enum PositionDoubt { Teleport, Datum }

/// <summary>A squad as it is entered in the register (分队档案).</summary>
public sealed record SquadEntry(
    string Code,
    string Name,
    CountyCode County,
    SquadKind Kind,
    IReadOnlyList<Capability> Capabilities,
    GeoPoint Base,
    int Slot,
    string? Vehicle = null,
    string? Radio = null,
    string? DutyPhone = null,
    IReadOnlyList<string>? Members = null,
    UnitId? Station = null,
    SquadId? Parent = null)
{
    [JsonIgnore]
    public SquadProfile Profile => new(Name, Kind, Capabilities, Base, Vehicle, Radio, DutyPhone, Members, Station, Parent);
}

/// <summary>What may change about a squad (分队资料): its code, its county and its place in the position frames never do.</summary>
public sealed record SquadProfile(
    string Name,
    SquadKind Kind,
    IReadOnlyList<Capability> Capabilities,
    GeoPoint Base,
    string? Vehicle = null,
    string? Radio = null,
    string? DutyPhone = null,
    IReadOnlyList<string>? Members = null,
    UnitId? Station = null,
    SquadId? Parent = null)
{
    private const int LargestCrew = 20;

    /// <summary>The first thing about it that cannot be.</summary>
    public Refusal? Check() =>
        Texts.Required("name", Name, 50)
        ?? Texts.Optional("vehicle", Vehicle, 20)
        ?? Texts.Optional("radio", Radio, 20)
        ?? Texts.Optional("dutyPhone", DutyPhone, 20)
        ?? Crew(Members)
        ?? (Capabilities.Distinct().Count() == Capabilities.Count ? null : new Refusal(Refusals.Repeated, "capabilities"))
        ?? Geo.Points.Check("base", Base, Geo.Datum.Wgs84);

    /// <summary>The names of a crew: each one said, and no more than there are seats for.</summary>
    internal static Refusal? Crew(IReadOnlyList<string>? members)
    {
        if (members is null) return null;
        if (members.Count > LargestCrew) return new(Refusals.OutOfRange, "members");
        return members.Select(m => Texts.Required("members", m, 50)).FirstOrDefault(r => r is not null);
    }
}

/// <summary>The case a squad is bound to (当前指令), who sent it there, and where that is.</summary>
public sealed record SquadJob(CaseId CaseId, string CaseNo, string By, DateTimeOffset Since, CountyCode County, GeoPoint? Scene = null);

/// <summary>A directive that waits behind the squad's job (排队指令), how far the squad has come with it, and the job it is handled together with if at one place.</summary>
public sealed record NextJob(SquadJob Job, SquadState Stage, CaseId? With = null);

/// <summary>A call for help (紧急求助): since when, by whom, and where the squad was last seen then.</summary>
public sealed record Sos(DateTimeOffset At, string By, string? Note = null, GeoPoint? Point = null);

/// <summary>A fast-response squad (快反分队).</summary>
public sealed partial record Squad
{
    /// <summary>More than this nobody can keep in mind.</summary>
    public const int MostNext = 3;

    public static Squad Nothing { get; } = new();

    public SquadId Id { get; init; }

    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    public CountyCode County { get; init; } = CountyCode.City;

    public SquadKind Kind { get; init; }

    public IReadOnlyList<Capability> Capabilities { get; init; } = [];

    public GeoPoint Base { get; init; }

    /// <summary>The station it is based on (依托市场监管所).</summary>
    public UnitId? Station { get; init; }

    /// <summary>The squad a sub-squad belongs to (上级分队).</summary>
    public SquadId? Parent { get; init; }

    public int Slot { get; init; }

    public string? Vehicle { get; init; }

    public string? Radio { get; init; }

    public string? DutyPhone { get; init; }

    public IReadOnlyList<string> Members { get; init; } = [];

    public SquadState State { get; init; }

    /// <summary>When its last step of duty or its last scene counts: the next step of duty cannot be earlier.</summary>
    public DateTimeOffset Since { get; init; }

    public int Crew { get; init; }

    /// <summary>Which location notice the crew was shown when it clocked on.</summary>
    public string? NoticeVersion { get; init; }

    public SquadJob? Job { get; init; }

    /// <summary>What waits behind the job, in the order it was issued; nothing ever waits for a squad without one.</summary>
    public ImmutableList<NextJob> Next { get; init; } = [];

    public DateTimeOffset? BreakUntil { get; init; }

    /// <summary>What is wrong with the positions its devices send.</summary>
    public PositionDoubt? Health { get; init; }

    /// <summary>What is wrong with its phone; nothing while all is well.</summary>
    public PhoneReport? Phone { get; init; }

    /// <summary>Disbanded or merged (撤销建制): it keeps its history and takes no duty.</summary>
    public bool Retired { get; init; }

    /// <summary>Stands until somebody clears it, whatever the squad does meanwhile.</summary>
    public Sos? Sos { get; init; }

    /// <summary>Local day of <see cref="Jobs"/>.</summary>
    public DateOnly? JobsDay { get; init; }

    public int Jobs { get; init; }

    [JsonIgnore]
    public bool Exists => Id != default;

    /// <summary>May be offered for a directive, also on the way back.</summary>
    [JsonIgnore]
    public bool Assignable => State is SquadState.Available or SquadState.Returning;

    /// <summary>Positions are taken only on duty and never in a break.</summary>
    [JsonIgnore]
    public bool SharesLocation => State is not (SquadState.OffDuty or SquadState.Break);

    public NextJob? Waiting(CaseId caseId) => Next.Find(n => n.Job.CaseId == caseId);

    public int JobsToday(DateTimeOffset now) => JobsDay == CityTime.DayOf(now) ? Jobs : 0;
}
