using System.Text.Json;

namespace OpsMap.Domain.Cases;

/// <summary>The order to a squad (快速响应指令书) and how far the squad has come.</summary>
public sealed record Directive(string No, int Round, SquadId Squad, DateTimeOffset IssuedAt, PersonId IssuedBy)
{
    /// <summary>Who issued it, by name.</summary>
    public string? Issuer { get; init; }

    public string? Note { get; init; }

    /// <summary>Where the squad belongs.</summary>
    public CountyCode? SquadCounty { get; init; }

    public Override? Override { get; init; }

    public JsonElement? Receipt { get; init; }

    /// <summary>C2 and C3 run from an earlier directive of this case, so acknowledging this one does not move them.</summary>
    public bool KeepsOrigin { get; init; }

    /// <summary>Issuing it also routed the case, from this stage; taking it back undoes that.</summary>
    public Workflow? RoutedFrom { get; init; }

    /// <summary>The squad has another job first (排队).</summary>
    public bool Queued { get; init; }

    /// <summary>It waits only in name: the squad handles it together with that job, at the same place (同场处置).</summary>
    public bool Alongside { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public DateTimeOffset? RespondedAt { get; init; }

    public HandlingMode? Mode { get; init; }

    public DateTimeOffset? DepartedAt { get; init; }

    public DateTimeOffset? ArrivedAt { get; init; }

    public ArrivalProof? ArrivedHow { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}
