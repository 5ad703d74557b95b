using Microsoft.Extensions.Options;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Duty;
using OpsMap.Domain.Squads;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;

namespace OpsMap.Server.Duty;

/// <summary>
/// Ends what is over (到时下勤): a squad a quarter of an hour after its shift, a break after its hour. It is the squad's own command,
/// so its position is forgotten with it; the same end is the same command, from whichever node.
/// </summary>
public sealed partial class DutyWatch(BackgroundDatabase database, IGrainFactory grains, TimeProvider clock, IOptions<DutyOptions> options, ILogger<DutyWatch> log) : BackgroundService
{
    // who goes on into a next shift is not sent home in between
    private const string OverSql = """
        select s.id, s.squad, s.ends_at, v.state = 'offDuty' or exists (
                 select from shift n where n.squad = s.squad and n.id <> s.id and n.removed_at is null and n.starts_at <= $1 and n.ends_at > $1)
        from   shift s join squad_view v on v.id = s.squad
        where  s.removed_at is null and s.ended_at is null and s.ends_at + $2 <= $1
        order  by s.ends_at
        limit  200
        """;

    private const string RestedSql = """
        select v.id, b.version
        from   squad_view v
        join   lateral (select e.version, e.body from event e where e.stream = v.id and e.type = 'break-started' order by e.version desc limit 1) b on true
        where  v.state = 'break' and (b.body ->> 'until')::timestamptz <= $1
        """;

    private readonly HashSet<Guid> _waiting = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Poll);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Round(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException or LedgerUnavailableException or Orleans.Runtime.OrleansException or OperationCanceledException)
            {
                LogFailed(log, e.Message);
            }
        }
    }

    /// <summary>One look.</summary>
    public async Task Round(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (shift, squad, end, settled) in await Over(now, ct))
        {
            if (settled || await ClockOff(shift, squad, end)) await Settle(shift, now, ct);
            else if (_waiting.Add(shift)) LogWaits(log, squad, shift);
        }
        foreach (var (squad, since) in await Rested(now, ct)) await Say(squad, new SquadCommand.EndBreak(), $"break over {squad} {since}");
    }

    /// <summary>False while a job keeps the squad: it is asked again at every look.</summary>
    private async Task<bool> ClockOff(Guid shift, SquadId squad, DateTimeOffset end)
    {
        var answer = await Say(squad, new SquadCommand.ClockOff(), $"shift over {shift} {end.UtcTicks}");
        if (answer.Refusal?.Code is Refusals.SquadHasJob) return false;
        if (answer.Refusal is null) LogClockedOff(log, squad, shift);
        return true;
    }

    private Task<Cases.CommandAnswer> Say(SquadId squad, SquadCommand command, string what) => grains.Squad(squad).Handle(new SquadEnvelope
    {
        Id = new CommandId(NamedId.Of(what)),
        Command = command,
        By = Actor.Machine,
        ContentHash = Answers.HashOf(command, squad.Value, Actor.Machine),
    });

    private async Task<IReadOnlyList<(Guid Shift, SquadId Squad, DateTimeOffset End, bool Settled)>> Over(DateTimeOffset now, CancellationToken ct) =>
        await Read(Database.Sql(OverSql, now, ShiftSaid.Grace), r => (r.GetGuid(0), new SquadId(r.GetGuid(1)), r.GetFieldValue<DateTimeOffset>(2), r.GetBoolean(3)), ct);

    private async Task<IReadOnlyList<(SquadId Squad, int Since)>> Rested(DateTimeOffset now, CancellationToken ct) =>
        await Read(Database.Sql(RestedSql, now), r => (new SquadId(r.GetGuid(0)), r.GetInt32(1)), ct);

    private async Task<List<T>> Read<T>(NpgsqlBatchCommand query, Func<NpgsqlDataReader, T> map, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(Database.Setting(Scope.Everything));
        batch.BatchCommands.Add(query);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct)) rows.Add(map(reader));
        return rows;
    }

    private async Task Settle(Guid shift, DateTimeOffset now, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(Database.Setting(Scope.Everything));
        batch.BatchCommands.Add(Database.Sql("update shift set ended_at = $2 where id = $1 and ended_at is null", shift, now));
        await batch.ExecuteNonQueryAsync(ct);
        _waiting.Remove(shift);
    }

    [LoggerMessage(EventId = 2501, Level = LogLevel.Information, Message = "Squad {Squad} was clocked off: shift {Shift} is over")]
    private static partial void LogClockedOff(ILogger log, SquadId squad, Guid shift);

    [LoggerMessage(EventId = 2502, Level = LogLevel.Warning, Message = "Squad {Squad} still has a job after shift {Shift}: it is clocked off when that is done")]
    private static partial void LogWaits(ILogger log, SquadId squad, Guid shift);

    [LoggerMessage(EventId = 2503, Level = LogLevel.Error, Message = "Shifts were not looked at: {Why}")]
    private static partial void LogFailed(ILogger log, string why);
}
