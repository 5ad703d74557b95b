using OpsMap.Domain.Clocks;

namespace OpsMap.Domain;

/// <summary>When a command is decided, what the device says about when it happened, and the numbers allotted to it.</summary>
public sealed record Moment
{
    public Moment(DateTimeOffset now, DateTimeOffset? occurredAt = null, bool offline = false, Numbers? numbers = null)
    {
        Now = ToMilliseconds(now);
        OccurredAt = occurredAt is { } claimed ? ToMilliseconds(claimed) : null;
        Offline = offline;
        Numbers = numbers;
    }

    /// <summary>Server time, whole milliseconds: what is decided is exactly what is stored.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Device time, if a device spoke.</summary>
    public DateTimeOffset? OccurredAt { get; }

    /// <summary>The device was provably without signal in between.</summary>
    public bool Offline { get; }

    public Numbers? Numbers { get; }

    /// <summary>The county of the squad that the command sends out; the case does not know squads.</summary>
    public CountyCode? SquadCounty { get; init; }

    /// <summary>The working days known now; dates worked out by it are stored, so that history never asks again.</summary>
    public WorkingCalendar Calendar { get; init; } = WorkingCalendar.Empty;

    private static DateTimeOffset ToMilliseconds(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMillisecond));
    }
}

/// <summary>Identifiers that the server allots before the rules decide (登记编号, 指令书编号, 卡号); kin is the case that this one brings about, incident the new one.</summary>
public sealed record Numbers(
    string? CaseNo = null,
    string? DirectiveNo = null,
    CaseId? Case = null,
    string? KinNo = null,
    CaseId? Kin = null,
    string? CardNo = null,
    IncidentId? Incident = null);
