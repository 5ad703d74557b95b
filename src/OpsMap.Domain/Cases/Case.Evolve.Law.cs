using OpsMap.Domain.Clocks;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public sealed partial record Case
{
    private bool Decidable => Open && Legal is LegalStage.Pending;

    private bool UnderMediation => Open && Legal is LegalStage.Accepted or LegalStage.Mediating or LegalStage.RecusalReview;

    private bool UnderVerification => Open && Legal is LegalStage.Verifying;

    /// <summary>Acceptance, mediation, verification: what the law knows of the case.</summary>
    private Case? ByLaw(CaseEvent e) => e switch
    {
        ComplaintAccepted a when Decidable =>
            this with
            {
                Legal = LegalStage.Accepted,
                PreComplaint = false,
                AcceptanceUntold = a.TellLater is true,
                Clocks = a.TellLater is true ? Clocks : Clocks.Stop(ClockKind.L1, a.ToldAt ?? a.At),
            },
        AcceptanceTold t when AcceptanceUntold =>
            this with { AcceptanceUntold = false, Clocks = Clocks.Stop(ClockKind.L1, t.ToldAt) },
        RefusalProposed r when Decidable => this with
        {
            Proposal = new(ProposalKind.Refusal, r.By, r.At, r.Reasons, RefusalGround: r.Ground, Remedies: r.Remedies),
        },
        ComplaintNotAccepted n when Decidable => this with
        {
            Legal = LegalStage.NotAccepted,
            RefusalGround = n.Ground,
            Proposal = null,
            Clocks = Clocks.Stop(ClockKind.L1, n.ToldAt ?? n.At),
        },
        ProposalSentBack when Proposal is not null => this with { Proposal = null },

        MediationStarted m when Open && Legal is LegalStage.Accepted => this with
        {
            Legal = LegalStage.Mediating,
            Clocks = m.Reason is null ? Clocks : Clocks.Stop(ClockKind.C5, m.At),
        },
        AppraisalStarted a when Open && Legal is LegalStage.Mediating =>
            this with { Legal = LegalStage.Appraisal, Clocks = Clocks.Pause(a.At, ClockKind.L2, ClockKind.C5) },
        AppraisalEnded a when Open && Legal is LegalStage.Appraisal =>
            this with { Legal = LegalStage.Mediating, Clocks = Clocks.Unpause(a.At, ClockKind.L2, ClockKind.C5) },
        RecusalRequested when Open && Legal is LegalStage.Mediating => this with { Legal = LegalStage.RecusalReview },
        RecusalDecided when Open && Legal is LegalStage.RecusalReview => this with { Legal = LegalStage.Mediating },
        MediationAgreed a when Open && Legal is LegalStage.Mediating => Agreed(a),
        EndingProposed p when UnderMediation =>
            this with { Proposal = new(ProposalKind.Ending, p.By, p.At, p.Text, EndGround: p.Ground) },
        MediationEnded m when UnderMediation || (Open && Legal is LegalStage.Appraisal) => Ended(m),
        EndedNotified n when Clocks.RunningOf(ClockKind.L3) is not null => this with { Clocks = Clocks.Stop(ClockKind.L3, n.At) },

        ClueFound c => this with { Offspring = Offspring.Add(new(c.Report, c.No)) },
        ExtensionProposed p when UnderVerification => this with { Proposal = new(ProposalKind.Extension, p.By, p.At, p.Reason) },
        VerificationExtended when UnderVerification => this with { Extended = true, Proposal = null },
        VerificationPaused p when UnderVerification =>
            this with { VerificationPaused = p.Why, Clocks = Clocks.Pause(p.At, ClockKind.L4) },
        VerificationResumed r when UnderVerification =>
            this with { VerificationPaused = null, Clocks = Clocks.Unpause(r.At, ClockKind.L4) },
        ReportFiled f when UnderVerification => Verified(LegalStage.Filed, f.At),
        ReportNotFiled n when UnderVerification => Verified(LegalStage.NotFiled, n.At),
        ReporterInformed i when Clocks.RunningOf(ClockKind.L5) is not null => this with { Clocks = Clocks.Stop(ClockKind.L5, i.At) },
        _ => null,
    };

    private Case Agreed(MediationAgreed e) => this with
    {
        Legal = LegalStage.Agreed,
        Workflow = Workflow.Handling,
        RecoveredAmount = e.RecoveredAmount ?? RecoveredAmount,
        Proposal = null,
        MaterialsAsked = null,
        Clocks = Clocks.Stop(ClockKind.C5, e.OccurredAt).Stop(ClockKind.L2, e.OccurredAt).Cancel(e.OccurredAt, ClockKind.M1),
    };

    /// <summary>A mediation that failed has been handled all the same.</summary>
    private Case Ended(MediationEnded e) => this with
    {
        Legal = LegalStage.Ended,
        Workflow = Workflow is Workflow.Routed or Workflow.Investigating ? Workflow.Handling : Workflow,
        EndGround = e.Ground,
        Proposal = null,
        Clocks = Clocks.Stop(ClockKind.C5, e.At).Stop(ClockKind.L2, e.At),
    };

    private Case Verified(LegalStage result, DateTimeOffset at) => this with
    {
        Legal = result,
        Workflow = Workflow.Handling,
        Proposal = null,
        VerificationPaused = null,
        Clocks = Clocks.Stop(ClockKind.L4, at),
    };
}
