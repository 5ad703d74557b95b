using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>
/// Decides in memory, commits, then applies: if the commit fails, memory is still true.
/// A step that concerns a squad is one commit over both streams, fenced by both versions.
/// </summary>
[Orleans.Placement.RandomPlacement]
public sealed partial class CaseGrain(Ledger ledger, TimeProvider clock, ILogger<CaseGrain> log) : Grain, ICaseGrain
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
            catch (Exception e) when (e is VersionConflictException or AssignmentTakenException && attempt < Attempts)
            {
                LogConflict(log, this.GetPrimaryKey(), envelope.Command.GetType().Name, attempt);
                await CatchUp(CancellationToken.None);
            }
        }
    }

    private async Task<CommandAnswer> Attempt(CaseEnvelope envelope, bool fresh)
    {
        var now = clock.GetUtcNow();
        var series = CaseNumbers.For(envelope.Command, now);
        var worked = series is not null
            ? await ledger.CommitNumbered(series.Kind, series.Period, async n =>
            {
                var w = await Work(envelope, new Moment(now, envelope.OccurredAt, numbers: series.Named(n) with { Case = new CaseId(this.GetPrimaryKey()) }), fresh);
                return (w.Act?.Entry, w);
            })
            : await Work(envelope, new Moment(now, envelope.OccurredAt), fresh);
        if (worked.Act is not { } act) return await Refuse(envelope, worked.Refusal!);
        if (series is null) await ledger.Commit(act.Entry);

        (_case, _version) = (act.After, act.Version);
        foreach (var (squad, step) in worked.Steps) await GrainFactory.Squad(squad).Adopt(step.Version + step.Events.Length);
        return CommandAnswer.Done(_version, act.Card);
    }

    /// <summary>Decides and works out what a commit would change, changing nothing.</summary>
    private async Task<Worked> Work(CaseEnvelope envelope, Moment moment, bool fresh)
    {
        var decision = CaseDecider.Decide(_case, envelope.Command, envelope.By, moment);
        var no = (decision as Decision<CaseEvent>.Refused)?.Refusal;
        if (no?.Kind is RefusalKind.OtherCounty or RefusalKind.WrongRole) return new Worked(no);
        if (envelope.ExpectedVersion is { } expected && expected != _version) return new Worked(Answers.Stale(_version));
        if (decision is not Decision<CaseEvent>.Accepted { Events: var events }) return new Worked(no);

        var steps = new List<SquadStep>();
        foreach (var (squad, command) in events.SelectMany(e => Reactions.Of(_case, e)))
        {
            var step = await GrainFactory.Squad(squad).Prepare(command, envelope.By, moment.Now, fresh);
            if (step.Refusal is { } squadsNo) return new Worked(squadsNo);
            steps.Add(new SquadStep(squad, step));
        }
        return new Worked(null, CaseAct.Of(_case, _version, envelope, moment.Now, events, steps), steps);
    }

    private sealed record Worked(Refusal? Refusal, CaseAct? Act = null, IReadOnlyList<SquadStep>? Steps = null)
    {
        public IReadOnlyList<SquadStep> Steps { get; } = Steps ?? [];
    }

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
