using System.Collections.Frozen;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.LiveMap;

/// <summary>Reads which squads are at work in an open incident whenever the feed tells of one, and every few seconds anyhow.</summary>
public sealed partial class IncidentSquadsWatch(BackgroundDatabase database, IncidentSquads squads, ILogger<IncidentSquadsWatch> log) : BackgroundService
{
    private static readonly TimeSpan Anyhow = TimeSpan.FromSeconds(5);

    private const string Sql = """
        with crowd as (select id, commander from incident_view where open)
        select null::smallint as slot, null::uuid as id from crowd
        union
        select s.slot, s.id from squad_view s join case_view c on c.id = s.case_id
        where  c.card ? 'incident' and not c.card ? 'incidentOver' and exists (select from crowd where crowd.id::text = c.card ->> 'incident')
        union
        select s.slot, s.id from squad_view s join crowd on crowd.commander = s.id where s.state not in ('offDuty', 'break')
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Read(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                // what is not known is not shown
                squads.Know(anyOpen: true, FrozenDictionary<int, SquadId>.Empty);
                LogUnread(log, e.Message);
            }
            await Next(stoppingToken);
        }
    }

    private async Task Read(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { Database.Setting(Scope.Everything), new NpgsqlBatchCommand(Sql) } };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var (open, known) = (false, new Dictionary<int, SquadId>());
        while (await reader.ReadAsync(ct))
        {
            open = true;
            if (!reader.IsDBNull(0)) known[reader.GetInt16(0)] = new SquadId(reader.GetGuid(1));
        }
        squads.Know(open, known);
    }

    private async Task Next(CancellationToken ct)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(ct);
        late.CancelAfter(Anyhow);
        await squads.Rung(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(EventId = 4211, Level = LogLevel.Warning, Message = "Which squads are in an incident is not known ({Why}): leadership sees all of them coarsely")]
    private static partial void LogUnread(ILogger log, string why);
}
