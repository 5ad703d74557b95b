using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Domain.Clocks;
using OpsMap.Server.Access;
using OpsMap.Server.Clocks;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;

namespace OpsMap.Server.Cases;

/// <summary>What a squad will have done when the case commits, and the event of the case that made it.</summary>
internal sealed record SquadStep(SquadId Squad, PreparedStep Step, CaseEvent Cause);

/// <summary>What another case will have done when somebody else's act commits: read from the ledger, fenced by its version.</summary>
internal sealed record KinStep(Case Before, int Version, Case After, IReadOnlyList<CaseEvent> Events)
{
    private int Next => Version + Events.Count;

    private string Card => CaseCard.Json(After, Next);

    public IEnumerable<EventRow> EventRows => CaseAct.EventRows(After, Version, Events);

    public CaseRow Row => CaseRows.Of(After, Next, Card);

    public IEnumerable<DeadlineChange> Deadlines => CaseRows.Deadlines(Before, After);

    public IEnumerable<DirectiveRow> Directives => CaseRows.Directives(Before, After);

    public IEnumerable<FeedItem> News => CaseNews.Of(Before, After, Next, Card);
}

/// <summary>One accepted command, worked out in full: the case after it and the single ledger entry that makes it true.</summary>
internal sealed record CaseAct(Case After, int Version, string Card, LedgerEntry Entry)
{
    public static CaseAct Of(Case before, int version, CaseEnvelope envelope, DateTimeOffset now, IReadOnlyList<CaseEvent> events, IReadOnlyList<SquadStep> steps, IReadOnlyList<KinStep> kin)
    {
        var after = events.Aggregate(before, (c, e) => c.Evolve(e));
        var stream = after.Id.Value;
        var next = version + events.Count;
        var card = CaseCard.Json(after, next);
        var squads = steps.Select(s => SquadAct.Row(s.Step, now)).ToList();
        FeedItem[] news = [.. CaseNews.Of(before, after, next, card), .. kin.SelectMany(k => k.News), .. squads.Select(s => new FeedItem(s.County, "squad", s.Card))];
        var entry = new LedgerEntry
        {
            Command = envelope.Id,
            ContentHash = envelope.ContentHash,
            By = envelope.By,
            At = now,
            Stream = stream,
            Answer = Answers.With(next),
            Device = envelope.Device,
            Scope = Scope.Covering([.. news.Select(n => n.County).Distinct()]),
            Events =
            [
                .. EventRows(after, version, events),
                .. kin.SelectMany(k => k.EventRows),
                .. steps.SelectMany(s => SquadAct.EventRows(s.Squad, s.Step)),
            ],
            Cases = [CaseRows.Of(after, next, card), .. kin.Select(k => k.Row)],
            Squads = squads,
            Deadlines = [.. CaseRows.Deadlines(before, after), .. kin.SelectMany(k => k.Deadlines)],
            Fired = [.. events.OfType<CaseEvent.ClockPassed>().Select(p => new FiredRow(stream, p.Clock.Code, p.Round, p.Step, p.Late))],
            SamePersons = [.. kin.Where(k => k is { Before.Exists: false, After.Registration.OnFile: not null }).Select(k => new SamePerson(stream, k.After.Id.Value))],
            Directives = [.. CaseRows.Directives(before, after), .. kin.SelectMany(k => k.Directives)],
            Feed = [.. ClocksPassed(after, events), .. news],
            Rows = [.. Registers(before, after, envelope, now)],
            Complainant = envelope.Complainant is { } p ? new ComplainantRow(stream, after.County, p.Name, p.Phone, p.Address, p.IdNo, p.PhoneHash, p.AddressHash) : null,
        };
        return new CaseAct(after, next, card, entry);
    }

    public static IEnumerable<EventRow> EventRows(Case c, int version, IReadOnlyList<CaseEvent> events) => events.Select((e, i) =>
        new EventRow(c.Id.Value, version + i + 1, c.County, Wire.NameOf(e), JsonSerializer.Serialize(e, Wire.Options), HappenedAt(e)));

    /// <summary>When it happened in the field, which may be long before it is told.</summary>
    private static DateTimeOffset? HappenedAt(CaseEvent e) => e switch
    {
        CaseEvent.FieldStep step => step.OccurredAt,
        CaseEvent.EvidenceAdded picture => picture.TakenAt,
        _ => null,
    };

    /// <summary>What is written beside the views: who watches the county now, a picture, and that a complainant's data were changed.</summary>
    private static IEnumerable<Npgsql.NpgsqlBatchCommand> Registers(Case before, Case after, CaseEnvelope envelope, DateTimeOffset now)
    {
        foreach (var row in CaseRows.Moved(before, after)) yield return row;
        if (envelope.Picture is { } picture) yield return picture.Statement(after, envelope.By, now);
        if (envelope.Complainant is not null && before.Exists)
            yield return Audit.Statement(new AuditEntry(AuditActions.ComplainantCorrected, envelope.By, after.Id.ToString()));
    }

    private static IEnumerable<FeedItem> ClocksPassed(Case c, IReadOnlyList<CaseEvent> events) => events.OfType<CaseEvent.ClockPassed>()
        .Select(p => new FeedItem(c.County, "clock", ClockNews.Of(c.Id.Value, c.No, p.Clock.Code, p.Step, p.DueAt, p.Late)));
}
