using OpsMap.Domain.Geo;
using OpsMap.Domain.Triage;

namespace OpsMap.Domain.Cases;

/// <summary>What is written down when a case comes in (登记), without the complainant's own data.</summary>
public sealed record Registration(
    CaseKind Kind,
    Channel Channel,
    string Title,
    string Facts,
    string Place,
    Respondent? Respondent = null,
    GeoPoint? Point = null,
    Datum? Datum = null,
    CountyCode? County = null,
    Industry? Industry = null,
    IReadOnlyList<Situation>? Situations = null,
    decimal? Amount = null,
    string? External12315No = null,
    string? External12345No = null,
    bool IsVisitor = false,
    DateTimeOffset? LeavesAt = null,
    bool Drill = false,
    DateTimeOffset? OccurredAt = null,
    ComplainantOnFile? OnFile = null,
    bool CountyPending = false,
    VenueId? Venue = null,
    string? SuspectedLaw = null,
    string? Platform = null,
    DateTimeOffset? ReceivedAt = null,
    string? OrderNo = null);

/// <summary>The merchant complained about (被投诉人).</summary>
public sealed record Respondent(string Name, string? Phone = null, string? Address = null);

/// <summary>The complainant's own data (投诉人): stored apart, never in an event.</summary>
public sealed record Complainant(
    string Name,
    string Phone,
    string? Address = null,
    string? IdNo = null,
    bool? ConsentPublish = null,
    bool? ConsentDelegate = null);

/// <summary>What is added to the complainant's data or put right later (补充、更正); what is not said stays as it was.</summary>
public sealed record ComplainantChange(
    string? Name = null,
    string? Phone = null,
    string? Address = null,
    string? IdNo = null,
    bool? ConsentPublish = null,
    bool? ConsentDelegate = null);

/// <summary>All the procedure knows of the complainant.</summary>
public sealed record ComplainantOnFile(
    string NameMasked,
    string PhoneMasked,
    bool HasContact,
    bool? ConsentPublish = null,
    bool? ConsentDelegate = null);
