using OpsMap.Domain.Access;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;
using static OpsMap.Domain.Cases.Guards;
using static OpsMap.Domain.Cases.Workflow;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>Within twenty hours, with a reason, and only to the intake unit: it may not pass the case on itself (Order 121 art. 41).</summary>
    private static Decision<CaseEvent> HandBack(Case state, Return command, Actor by, Moment when) =>
        Texts.Required("text", command.Text, 1000) is { } refusal
            ? refusal
            : new ReturnedForJurisdiction(when.Now, command.Reason, command.Text, state.Hops + 1);

    private static Decision<CaseEvent> TakeBack(Case state, TakeInReturn command, Actor by, Moment when) => new ReturnTakenIn(when.Now);

    /// <summary>Told within two hours where it goes now; if nothing was told before, this is also the first reply.</summary>
    private static Decision<CaseEvent> ReplyAgain(Case state, ReReply command, Actor by, Moment when)
    {
        var refused = command.Refused is true;
        var refusal = Texts.Required("text", command.Text, 1000)
            ?? (refused == !string.IsNullOrWhiteSpace(command.Unit) ? new Refusal(Refusals.OneOfTwo, "unit") : null)
            ?? Texts.Optional("unit", command.Unit, 100);
        if (refusal is not null) return refusal;
        var told = new ReReplySent(when.Now, command.Text, refused ? null : command.Unit, refused ? true : null);
        return state.Replied
            ? told
            : All(told, FirstWords(state, when, refused ? AcceptanceAnswer.No : AcceptanceAnswer.Pending, command.Text, command.Unit));
    }

    private static Decision<CaseEvent> Contest(Case state, DisputeJurisdiction command, Actor by, Moment when) =>
        (Texts.Required("with", command.With, 100) ?? Texts.Required("text", command.Text, 1000)) is { } refusal
            ? refusal
            : new JurisdictionDisputed(when.Now, command.With, command.Text);

    /// <summary>Agreed, or designated: it stays, or goes to the other bureau with everything that is still to be done.</summary>
    private static Decision<CaseEvent> EndContest(Case state, SettleDispute command, Actor by, Moment when)
    {
        var county = command.County is { } named && named != state.County ? named : (CountyCode?)null;
        var refusal = Texts.Required("unit", command.Unit, 100)
            ?? Texts.Required("text", command.Text, 1000)
            ?? (county is { } there ? MayMove(state, there, by, when) : null);
        return refusal is not null ? refusal : new DisputeSettled(when.Now, command.Unit, command.Text, county);
    }

    /// <summary>No county gives its work to another by itself, and none leaves a squad behind with it.</summary>
    private static Refusal? MayMove(Case state, CountyCode county, Actor by, Moment when) =>
        by.Role is not Role.CityDispatcher ? new(Refusals.CityMustDecide, "county")
        : Geo.Counties.Find(county) is null || county.IsCity ? new(Refusals.OutOfRange, "county")
        : NoSquadOut(state, by, when) ?? W(Triaging, Reopened, Routed, Investigating, Handling)(state, by, when);

    /// <summary>Anonymous, or three calls unanswered and a message sent: then the missing reply is explained.</summary>
    private static Decision<CaseEvent> GiveUpReaching(Case state, RecordUnreachable command, Actor by, Moment when)
    {
        var contact = state.Registration.OnFile is { HasContact: true };
        var refusal = Texts.Required("text", command.Text, 1000)
            ?? (contact && command.Attempts is null or < CallsBeforeGivingUp
                ? new Refusal(Refusals.AttemptsMissing, "attempts", Facts.Of("min", CallsBeforeGivingUp))
                : null)
            ?? (contact && command.Sms is not true ? new Refusal(Refusals.Required, "sms") : null);
        return refusal is not null
            ? refusal
            : new ComplainantUnreachable(when.Now, command.Text, command.Attempts ?? 0, command.Sms);
    }

    /// <summary>What a formal notice tells when nothing has been told yet.</summary>
    private static FirstReplySent FirstWords(Case state, Moment when, AcceptanceAnswer accepted, string text, string? unit = null) =>
        new(when.Now, when.Now, new ReplyGiven(true, unit ?? UnitOf(state), accepted), text);

    private static string UnitOf(Case state) =>
        state.HandlingUnit ?? Geo.Counties.BureauOf(state.TakenOver ? CountyCode.City : state.County);
}
