using System.Collections.Concurrent;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Simulator.Api;
using OpsMap.Simulator.Desk;

namespace OpsMap.Simulator.Play;

/// <summary>The desks of city and counties (坐席): look at a case when it changes or its time comes, and do what comes next.</summary>
public sealed class Desks(World world, IReadOnlyList<Caller> city)
{
    private const int Hands = 6;
    private static readonly TimeSpan _aMoment = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _nobodyFree = TimeSpan.FromSeconds(45);

    private readonly Agenda _agenda = new(world.Clock);
    private readonly ConcurrentDictionary<CountyCode, Caller> _counties = new();

    public void Changed(CaseSeen card)
    {
        if (card.Workflow is not Workflow.Archived) _agenda.Look(card.Id, world.Now + world.Pace.Of(_aMoment));
    }

    /// <summary>Several clerks work side by side; one case is in one hand at a time, because its agenda has one entry.</summary>
    public Task Work(CancellationToken ct) => Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Clerk(city[hand % city.Count], ct)));

    private async Task Clerk(Caller me, CancellationToken ct)
    {
        while (true)
        {
            var id = await _agenda.Next(ct);
            if (await Handle(id, me, ct) is { } again) _agenda.Look(id, again);
        }
    }

    /// <summary>When to look again; null: when it changes.</summary>
    private async Task<DateTimeOffset?> Handle(CaseId id, Caller me, CancellationToken ct)
    {
        if (await me.Read<CaseFile>($"/api/cases/{id}", ct) is not { } file) return null;
        var step = DeskPlan.Next(file, CaseFate.Of(world.Seed, id, world.Profile, world.Pace));
        if (step is null) return null;
        if (step.Due > world.Now) return step.Due;
        switch (step)
        {
            case DeskStep.Say say:
                var reply = await Sitting(say.Seat, file.Card.County, me).Say(world, file.Card, say.Command, occurredAt: null, ct);
                return reply.Yes ? null : world.Now + world.Pace.Of(_nobodyFree);
            case DeskStep.SendSquad send:
                return await SendNearest(file, send, me, ct) ? null : world.Now + world.Pace.Of(_nobodyFree);
            default:
                throw new InvalidOperationException($"no such step: {step}");
        }
    }

    private async Task<bool> SendNearest(CaseFile file, DeskStep.SendSquad send, Caller me, CancellationToken ct)
    {
        var advice = await me.Read<Advice>($"/api/cases/{file.Card.Id}/recommendation?limit=4", ct);
        if (advice?.Candidates.FirstOrDefault(c => c.SquadId != file.Card.Squad || send.Instead is null) is not { } nearest) return false;
        CaseCommand command = send.Instead is { } reason
            ? new CaseCommand.Reassign(nearest.SquadId, reason)
            : new CaseCommand.IssueDirective(nearest.SquadId, "请就近到场处置，先行联系诉求人。");
        return (await me.Say(world, file.Card, command, occurredAt: null, ct)).Yes;
    }

    private Caller Sitting(Seat seat, CountyCode county, Caller me) => seat is Seat.City
        ? me
        : _counties.GetOrAdd(county, c => new Caller(world, new Identity("county", County: c.Value), _counties.Count));
}
