using OpsMap.Domain;
using OpsMap.Domain.Incidents;
using OpsMap.Server.Cases;
using OpsMap.Server.Clocks;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Incidents;

/// <summary>Decides in memory, commits the incident and all the cases it touches together, then applies; fenced by every version.</summary>
[Orleans.Placement.RandomPlacement]
public sealed partial class IncidentGrain(Ledger ledger, IncidentGrounds grounds, Calendars calendars, TimeProvider clock, ILogger<IncidentGrain> log) : Grain, IIncidentGrain
{
    // a crowd's cases are busy: others write them at the same moment
    private const int Attempts = 8;

    private Incident _incident = Incident.Nothing;
    private int _version;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => CatchUp(cancellationToken);

    public async Task<CommandAnswer> Handle(IncidentEnvelope envelope)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(envelope);
            }
            catch (CommandRepeatedException e)
            {
                await CatchUp(CancellationToken.None);
                return await Repeat(envelope) ?? throw new InvalidOperationException("a repeated command has no answer", e);
            }
            catch (VersionConflictException e)
            {
                if (attempt == Attempts) throw new LedgerUnavailableException(e);
                LogConflict(log, this.GetPrimaryKey(), envelope.Command.GetType().Name, attempt);
                await CatchUp(CancellationToken.None);
            }
        }
    }

    private async Task<CommandAnswer> Attempt(IncidentEnvelope envelope)
    {
        var now = clock.GetUtcNow();
        var (ground, cases) = await grounds.Of(_incident, envelope.Command, envelope.By);
        var moment = new Moment(now, numbers: new Numbers(Incident: new IncidentId(this.GetPrimaryKey()))) { Calendar = calendars.Current };
        var decision = IncidentDecider.Decide(_incident, envelope.Command, ground, envelope.By, moment);
        var no = (decision as Decision<IncidentEvent>.Refused)?.Refusal;
        if (no?.Kind is RefusalKind.OtherCounty or RefusalKind.WrongRole) return await Refuse(envelope, no);
        if (envelope.ExpectedVersion is { } expected && expected != _version) return await Refuse(envelope, Answers.Stale(_version));
        if (decision is not Decision<IncidentEvent>.Accepted { Events: var events }) return await Refuse(envelope, no!);

        var (casesNo, steps) = cases.Decide(events.SelectMany(e => IncidentTies.Of(_incident, e)), now, calendars.Current);
        if (casesNo is not null) return await Refuse(envelope, casesNo);

        var act = IncidentAct.Of(_incident, _version, envelope, now, events, steps);
        await ledger.Commit(act.Entry);
        (_incident, _version) = (act.After, act.Version);
        foreach (var step in steps) await GrainFactory.Case(step.After.Id).Refresh();
        return CommandAnswer.Done(_version, act.Card);
    }

    /// <summary>A refusal may only mean that the command has been carried out before: then its first answer stands.</summary>
    private async Task<CommandAnswer> Refuse(IncidentEnvelope envelope, Refusal refusal) =>
        await Repeat(envelope) ?? CommandAnswer.Refused(refusal);

    private async Task<CommandAnswer?> Repeat(IncidentEnvelope envelope) => await ledger.AnswerTo(envelope.Id) switch
    {
        null => null,
        var past when past.ContentHash.AsSpan().SequenceEqual(envelope.ContentHash) => CommandAnswer.Done(Answers.VersionIn(past.Answer), IncidentCard.Json(_incident, _version)),
        _ => CommandAnswer.Refused(new Refusal(Codes.CommandIdReused, Field: "commandId")),
    };

    private async Task CatchUp(CancellationToken ct)
    {
        foreach (var stored in await ledger.Read(this.GetPrimaryKey(), _version, ct: ct))
        {
            _incident = _incident.Evolve(stored.As<IncidentEvent>());
            _version = stored.Version;
        }
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Information, Message = "Incident {Incident}: {Command} met a newer version, attempt {Attempt}")]
    private static partial void LogConflict(ILogger log, Guid incident, string command, int attempt);
}
