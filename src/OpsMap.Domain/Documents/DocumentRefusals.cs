namespace OpsMap.Domain.Documents;

/// <summary>Why a document cannot be issued now; all of them conflicts with what the case or the document is.</summary>
public static class DocumentRefusals
{
    public const string NoDirectiveYet = "no-directive-yet";
    public const string NotAcceptedYet = "not-accepted-yet";
    public const string NotRefusedYet = "not-refused-yet";
    public const string NotMediating = "not-mediating";
    public const string MediationNotEnded = "mediation-not-ended";
    public const string NotAgreedYet = "not-agreed-yet";
    public const string MaterialsNotAsked = "materials-not-asked";
    public const string ReportUndecided = "report-undecided";
    public const string CardNotIssued = "card-not-issued";
    public const string NoCountyBelow = "no-county-below";
    public const string FormNotInRules = "form-not-in-rules";
    public const string InForce = "document-in-force";
    public const string NotInForce = "document-not-in-force";
    public const string DoesNotMatch = "document-does-not-match";
    public const string CopyNotMade = "copy-not-made";
}
