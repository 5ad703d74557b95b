namespace OpsMap.Domain.Cases;

/// <summary>Which result fits which case: the kind of case and what the law knows of it decide.</summary>
public static class Outcomes
{
    public static bool Fits(Case state, Outcome outcome) => (state.Kind, state.Legal, outcome) switch
    {
        (CaseKind.Consultation, LegalStage.Pending, Outcome.Answered) => true,
        (CaseKind.Complaint, LegalStage.Agreed, Outcome.Mediated) => true,
        (CaseKind.Complaint, LegalStage.Agreed, Outcome.MediatedOnScene) => state.Directive?.ArrivedAt is not null,
        // nothing accepted yet, so there is no mediation to end first
        (CaseKind.Complaint, LegalStage.Pending, Outcome.SelfSettled or Outcome.Withdrawn) => state.Workflow >= Workflow.Routed,
        _ => false,
    };

    public static IEnumerable<Outcome> Fitting(Case state) => Enum.GetValues<Outcome>().Where(o => Fits(state, o));
}
