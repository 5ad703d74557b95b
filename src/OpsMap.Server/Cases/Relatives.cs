using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>The other cases that one act concerns (关联工单), as the ledger has them; the commit is fenced by their versions too.</summary>
internal sealed class Relatives(IReadOnlyDictionary<CaseId, (Case State, int Version)> known)
{
    public static Relatives None { get; } = new(new Dictionary<CaseId, (Case, int)>());

    public static Task<Relatives> Of(Ledger ledger, Case before, IReadOnlyList<CaseEvent> events, IReadOnlyList<SquadStep> steps) =>
        Read(ledger, Commands(before, events, steps).Where(said => said.Command is not CaseCommand.RegisterKin).Select(said => said.Id));

    public static async Task<Relatives> Read(Ledger ledger, IEnumerable<CaseId> ids)
    {
        var known = new Dictionary<CaseId, (Case, int)>();
        foreach (var id in ids.Distinct())
        {
            var history = await ledger.Read(id.Value);
            known[id] = (history.Aggregate(Case.Nothing, (c, e) => c.Evolve(e.As<CaseEvent>())), history.Count);
        }
        return known.Count == 0 ? None : new Relatives(known);
    }

    /// <summary>A repeated command names the same new case.</summary>
    public static CaseId IdFor(CommandId command) => new(NamedId.Of($"kin of {command}"));

    /// <summary>The cases that were there before; whoever holds them in memory is to read again.</summary>
    public IEnumerable<CaseId> Known => known.Keys;

    /// <summary>As they are now; an id nobody has registered is a case that does not exist.</summary>
    public IEnumerable<Case> States => known.Values.Select(k => k.State).Where(c => c.Exists);

    /// <summary>What each of them says to it; one refusal refuses the whole act.</summary>
    public (Refusal? Refusal, IReadOnlyList<KinStep> Steps) Decide(Case before, IReadOnlyList<CaseEvent> events, IReadOnlyList<SquadStep> steps, DateTimeOffset now, WorkingCalendar calendar) =>
        Decide(Commands(before, events, steps), now, calendar);

    public (Refusal? Refusal, IReadOnlyList<KinStep> Steps) Decide(IEnumerable<(CaseId Id, CaseCommand Command)> said, DateTimeOffset now, WorkingCalendar calendar)
    {
        var steps = new List<KinStep>();
        foreach (var (id, command) in said)
        {
            var (state, version) = known.GetValueOrDefault(id, (Case.Nothing, 0));
            var numbers = command is CaseCommand.RegisterKin kin ? new Numbers(CaseNo: kin.No, Case: id) : null;
            switch (CaseDecider.Decide(state, command, Actor.Machine, new Moment(now, numbers: numbers) { Calendar = calendar }))
            {
                case Decision<CaseEvent>.Refused no:
                    return (no.Refusal, []);
                case Decision<CaseEvent>.Accepted { Events: var follow }:
                    steps.Add(new KinStep(state, version, state.Evolve(follow), follow));
                    break;
            }
        }
        return (null, steps);
    }

    /// <summary>Of what happens to the case itself, and of what its squads do about their other cases.</summary>
    private static IEnumerable<(CaseId Id, CaseCommand Command)> Commands(Case before, IReadOnlyList<CaseEvent> events, IReadOnlyList<SquadStep> steps)
    {
        var state = before;
        foreach (var e in events)
        {
            foreach (var said in Kin.Of(state, e)) yield return said;
            state = state.Evolve(e);
        }
        foreach (var (_, step, cause) in steps)
            foreach (var echo in step.Events.SelectMany(e => Echoes.Of(before, cause, e, step.After!))) yield return echo;
    }
}
