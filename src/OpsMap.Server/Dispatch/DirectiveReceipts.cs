using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;

namespace OpsMap.Server.Dispatch;

/// <summary>Puts the decision receipt on the commands that send a squad out; whatever a browser wrote there is thrown away.</summary>
public sealed class DirectiveReceipts(Recommender recommender)
{
    public async Task<CaseCommand> Attach(CaseCommand command, CaseId id, Actor by, CancellationToken ct) => command switch
    {
        CaseCommand.IssueDirective issue => issue with { Receipt = await Written(id, issue.Squad, by, ct) },
        CaseCommand.Reassign reassign => reassign with { Receipt = await Written(id, reassign.Squad, by, ct) },
        _ => command,
    };

    private async Task<JsonElement?> Written(CaseId id, SquadId squad, Actor by, CancellationToken ct) =>
        await recommender.Receipt(id, squad, by, ct) is { } receipt ? JsonSerializer.SerializeToElement(receipt, Wire.Options) : null;
}
