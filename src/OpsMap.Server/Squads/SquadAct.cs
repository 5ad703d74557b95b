using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Squads;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>A squad's step as rows of the ledger.</summary>
internal static class SquadAct
{
    public static IEnumerable<EventRow> EventRows(SquadId squad, PreparedStep step) => step.Events.Select((e, i) =>
        new EventRow(squad.Value, step.Version + i + 1, step.After!.County, Wire.NameOf(e), JsonSerializer.Serialize(e, Wire.Options), OccurredAt(e)));

    private static DateTimeOffset? OccurredAt(SquadEvent e) => e switch
    {
        SquadEvent.SosRaised s => s.OccurredAt,
        SquadEvent.DutyStep d => d.OccurredAt,
        _ => null,
    };

    /// <summary>Sharing ended at the press: what a device went on sending until the server heard of it is nobody's business.</summary>
    private static IEnumerable<NpgsqlBatchCommand> Unshared(SquadId squad, PreparedStep step) => step.Events
        .Where(e => e is SquadEvent.ClockedOff { OccurredAt: not null } or SquadEvent.BreakStarted { OccurredAt: not null })
        .Select(e => Database.Sql("select forget_unshared($1, $2, $3)", squad.Value, ((SquadEvent.DutyStep)e).Instant, e.At));

    public static SquadRow Row(PreparedStep step, DateTimeOffset now)
    {
        var squad = step.After!;
        var version = step.Version + step.Events.Length;
        return new SquadRow(
            squad.Id.Value, (short)squad.Slot, squad.County, squad.Code, version, JsonNames.Of(squad.State), [.. squad.Capabilities.Select(JsonNames.Of)], squad.Crew,
            squad.Job?.CaseId.Value, step.Events.Any(e => e is SquadEvent.Assigned or SquadEvent.Queued), CityTime.DayOf(now),
            squad.Assignable, squad.SharesLocation, squad.Retired, SquadCard.Json(squad, version, now));
    }

    /// <summary>The ledger entry of a command of the squad's own.</summary>
    public static LedgerEntry Of(PreparedStep step, SquadEnvelope envelope, DateTimeOffset now)
    {
        var row = Row(step, now);
        // what people change in the register is a line of the audit as in every other register
        var registered = envelope is { Command: SquadCommand.Register or SquadCommand.Revise or SquadCommand.Retire or SquadCommand.Reinstate, By.Role: not Role.System };
        return new LedgerEntry
        {
            Command = envelope.Id,
            ContentHash = envelope.ContentHash,
            By = envelope.By,
            At = now,
            Stream = row.Id,
            Answer = Answers.With(row.Version),
            Device = envelope.Device,
            Scope = registered ? Scope.Of(envelope.By) : Scope.Of(row.County),
            Events = [.. EventRows(step.After!.Id, step)],
            Squads = [row],
            Rows = registered
                ? [Audit.Statement(new AuditEntry(Wire.NameOf(step.Events[0]), envelope.By, row.Code).With("county", row.County.Value))]
                : [.. Unshared(step.After!.Id, step)],
            Feed = [new FeedItem(row.County, "squad", row.Card)],
        };
    }
}
