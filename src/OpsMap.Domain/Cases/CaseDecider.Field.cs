using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using static OpsMap.Domain.Cases.CaseCommand;
using static OpsMap.Domain.Cases.CaseEvent;

namespace OpsMap.Domain.Cases;

public static partial class CaseDecider
{
    /// <summary>A fix worse than this says nothing about a fence.</summary>
    private const double WorstFenceAccuracyMetres = 1000;

    /// <summary>The first answer stops C2; a later one may only change the mode.</summary>
    private static Decision<CaseEvent> Contact(Case state, Respond command, Actor by, Moment when)
    {
        var directive = state.Directive!;
        if (directive.Mode == command.Mode) return new Refusal(Refusals.AlreadyDecided, "mode");
        var refusal = Texts.Required("text", command.Text, 1000)
            ?? (command.ContactAt > when.Now + Judgement.Skew ? new Refusal(Refusals.OutOfRange, "contactAt") : null)
            ?? Reached(command)
            ?? (command.FirstReply is { } given ? Complete("firstReply.", given) : null);
        if (refusal is not null) return refusal;

        var judged = Judgement.Of(when, directive.RespondedAt ?? directive.ReceivedAt!.Value);
        var responded = new SquadResponded(when.Now, judged.At, command.Mode, command.Text, command.ContactAt, command.Attempts, command.Sms)
        {
            Disbelieved = judged.Disbelieved,
            OnBehalf = OnBehalf(by),
        };
        // an intake clerk may have replied meanwhile: the first one counts, and the squad's answer still does
        return command.FirstReply is { } reply && !state.Replied
            ? All(responded, new FirstReplySent(when.Now, judged.At, reply) { OnBehalf = OnBehalf(by) })
            : responded;
    }

    private static Decision<CaseEvent> SetOut(Case state, Depart command, Actor by, Moment when)
    {
        var judged = Judgement.Of(when, state.Directive!.RespondedAt!.Value);
        return new SquadEnRoute(when.Now, judged.At) { Disbelieved = judged.Disbelieved, OnBehalf = OnBehalf(by) };
    }

    private static Decision<CaseEvent> Reach(Case state, Arrive command, Actor by, Moment when)
    {
        var refusal = Texts.Optional("remark", command.Remark, 500)
            ?? Texts.Optional("venueCode", command.VenueCode, 100)
            ?? (command.Point is { } p ? Points.Check("point", p, Datum.Wgs84) : null)
            ?? Proven(command, by);
        if (refusal is not null) return refusal;

        var judged = Judgement.Of(when, state.Directive!.DepartedAt ?? state.Directive.RespondedAt!.Value);
        return new ArrivedOnScene(
            when.Now,
            judged.At,
            command.How,
            command.Point,
            command.Point is { } here && state.Point is { } there ? Math.Round(here.MetresTo(there)) : null,
            command.AccuracyM,
            command.Remark,
            command.VenueCode)
        {
            Disbelieved = judged.Disbelieved,
            OnBehalf = OnBehalf(by),
        };
    }

    /// <summary>One arrival counts for every complaint at the place (同场处置); who had only acknowledged answers the complainant in person.</summary>
    private static Decision<CaseEvent> ReachTogether(Case state, ArriveAlongside command, Actor by, Moment when)
    {
        var directive = state.Directive!;
        var begun = directive.RespondedAt ?? directive.ReceivedAt!.Value;
        var at = command.OccurredAt > begun ? command.OccurredAt : begun;
        var arrived = new ArrivedOnScene(
            when.Now,
            at,
            command.How,
            command.Point,
            command.Point is { } here && state.Point is { } there ? Math.Round(here.MetresTo(there)) : null,
            command.AccuracyM,
            With: command.With,
            WithNo: command.WithNo);
        return state.Fast is FastStage.DirectiveReceived
            ? All(new SquadResponded(when.Now, at, HandlingMode.OnSite, $"与{command.WithNo}同场处置，到场当面回应"), arrived)
            : arrived;
    }

    private static Decision<CaseEvent> Leave(Case state, FinishScene command, Actor by, Moment when)
    {
        if (Texts.Optional("note", command.Note, 1000) is { } refusal) return refusal;
        var judged = Judgement.Of(when, LastFieldStep(state));
        return new SceneFinished(when.Now, judged.At, command.Note) { Disbelieved = judged.Disbelieved, OnBehalf = OnBehalf(by) };
    }

    /// <summary>A picture may come hours late from a phone that was silent, but neither from the future nor from before the case.</summary>
    private static Decision<CaseEvent> Secure(Case state, AddEvidence command, Actor by, Moment when)
    {
        var judged = Judgement.Of(new Moment(when.Now, command.TakenAt, when.Offline || command.Offline), state.ReceivedAt);
        return new EvidenceAdded(
            when.Now, command.Evidence, command.Kind, command.Sha256, judged.At, command.Alone, judged.Disbelieved, when.Now - judged.At > Judgement.Believed ? true : null);
    }

    /// <summary>Nobody answered: after three calls a message that says how it will be handled counts as the response.</summary>
    private static Refusal? Reached(Respond command) => command.Attempts switch
    {
        null => null,
        < CallsBeforeGivingUp => new(Refusals.AttemptsMissing, "attempts", Facts.Of("min", CallsBeforeGivingUp)),
        _ when command.Sms is not true => new(Refusals.Required, "sms"),
        _ => null,
    };

    private static Refusal? Proven(Arrive command, Actor by) => command switch
    {
        { AccuracyM: < 0 or double.NaN or double.PositiveInfinity } => new(Refusals.OutOfRange, "accuracyM"),
        { How: ArrivalProof.Fence, Point: null } => new(Refusals.ArrivalProofMissing, "point"),
        { How: ArrivalProof.Fence, AccuracyM: > WorstFenceAccuracyMetres } => new(Refusals.ArrivalProofMissing, "accuracyM"),
        { How: ArrivalProof.Manual } when by.Role is Role.System => new(Refusals.ArrivalProofMissing, "how"),
        { How: ArrivalProof.Manual, Point: null } => Texts.Required("remark", command.Remark, 500) is null
            ? null
            : new(Refusals.ArrivalProofMissing, "remark"),
        _ => null,
    };

    private static DateTimeOffset LastFieldStep(Case state) =>
        state.Directive is { } d ? d.FinishedAt ?? d.ArrivedAt ?? d.DepartedAt ?? d.RespondedAt ?? d.IssuedAt : state.ReceivedAt;

    private static Refusal? Complete(string at, ReplyGiven reply) =>
        !reply.Received
            ? new(Refusals.Required, at + "received")
            : Texts.Required(at + "handlingUnit", reply.HandlingUnit, 100);
}
