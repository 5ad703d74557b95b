using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>Enters the invented squads into the register, in demonstration mode only, before the node takes its first request.</summary>
public sealed partial class DemoSquads(IGrainFactory grains, Database database, IConfiguration configuration, ILogger<DemoSquads> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration["DEMO_KEY"] is not { Length: > 0 }) return;
        // what a person has entered under one of these codes stands
        var taken = (await database.Rows(Scope.Everything, Database.Sql("select code, id from squad_view"), r => (Code: r.GetString(0), Id: new SquadId(r.GetGuid(1))), cancellationToken))
            .ToDictionary(s => s.Code, s => s.Id, StringComparer.Ordinal);
        var free = DemoRoster.All.Where(squad => !taken.TryGetValue(squad.Entry.Code, out var id) || id == squad.Id).ToList();
        await Task.WhenAll(free.Select(squad => Register(squad.Id, squad.Entry)));
        LogRegistered(free.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>An earlier start, or another node, may have done it.</summary>
    private async Task Register(SquadId id, SquadEntry entry)
    {
        var command = new SquadCommand.Register(id, entry);
        var content = Answers.HashOf(command, id.Value, Actor.Machine);
        var answer = await grains.Squad(id).Handle(new SquadEnvelope
        {
            // from the content: a later version may describe the squad otherwise, and must still start
            Id = new CommandId(new Guid(content.AsSpan(0, 16))),
            Command = command,
            By = Actor.Machine,
            ContentHash = content,
        });
        if (answer.Refusal is { } no && no.Code != Refusals.AlreadyRegistered)
            throw new InvalidOperationException($"Squad {entry.Code} was refused: {no.Code} {no.Field}");
    }

    [LoggerMessage(EventId = 2301, Level = LogLevel.Information, Message = "{Squads} demonstration squads are in the register")]
    private partial void LogRegistered(int squads);
}
