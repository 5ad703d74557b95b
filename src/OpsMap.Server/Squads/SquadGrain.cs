using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Domain.Tracks;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>The squad's duty and job; what a case asks of it is prepared here and committed by the case.</summary>
[Orleans.Placement.RandomPlacement]
public sealed partial class SquadGrain(Ledger ledger, TimeProvider clock, FixGate gate) : Grain, ISquadGrain
{
    private Squad _squad = Squad.Nothing;
    private DutyLog _duty = DutyLog.Nothing;
    private int _version;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => CatchUp(cancellationToken);

    public async Task<CommandAnswer> Handle(SquadEnvelope envelope)
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
            catch (VersionConflictException) when (attempt < 3)
            {
                await CatchUp(CancellationToken.None);
            }
        }
    }

    public async Task<PreparedStep> Prepare(SquadCommand step, Actor by, DateTimeOffset now, bool fresh)
    {
        if (fresh) await CatchUp(CancellationToken.None);
        return Decide(step, by, new Moment(now));
    }

    public async Task Adopt(int version)
    {
        if (version > _version) await CatchUp(CancellationToken.None);
    }

    public Task<FixReceipt> Report(FixBatch batch) => gate.Take(_squad, _duty, batch, clock.GetUtcNow());

    private PreparedStep Decide(SquadCommand command, Actor by, Moment when) => SquadDecider.Decide(_squad, command, by, when) switch
    {
        Decision<SquadEvent>.Refused r => new PreparedStep { Refusal = r.Refusal, Version = _version },
        Decision<SquadEvent>.Accepted a => new PreparedStep { Version = _version, Events = [.. a.Events], After = a.Events.Aggregate(_squad, (s, e) => s.Evolve(e)) },
        _ => throw new InvalidOperationException("a decision is accepted or refused"),
    };

    private async Task<CommandAnswer> Attempt(SquadEnvelope envelope)
    {
        var said = envelope.Command is SquadCommand.RaiseSos help ? help with { Point = gate.LastSeen } : envelope.Command;
        var prepared = Decide(said, envelope.By, new Moment(clock.GetUtcNow(), envelope.OccurredAt, envelope.Device?.Offline is true));
        if (prepared.Refusal is { Kind: RefusalKind.OtherCounty or RefusalKind.WrongRole } never) return await Refuse(envelope, never);
        if (envelope.ExpectedVersion is { } expected && expected != _version) return await Refuse(envelope, Answers.Stale(_version));
        if (prepared.Refusal is { } no) return await Refuse(envelope, no);

        await ledger.Commit(SquadAct.Of(prepared, envelope, clock.GetUtcNow()));
        (_squad, _version) = (prepared.After!, prepared.Version + prepared.Events.Length);
        foreach (var e in prepared.Events) _duty = _duty.After(e);
        if (!_squad.SharesLocation) gate.Forget(_squad, clock.GetUtcNow());
        return CommandAnswer.Done(_version, Card());
    }

    private async Task<CommandAnswer> Refuse(SquadEnvelope envelope, Refusal refusal) =>
        await Repeat(envelope) ?? CommandAnswer.Refused(refusal);

    private async Task<CommandAnswer?> Repeat(SquadEnvelope envelope) => await ledger.AnswerTo(envelope.Id) switch
    {
        null => null,
        var past when past.ContentHash.AsSpan().SequenceEqual(envelope.ContentHash) => CommandAnswer.Done(Answers.VersionIn(past.Answer), Card()),
        _ => CommandAnswer.Refused(new Refusal(Codes.CommandIdReused, Field: "commandId")),
    };

    private string Card() => SquadCard.Json(_squad, _version, clock.GetUtcNow());

    private async Task CatchUp(CancellationToken ct)
    {
        foreach (var stored in await ledger.Read(this.GetPrimaryKey(), _version, ct: ct))
        {
            var e = stored.As<SquadEvent>();
            (_squad, _duty) = (_squad.Evolve(e), _duty.After(e));
            _version = stored.Version;
        }
    }
}
