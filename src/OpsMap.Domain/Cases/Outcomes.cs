namespace OpsMap.Domain.Cases;

/// <summary>Which result fits which case: the kind of case and what the law knows of it decide.</summary>
public static class Outcomes
{
    public static bool Fits(Case state, Outcome outcome) => (state.Kind, state.Legal, outcome) switch
    {
        (CaseKind.Consultation, LegalStage.Pending, Outcome.Answered) => state.FirstReply is not null,
        (CaseKind.Complaint, LegalStage.Agreed, Outcome.Mediated) => true,
        (CaseKind.Complaint, LegalStage.Agreed, Outcome.MediatedOnScene) => state.Directive?.ArrivedAt is not null,
        // nothing accepted yet, so there is no mediation to end first
        (CaseKind.Complaint, LegalStage.Pending, Outcome.SelfSettled or Outcome.Withdrawn) => TakenInHand(state),
        (CaseKind.Complaint, LegalStage.Ended, Outcome.MediationEnded) => true,
        (CaseKind.Complaint, LegalStage.Ended, Outcome.SelfSettled) => state.EndGround is EndGround.E1,
        (CaseKind.Complaint, LegalStage.Ended, Outcome.Withdrawn) => state.EndGround is EndGround.E1,
        (CaseKind.Complaint, LegalStage.NotAccepted, Outcome.NotAccepted) => true,
        (CaseKind.Complaint, LegalStage.Pending, Outcome.PreSettled) => state is { PreSettlement: not null, Workflow: >= Workflow.Closed },
        (_, _, Outcome.Merged) => state.Workflow is Workflow.Merged,
        (_, _, Outcome.TransferredOut) => state.Workflow is Workflow.TransferredOut,
        (CaseKind.Report, LegalStage.Filed, Outcome.ReportFiled) => true,
        (CaseKind.Report, LegalStage.NotFiled, Outcome.ReportNotFiled) => true,
        (CaseKind.Complaint, LegalStage.Pending, Outcome.Unreachable) => state.Unreached is not null && TakenInHand(state),
        (CaseKind.Consultation, LegalStage.Pending, Outcome.Unreachable) => state.Unreached is not null,
        _ => false,
    };

    /// <summary>A unit has it, or the complainant was asked for what is missing.</summary>
    private static bool TakenInHand(Case state) => state.Workflow is Workflow.AwaitingMaterials or >= Workflow.Routed;

    public static IEnumerable<Outcome> Fitting(Case state) => Enum.GetValues<Outcome>().Where(o => Fits(state, o));
}
