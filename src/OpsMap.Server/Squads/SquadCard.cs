using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Triage;

namespace OpsMap.Server.Squads;

/// <summary>A squad as boards and maps show it (分队卡片); its moving position travels apart from it.</summary>
public sealed record SquadCard(
    SquadId Id, int Slot, int Version, string Code, string Name, CountyCode County, SquadKind Kind, SquadState State, IReadOnlyList<Capability> Capabilities,
    int Crew, IReadOnlyList<string> Members, string? Vehicle, string? Radio, string? DutyPhone, CaseId? CaseId, string? CaseNo, int JobsToday, GeoPoint Base, Sos? Sos, PositionDoubt? Health, PhoneReport? Phone,
    UnitId? Station, SquadId? Parent, bool? Retired, IReadOnlyList<NextCase>? Next = null)
{
    public static string Json(Squad s, int version, DateTimeOffset now) => JsonSerializer.Serialize(
        new SquadCard(s.Id, s.Slot, version, s.Code, s.Name, s.County, s.Kind, s.State, s.Capabilities, s.Crew, s.Members, s.Vehicle, s.Radio, s.DutyPhone,
            s.Job?.CaseId, s.Job?.CaseNo, s.JobsToday(now), s.Base, s.Sos, s.Health, s.Phone,
            s.Station, s.Parent, s.Retired ? true : null, s.Next.Count > 0 ? [.. s.Next.Select(n => new NextCase(n.Job.CaseId, n.Job.CaseNo, n.With is null ? null : true))] : null), Wire.Options);
}

/// <summary>A directive that waits behind the squad's job (排队), or is handled together with it (同场).</summary>
public sealed record NextCase(CaseId CaseId, string CaseNo, bool? Alongside);
