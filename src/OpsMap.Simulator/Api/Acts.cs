using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Simulator.Chance;
using OpsMap.Simulator.Story;

namespace OpsMap.Simulator.Api;

/// <summary>Commands as they go over the wire. The id follows from what is said and of which version, so that saying it again is the same command.</summary>
public static class Acts
{
    public static async Task<Answer> Register(this Caller caller, World world, Contact contact, CancellationToken ct)
    {
        var id = contact.Id(world.Seed);
        var reply = await caller.Post("/api/cases", new { CommandId = id, Case = contact.Registration, contact.Complainant }, ct);
        return Count(world, "register", id, id, reply);
    }

    public static async Task<Answer> Say(this Caller caller, World world, CaseSeen about, CaseCommand command, DateTimeOffset? occurredAt, CancellationToken ct)
    {
        var id = Dice.Id(world.Seed, about.Id.ToString(), JsonSerializer.Serialize(command, Wire.Options), $"{about.Version}", $"{occurredAt:O}");
        var reply = await caller.Post($"/api/cases/{about.Id}/commands", new SaidToCase(id, about.Version, command, occurredAt), ct);
        return Count(world, Wire.NameOf(command), id, about.Id.Value, reply);
    }

    public static async Task<Answer> Say(this Caller caller, World world, SquadSeen about, SquadCommand command, CancellationToken ct)
    {
        var id = Dice.Id(world.Seed, about.Id.ToString(), JsonSerializer.Serialize(command, Wire.Options), $"{about.Version}");
        var reply = await caller.Post($"/api/squads/{about.Id}/commands", new SaidToSquad(id, about.Version, command), ct);
        return Count(world, Wire.NameOf(command), id, about.Id.Value, reply);
    }

    private static Answer Count(World world, string act, Guid id, Guid stream, Answer reply)
    {
        if (reply.Yes)
        {
            world.Tally.Done(act);
            world.Heard?.Invoke(new(id, stream, act, reply.As<Said>().Version));
        }
        else
        {
            world.Tally.Refused(act, (int)reply.Status, reply.Code);
        }

        return reply;
    }

    private sealed record Said(int Version);

    private sealed record SaidToCase(Guid CommandId, int Version, CaseCommand Command, DateTimeOffset? OccurredAt);

    private sealed record SaidToSquad(Guid CommandId, int Version, SquadCommand Command);
}
