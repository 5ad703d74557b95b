using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Incidents;

namespace OpsMap.Server.Incidents;

/// <summary>An incident as boards and maps show it (事件卡片); it holds nothing of any complainant.</summary>
public sealed record IncidentCard
{
    public required IncidentId Id { get; init; }
    public required int Version { get; init; }
    public required CountyCode County { get; init; }
    public required IReadOnlyList<CountyCode> Counties { get; init; }
    public required int Level { get; init; }
    public required string Title { get; init; }
    public required string Reason { get; init; }
    public required double Lon { get; init; }
    public required double Lat { get; init; }
    public required int RadiusM { get; init; }
    public required bool Open { get; init; }
    public bool? Drill { get; init; }
    public required string OpenedBy { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required IReadOnlyList<IncidentCase> Cases { get; init; }
    public Commander? Commander { get; init; }
    public string? SharedReply { get; init; }
    public IReadOnlyList<IncidentCase>? Representatives { get; init; }
    public IReadOnlyList<CalledDepartment>? Departments { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? Summary { get; init; }
    /// <summary>Cases that went on after it was closed.</summary>
    public IReadOnlyList<IncidentCase>? StillOpen { get; init; }

    public static string Json(Incident i, int version) => JsonSerializer.Serialize(Of(i, version), Wire.Options);

    private static IncidentCard Of(Incident i, int version) => new()
    {
        Id = i.Id,
        Version = version,
        County = i.County,
        Counties = i.Counties,
        Level = i.Level,
        Title = i.Title,
        Reason = i.Reason,
        Lon = i.Point.Lon,
        Lat = i.Point.Lat,
        RadiusM = i.RadiusM,
        Open = i.Open,
        Drill = i.Drill ? true : null,
        OpenedBy = i.OpenedBy,
        OpenedAt = i.OpenedAt,
        Cases = i.Cases,
        Commander = i.Commander,
        SharedReply = i.SharedReply,
        Representatives = Any(i.Representatives),
        Departments = Any(i.Departments),
        ClosedAt = i.ClosedAt,
        Summary = i.Summary,
        StillOpen = Any(i.StillOpen),
    };

    private static IReadOnlyList<T>? Any<T>(IReadOnlyList<T> list) => list.Count > 0 ? list : null;
}
