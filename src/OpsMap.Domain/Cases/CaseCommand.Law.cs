namespace OpsMap.Domain.Cases;

public abstract partial record CaseCommand
{
    public sealed record Return(ReturnReason Reason, string Text) : CaseCommand;

    public sealed record TakeInReturn : CaseCommand;

    /// <summary>Tells the new unit, or that the complaint will be refused: one of the two.</summary>
    public sealed record ReReply(string Text, string? Unit = null, bool? Refused = null) : CaseCommand;

    public sealed record Refuse(RefusalGround Ground, string Reasons, string Remedies) : CaseCommand;

    /// <summary>Channel and instant of the notice, where the decision is one that the complainant is told.</summary>
    public sealed record Approve(string? Channel = null, DateTimeOffset? ToldAt = null) : CaseCommand;

    public sealed record SendBack(string Reason) : CaseCommand;

    public sealed record PauseForAppraisal(string Institution, string CostSplit) : CaseCommand;

    public sealed record ResumeMediation(string Result) : CaseCommand;

    public sealed record RequestRecusal(string Reason) : CaseCommand;

    public sealed record DecideRecusal(bool Granted, string Text) : CaseCommand;

    public sealed record EndMediation(EndGround Ground, string Text) : CaseCommand;

    public sealed record NotifyEnded(string Channel) : CaseCommand;

    public sealed record FindClue(string Title, string Facts, string? SuspectedLaw = null) : CaseCommand;

    public sealed record ExtendVerification(string Reason) : CaseCommand;

    public sealed record PauseVerification(VerificationPause Why) : CaseCommand;

    public sealed record ResumeVerification : CaseCommand;

    public sealed record FileReport(string Text) : CaseCommand;

    public sealed record NotFile(string Reason) : CaseCommand;

    public sealed record InformReporter(string Channel) : CaseCommand;

    public sealed record DisputeJurisdiction(string With, string Text) : CaseCommand;

    /// <summary>A county: the common superior designates another bureau, and the case goes there.</summary>
    public sealed record SettleDispute(string Unit, string Text, CountyCode? County = null) : CaseCommand;

    public sealed record AckCard(string Card) : CaseCommand;

    public sealed record ReplyCard(string Card, string Text) : CaseCommand;

    /// <summary>Said by the system when a year of the calendar has been loaded.</summary>
    public sealed record ReviewDates : CaseCommand;
}
