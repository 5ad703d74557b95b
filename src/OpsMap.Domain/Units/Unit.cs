using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Units;

/// <summary>What kind of office a unit is (单位类别): the three levels 市、县、所 and what stands beside them.</summary>
public enum UnitKind
{
    CityBureau,
    CountyBureau,
    ZoneBureau,
    Station,
    Section,
    Centre,
    Team,
    Association,
}

/// <summary>What a person is to a unit (任职): its head, its leading group, its coordinator.</summary>
public enum Post
{
    Head,
    Deputy,
    LeadingHead,
    LeadingDeputy,
    LeadingMember,
    Coordinator,
}

/// <summary>A person in a post (任职人员).</summary>
public sealed record Officer(Post Post, string Name, string? Title = null, string? Phone = null);

/// <summary>A unit (单位) as an administrator describes it.</summary>
public sealed record UnitSaid(
    CountyCode County,
    UnitKind Kind,
    string Name,
    string? Code = null,
    UnitId? Parent = null,
    string? Phone = null,
    string? Address = null,
    GeoPoint? Point = null,
    IReadOnlyList<Industry>? Industries = null,
    SquadId? Squad = null,
    IReadOnlyList<Officer>? People = null,
    bool Closed = false,
    int Sort = 0)
{
    public const int MostPeople = 60;

    public bool IsBureau => Kind is UnitKind.CityBureau or UnitKind.CountyBureau or UnitKind.ZoneBureau;

    public Refusal? Check() =>
        Texts.Required("unit.name", Name, 50)
        ?? Known()
        ?? CheckCode()
        ?? Texts.Optional("unit.phone", Phone, 30)
        ?? Texts.Optional("unit.address", Address, 200)
        ?? (Point is { } point ? Points.Check("unit.point", point, Datum.Wgs84) : null)
        ?? (Industries is { } queues && queues.Distinct().Count() != queues.Count ? new Refusal(Refusals.Repeated, "unit.industries") : null)
        ?? (!IsBureau && Parent is null ? new Refusal(Refusals.Required, "unit.parent") : null)
        ?? (Sort is < 0 or > 9999 ? new Refusal(Refusals.OutOfRange, "unit.sort") : null)
        ?? CheckPeople();

    private Refusal? Known() =>
        Kind switch
        {
            UnitKind.CityBureau => County.IsCity,
            UnitKind.CountyBureau => Counties.Find(County) is not null && !County.IsZone,
            UnitKind.ZoneBureau => Counties.Find(County) is not null && County.IsZone,
            UnitKind.Station => Counties.Find(County) is not null,
            UnitKind.Section or UnitKind.Centre or UnitKind.Team or UnitKind.Association => County.IsCity || Counties.Find(County) is not null,
        }
            ? null
            : new(Refusals.OutOfRange, "unit.county");

    private Refusal? CheckCode() =>
        Code is null || (Code.Length is >= 2 and <= 20 && Code.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '-'))
            ? null
            : new(Refusals.OutOfRange, "unit.code");

    private Refusal? CheckPeople()
    {
        if (People is null) return null;
        if (People.Count > MostPeople) return new(Refusals.TooLong, "unit.people", Facts.Of("max", MostPeople));
        for (var i = 0; i < People.Count; i++)
        {
            var (at, person) = ($"unit.people[{i}].", People[i]);
            if ((Texts.Required(at + "name", person.Name, 30) ?? Texts.Optional(at + "title", person.Title, 30) ?? Texts.Optional(at + "phone", person.Phone, 30)) is { } refusal) return refusal;
            // 领导组 is a bureau's; a station has a head
            if (!IsBureau && person.Post is Post.LeadingHead or Post.LeadingDeputy or Post.LeadingMember) return new(Refusals.OutOfRange, at + "post");
            if (person.Post is Post.Head or Post.LeadingHead && People.Take(i).Any(p => p.Post == person.Post)) return new(Refusals.Repeated, at + "post");
        }
        return null;
    }
}
