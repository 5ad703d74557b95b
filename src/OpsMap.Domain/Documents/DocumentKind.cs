namespace OpsMap.Domain.Documents;

/// <summary>Which document (文书种类): the city's own three, and the ten styles of SAMR.</summary>
public enum DocumentKind
{
    Directive,
    ReminderCard,
    UrgingCard,
    ComplaintForm,
    ReportForm,
    TransferNotice,
    IdentityNotice,
    Acceptance,
    Refusal,
    MediationNotice,
    MediationEnding,
    MediationAgreement,
    ReportResult,
}

/// <summary>Whether a document still holds (文书状态): 有效、已撤回、已被替代.</summary>
public enum DocumentState { Issued, Withdrawn, Superseded }

/// <summary>For whose eyes a copy is (文书副本): masked for the office, in full for the complainant, without the complainant for the respondent.</summary>
public enum DocumentCopy { Masked, Full, Respondent }
