using OpsMap.Domain.Cases;

namespace OpsMap.Domain.Clocks;

/// <summary>Whose turn it is while a clock runs (责任环节).</summary>
public enum Holder { Centre, County, Station, Squad, Merchant, Complainant }

/// <summary>Whose turn it is, and the unit by name if there is one.</summary>
public sealed record Turn(Holder Holder, string? Unit = null);

/// <summary>To whom each second of a clock is billed (计时归属); the first receiver keeps it until the next one signs.</summary>
public static class Holders
{
    public static Turn Of(Case state) => state switch
    {
        { Workflow: Workflow.PreSettlement } => new(Holder.Merchant, state.PreSettlement?.Name),
        { Workflow: Workflow.AwaitingMaterials } => new(Holder.Complainant),
        { SquadOut: true } => OfSquad(state),
        { Workflow: Workflow.Received or Workflow.Triaging or Workflow.Returned or Workflow.Reopened } => new(Holder.Centre),
        { TakenOver: true } => new(Holder.Centre, state.HandlingUnit),
        { SignedBy: { } signer } => new(signer, state.HandlingUnit),
        { Directive: not null } => OfSquad(state),
        _ => new(Holder.Centre),
    };

    /// <summary>Some clocks are one party's own, whatever the stage.</summary>
    public static Turn Of(Case state, ClockKind clock) => clock switch
    {
        ClockKind.C1 or ClockKind.C8 => new(Holder.Centre),
        ClockKind.C2 or ClockKind.C3 or ClockKind.Ack => state.SquadOut ? OfSquad(state) : new(Holder.Centre),
        ClockKind.C7 => new(state.SignedBy ?? Holder.County, state.HandlingUnit),
        ClockKind.L6 or ClockKind.L8 => new(Holder.County, state.HandlingUnit),
        ClockKind.L7 => new(Holder.Merchant, state.PreSettlement?.Name),
        _ => Of(state),
    };

    private static Turn OfSquad(Case state) => new(Holder.Squad, state.Directive?.Squad.ToString());
}
