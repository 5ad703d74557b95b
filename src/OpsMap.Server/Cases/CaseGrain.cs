using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Server.Clocks;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>
/// Decides in memory, commits, then applies: if the commit fails, memory is still true.
/// A step that concerns a squad is one commit over both streams, fenced by both versions.
/// </summary>
[Orleans.Placement.RandomPlacement]
public sealed partial class CaseGrain(Ledger ledger, Calendars calendars, TimeProvider clock, ILogger<CaseGrain> log) : Grain, ICaseGrain
{
    private const int Attempts = 4;

    private Case _case = Case.Nothing;
    private int _version;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => CatchUp(cancellationToken);

    public Task Refresh() => CatchUp(CancellationToken.None);

    public async Task<CommandAnswer> Handle(CaseEnvelope envelope)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(envelope, fresh: attempt > 1);
            }
            catch (CommandRepeatedException e)
            {
                await CatchUp(CancellationToken.None);
                return await Repeat(envelope) ?? throw new InvalidOperationException("a repeated command has no answer", e);
            }
            catch (Exception e) when (e is VersionConflictException or AssignmentTakenException)
            {
                if (attempt == Attempts) throw new LedgerUnavailableException(e);
                LogConflict(log, this.GetPrimaryKey(), envelope.Command.GetType().Name, attempt);
                await CatchUp(CancellationToken.None);
            }
        }
    }

    private async Task<CommandAnswer> Attempt(CaseEnvelope envelope, bool fresh)
    {
        var now = clock.GetUtcNow();
        var (refusal, steps, kin) = await Prepare(envelope, now, fresh);
        if (refusal is not null) return await Refuse(envelope, refusal);

        var act = await Commit(envelope, now, steps, kin);
        (_case, _version) = (act.After, act.Version);
        foreach (var (squad, step, _) in steps) await GrainFactory.Squad(squad).Adopt(step.Version + step.Events.Length);
        foreach (var relative in kin.Known) await GrainFactory.Case(relative).Refresh();
        return CommandAnswer.Done(_version, act.Card);
    }

    /// <summary>Asks the rules, and the squads that would be concerned; changes nothing.</summary>
    private async Task<(Refusal? Refusal, IReadOnlyList<SquadStep> Steps, Relatives Kin)> Prepare(CaseEnvelope envelope, DateTimeOffset now, bool fresh)
    {
        var decision = CaseDecider.Decide(_case, envelope.Command, envelope.By, Moment(envelope, now, CaseNumbers.For(envelope.Command, now)?.Pending));
        var no = (decision as Decision<CaseEvent>.Refused)?.Refusal;
        // who was first says more than that the page was old
        if (no is { Kind: RefusalKind.OtherCounty or RefusalKind.WrongRole } or { Code: Refusals.DirectiveOut }) return (no, [], Relatives.None);
        if (envelope.ExpectedVersion is { } expected && expected != _version) return (Answers.Stale(_version), [], Relatives.None);
        if (decision is not Decision<CaseEvent>.Accepted { Events: var events }) return (no, [], Relatives.None);

        var steps = new List<SquadStep>();
        foreach (var (cause, squad, command) in events.SelectMany(e => Reactions.Of(_case, e).Select(r => (e, r.Squad, r.Command))))
        {
            var step = await GrainFactory.Squad(squad).Prepare(command, envelope.By, now, fresh);
            if (step.Refusal is { } squadsNo) return (squadsNo, [], Relatives.None);
            steps.Add(new SquadStep(squad, step, cause));
        }
        var kin = await Relatives.Of(ledger, _case, events, steps);
        var kinsNo = kin.Decide(_case, events, steps, now, calendars.Current).Refusal;
        // what a squad remembers of its other cases may be old; what the ledger says is not
        return kinsNo is not null && !fresh && steps.Count > 0 ? await Prepare(envelope, now, fresh: true) : (kinsNo, steps, kin);
    }

    /// <summary>A command that brings a number into the world draws it inside its own transaction and is decided with it there.</summary>
    private async Task<CaseAct> Commit(CaseEnvelope envelope, DateTimeOffset now, IReadOnlyList<SquadStep> steps, Relatives kin)
    {
        switch (CaseNumbers.For(envelope.Command, now))
        {
            case { Gapless: true } series:
                CaseAct? numbered = null;
                await ledger.CommitNumbered(series.Kind, series.Period, n => (numbered = Act(series.Named(n))).Entry);
                return numbered!;
            case { } series:
                var registered = Act(series.Named(await ledger.Draw(series.Kind, series.Period)));
                await ledger.Commit(registered.Entry);
                return registered;
            default:
                var act = Act(null);
                await ledger.Commit(act.Entry);
                return act;
        }

        CaseAct Act(Numbers? numbers)
        {
            var sent = steps.FirstOrDefault(s => s.Step.Events.Any(e => e is SquadEvent.Assigned or SquadEvent.Queued));
            var moment = Moment(envelope, now, numbers) with { SquadCounty = sent?.Step.After!.County };
            var decision = CaseDecider.Decide(_case, envelope.Command, envelope.By, moment);
            var events = ((Decision<CaseEvent>.Accepted)decision).Events;
            return CaseAct.Of(_case, _version, envelope, now, events, steps, kin.Decide(_case, events, steps, now, calendars.Current).Steps);
        }
    }

    private Moment Moment(CaseEnvelope envelope, DateTimeOffset now, Numbers? numbers) =>
        new(now, envelope.OccurredAt, envelope.Device?.Offline is true, numbers: (numbers ?? new Numbers()) with { Case = new CaseId(this.GetPrimaryKey()), Kin = Relatives.IdFor(envelope.Id) }) { Calendar = calendars.Current };

    /// <summary>A refusal may only mean that the command has been carried out before: then its first answer stands.</summary>
    private async Task<CommandAnswer> Refuse(CaseEnvelope envelope, Refusal refusal) =>
        await Repeat(envelope) ?? CommandAnswer.Refused(refusal);

    private async Task<CommandAnswer?> Repeat(CaseEnvelope envelope) => await ledger.AnswerTo(envelope.Id) switch
    {
        null => null,
        var past when past.ContentHash.AsSpan().SequenceEqual(envelope.ContentHash) => CommandAnswer.Done(Answers.VersionIn(past.Answer), CaseCard.Json(_case, _version)),
        _ => CommandAnswer.Refused(new Refusal(Codes.CommandIdReused, Field: "commandId")),
    };

    private async Task CatchUp(CancellationToken ct)
    {
        foreach (var stored in await ledger.Read(this.GetPrimaryKey(), _version, ct: ct))
        {
            _case = _case.Evolve(stored.As<CaseEvent>());
            _version = stored.Version;
        }
    }

    [LoggerMessage(EventId = 2101, Level = LogLevel.Information, Message = "Case {Case}: {Command} met a newer version, attempt {Attempt}")]
    private static partial void LogConflict(ILogger log, Guid @case, string command, int attempt);
}
