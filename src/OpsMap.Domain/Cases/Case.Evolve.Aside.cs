using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
    /// <summary>The side roads: materials, settlement before the bureau, return, merging, withdrawal, transfer.</summary>
    private Case? Aside(CaseEvent e) => e switch
    {
        MaterialsRequested m when Workflow is Workflow.Triaging or Workflow.Routed =>
            this with
            {
                Workflow = Workflow.AwaitingMaterials,
                MaterialsAsked = new(m.What, m.By, Workflow),
                Clocks = Clocks.StartUntil(ClockKind.M1, m.At, CityTime.StartOf(m.By.AddDays(1)).ToUniversalTime()),
            },
        MaterialsReceived m when Workflow is Workflow.AwaitingMaterials => this with
        {
            Workflow = MaterialsAsked!.Before,
            MaterialsAsked = null,
            PreComplaint = PreComplaint && m.Identity is not true,
            Registration = Registration with { OnFile = m.OnFile ?? Registration.OnFile },
            Clocks = Clocks.Stop(ClockKind.M1, m.At),
        },

        ComplainantCorrected c => this with
        {
            PreComplaint = PreComplaint && c.Identity is not true,
            Registration = Registration with { OnFile = c.OnFile },
        },

        PreSettlementStarted p when Workflow is Workflow.Received or Workflow.Triaging => this with
        {
            Workflow = Workflow.PreSettlement,
            Fast = FastStage.None,
            Determined = false,
            PreSettlement = new(p.To, p.Name, p.Venue),
            Clocks = Clocks.Cancel(p.At, ClockKind.C1, ClockKind.C2, ClockKind.C3, ClockKind.C5, ClockKind.L1),
        },
        CaseEvent.SelfSettled s when Workflow is Workflow.PreSettlement => this with { Clocks = Clocks.Stop(ClockKind.L7, s.At) },
        PreSettlementFailed f when Workflow is Workflow.PreSettlement => this with
        {
            Workflow = Workflow.Triaging,
            PreSettlement = null,
            FastFrom = f.At,
            Clocks = Clocks.Stop(ClockKind.L7, f.At),
        },

        ReturnedForJurisdiction r when Workflow is Workflow.Routed or Workflow.Investigating => this with
        {
            Workflow = Workflow.Returned,
            Hops = r.Hop,
            HandlingUnit = null,
            SignedBy = null,
            Clocks = Clocks.Stop(ClockKind.C7, r.At),
        },
        ReturnTakenIn t when Workflow is Workflow.Returned => this with
        {
            Workflow = Workflow.Triaging,
            FastFrom = t.At,
            Clocks = Clocks.Start(ClockKind.C8, t.At),
        },
        ReReplySent r when Clocks.RunningOf(ClockKind.C8) is not null => this with { Clocks = Clocks.Stop(ClockKind.C8, r.At) },

        CaseSplit s when Open => this with { Offspring = Offspring.Add(new(s.Sibling, s.No)) },
        CaseMerged m when Open => Merged(m),
        ChildJoined c when Open => this with { Children = Children.Add(new(c.Child, c.No)) },
        ComplaintWithdrawn w when Open => Withdrawn(w),
        CaseEvent.TransferredOut t when Open => Over(Workflow.TransferredOut, Cases.Outcome.TransferredOut, t.At),
        _ => null,
    };

    /// <summary>The merged complaint keeps its number, and the clock of its own reply.</summary>
    private Case Merged(CaseMerged e) =>
        Over(Workflow.Merged, Cases.Outcome.Merged, e.At, ClockKind.C4) with { MergedInto = e.Into };

    private Case Withdrawn(ComplaintWithdrawn e) => Legal is LegalStage.Pending
        ? this with { Clocks = Clocks.Cancel(e.At, ClockKind.L1) }
        : this with
        {
            // history from before the end of a mediation was an event of its own
            Legal = LegalStage.Ended,
            EndGround = Cases.EndGround.E1,
            Clocks = Clocks.Stop(ClockKind.L2, e.At),
        };
}
