using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;

namespace OpsMap.Server.Cases;

/// <summary>What a squad will have done when the case commits.</summary>
internal sealed record SquadStep(SquadId Squad, PreparedStep Step);

/// <summary>One accepted command, worked out in full: the case after it and the single ledger entry that makes it true.</summary>
internal sealed record CaseAct(Case After, int Version, string Card, LedgerEntry Entry)
{
    public static CaseAct Of(Case before, int version, CaseEnvelope envelope, DateTimeOffset now, GeoPoint? place, IReadOnlyList<CaseEvent> events, IReadOnlyList<SquadStep> steps)
    {
        var after = events.Aggregate(before, (c, e) => c.Evolve(e));
        var stream = after.Id.Value;
        var next = version + events.Count;
        var card = CaseCard.Json(after, next);
        var squads = steps.Select(s => SquadAct.Row(s.Step, now)).ToList();
        // whoever watches the squad's county sees the case it is out for
        var counties = squads.Select(s => s.County).Append(after.County).Append(before.Exists ? before.County : after.County).Distinct().ToList();
        var entry = new LedgerEntry
        {
            Command = envelope.Id,
            ContentHash = envelope.ContentHash,
            By = envelope.By,
            At = now,
            Stream = stream,
            Answer = Answers.With(next),
            Place = place,
            Scope = Scope.Covering(counties),
            Events =
            [
                .. events.Select((e, i) => new EventRow(stream, version + i + 1, after.County, Wire.NameOf(e), JsonSerializer.Serialize(e, Wire.Options), (e as CaseEvent.FieldStep)?.OccurredAt)),
                .. steps.SelectMany(s => SquadAct.EventRows(s.Squad, s.Step)),
            ],
            Case = CaseRows.Of(after, next, card),
            Squads = squads,
            Deadlines = [.. CaseRows.Deadlines(before, after)],
            Directives = [.. CaseRows.Directives(before, after)],
            Feed = [.. counties.Select(c => new FeedItem(c, "case", card)), .. squads.Select(s => new FeedItem(s.County, "squad", s.Card))],
            Complainant = envelope.Complainant is { } p ? new ComplainantRow(stream, after.County, p.Name, p.Phone, p.Address, p.IdNo, p.PhoneHash) : null,
        };
        return new CaseAct(after, next, card, entry);
    }
}
