using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Squads;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>A squad's step as rows of the ledger.</summary>
internal static class SquadAct
{
    public static IEnumerable<EventRow> EventRows(SquadId squad, PreparedStep step) => step.Events.Select((e, i) =>
        new EventRow(squad.Value, step.Version + i + 1, step.After!.County, Wire.NameOf(e), JsonSerializer.Serialize(e, Wire.Options), (e as SquadEvent.SosRaised)?.OccurredAt));

    public static SquadRow Row(PreparedStep step, DateTimeOffset now)
    {
        var squad = step.After!;
        var version = step.Version + step.Events.Length;
        return new SquadRow(
            squad.Id.Value, (short)squad.Slot, squad.County, squad.Code, version, JsonNames.Of(squad.State), [.. squad.Capabilities.Select(JsonNames.Of)], squad.Crew,
            squad.Job?.CaseId.Value, step.Events.Any(e => e is SquadEvent.Assigned or SquadEvent.Queued), CityTime.DayOf(now),
            squad.Assignable, squad.SharesLocation, SquadCard.Json(squad, version, now));
    }

    /// <summary>The ledger entry of a command of the squad's own.</summary>
    public static LedgerEntry Of(PreparedStep step, SquadEnvelope envelope, DateTimeOffset now)
    {
        var row = Row(step, now);
        return new LedgerEntry
        {
            Command = envelope.Id,
            ContentHash = envelope.ContentHash,
            By = envelope.By,
            At = now,
            Stream = row.Id,
            Answer = Answers.With(row.Version),
            Device = envelope.Device,
            Scope = Scope.Of(row.County),
            Events = [.. EventRows(step.After!.Id, step)],
            Squads = [row],
            Feed = [new FeedItem(row.County, "squad", row.Card)],
        };
    }
}
