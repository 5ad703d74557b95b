using OpsMap.Domain.Access;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>A clue found on the way becomes a report of its own, with its own fifteen working days (Order 121 art. 27).</summary>
    private static Decision<CaseEvent> Discover(Case state, FindClue command, Actor by, Moment when) =>
        Half(command.Title, command.Facts, command.SuspectedLaw) is { } refusal
            ? refusal
            : new ClueFound(when.Now, KinOf(when), KinNoOf(when), command.Title, command.Facts, command.SuspectedLaw);

    private static Decision<CaseEvent> AskForMoreTime(Case state, ExtendVerification command, Actor by, Moment when) =>
        Texts.Required("reason", command.Reason, 500) is { } refusal ? refusal : new ExtensionProposed(when.Now, by.Id, command.Reason);

    private static Decision<CaseEvent> HaveTested(Case state, PauseVerification command, Actor by, Moment when) =>
        new VerificationPaused(when.Now, command.Why);

    private static Decision<CaseEvent> VerifyOn(Case state, ResumeVerification command, Actor by, Moment when) =>
        new VerificationResumed(when.Now);

    private static Decision<CaseEvent> FileIt(Case state, FileReport command, Actor by, Moment when) =>
        Texts.Required("text", command.Text, 2000) is { } refusal ? refusal : new ReportFiled(when.Now, command.Text);

    private static Decision<CaseEvent> LeaveUnfiled(Case state, NotFile command, Actor by, Moment when) =>
        Texts.Required("reason", command.Reason, 2000) is { } refusal ? refusal : new ReportNotFiled(when.Now, command.Reason);

    private static Decision<CaseEvent> Inform(Case state, InformReporter command, Actor by, Moment when) =>
        Texts.Required("channel", command.Channel, 50) is { } refusal ? refusal : new ReporterInformed(when.Now, command.Channel);

    private static Refusal? Half(string title, string facts, string? suspectedLaw) =>
        Texts.Required("title", title, 100)
        ?? Texts.Required("facts", facts, 5000)
        ?? Texts.Optional("suspectedLaw", suspectedLaw, 500);

    private static CaseId KinOf(Moment when) => when.Numbers?.Kin ?? throw new ArgumentException("the related case has no id", nameof(when));

    private static string KinNoOf(Moment when) => when.Numbers?.KinNo ?? throw new ArgumentException("the related case has no number", nameof(when));
}
