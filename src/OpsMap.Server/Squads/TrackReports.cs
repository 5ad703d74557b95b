using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Squads;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>Takes in positions of a squad (定位上报), from its phone or from a device in its car. When they show that the scene or, on the way back, the base is reached, that is the system's own command, once.</summary>
public sealed class TrackReports(IGrainFactory grains, TimeProvider clock)
{
    public async Task<(FixReceipt Receipt, CaseId? Arrived)> Take(SquadId squad, string device, DateTimeOffset? sentAt, Fix[] fixes, PhoneWord? phone = null)
    {
        var now = clock.GetUtcNow();
        var receipt = await grains.Squad(squad).Report(new FixBatch(device, sentAt, now, fixes) { Phone = phone });
        foreach (var said in receipt.News) await Say(squad, said, now);
        if (receipt.HomeSince is { } back) await Say(squad, new SquadCommand.Ready(), now, back);
        return (receipt, receipt.Reached is { } scene && await Arrive(squad, scene, now) ? scene.Case : null);
    }

    /// <summary>A refusal only says that another report has told it first.</summary>
    private Task<CommandAnswer> Say(SquadId squad, SquadCommand command, DateTimeOffset now, DateTimeOffset? occurredAt = null) => grains.Squad(squad).Handle(new SquadEnvelope
    {
        Id = new CommandId(Guid.CreateVersion7(now)),
        Command = command,
        By = Actor.Machine,
        OccurredAt = occurredAt,
        ContentHash = Answers.HashOf(command, squad.Value, Actor.Machine),
    });

    private async Task<bool> Arrive(SquadId squad, SceneReached scene, DateTimeOffset now)
    {
        var command = new CaseCommand.Arrive(ArrivalProof.Fence, new GeoPoint(scene.Lon, scene.Lat), AccuracyM: scene.AccuracyM);
        var by = Actor.Machine with { Squad = squad };
        var answer = await grains.Case(scene.Case).Handle(new CaseEnvelope
        {
            Id = new CommandId(Guid.CreateVersion7(now)),
            Command = command,
            By = by,
            OccurredAt = scene.Since,
            ContentHash = Answers.HashOf(command, scene.Case.Value, by),
        });
        return answer.Refusal is null;
    }
}
