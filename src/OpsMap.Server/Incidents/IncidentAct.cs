using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Incidents;
using OpsMap.Server.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Units;

namespace OpsMap.Server.Incidents;

/// <summary>One accepted command of an incident, worked out in full: its events, its cases', the departments' tasks and the news, in one ledger entry.</summary>
internal sealed record IncidentAct(Incident After, int Version, string Card, LedgerEntry Entry)
{
    public static IncidentAct Of(Incident before, int version, IncidentEnvelope envelope, DateTimeOffset now, IReadOnlyList<IncidentEvent> events, IReadOnlyList<KinStep> cases)
    {
        var after = before.Evolve(events);
        var next = version + events.Count;
        var card = IncidentCard.Json(after, next);
        // a county whose last case has left is told so too
        var counties = after.Counties.Concat(before.Exists ? before.Counties : []).Concat(cases.Select(c => c.After.County)).Distinct().ToList();
        var news = cases.SelectMany(c => c.News).ToList();
        var tasks = events.OfType<IncidentEvent.DepartmentsAlerted>().SelectMany(e => Tasks(after, e, envelope)).ToList();
        var entry = new LedgerEntry
        {
            Command = envelope.Id,
            ContentHash = envelope.ContentHash,
            By = envelope.By,
            At = now,
            Stream = after.Id.Value,
            Answer = Answers.With(next),
            // the city's own line in the audit is not the county's
            Scope = Scope.Covering(counties.Concat(news.Select(n => n.County)).Append(envelope.By.County)),
            Events =
            [
                .. events.Select((e, i) => new EventRow(after.Id.Value, version + i + 1, after.County, Wire.NameOf(e), JsonSerializer.Serialize(e, Wire.Options), null)),
                .. cases.SelectMany(c => c.EventRows),
                .. tasks.Select(t => t.Event),
            ],
            Cases = [.. cases.Select(c => c.Row)],
            Deadlines = [.. cases.SelectMany(c => c.Deadlines)],
            Rows = [View(after, next, card), .. tasks.SelectMany(t => t.Rows(envelope.By, now)), .. Trail(events, after, envelope)],
            Feed = [.. counties.Select(c => new FeedItem(c, FeedKind.Incident, card)), .. news],
        };
        return new IncidentAct(after, next, card, entry);
    }

    private static NpgsqlBatchCommand View(Incident i, int version, string card) => Database.Sql("""
        insert into incident_view (id, county, counties, version, open, commander, opened_at, closed_at, card) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (id) do update set
            counties = excluded.counties, version = excluded.version, open = excluded.open, commander = excluded.commander, closed_at = excluded.closed_at, card = excluded.card
        where incident_view.version < excluded.version
        """,
        i.Id.Value, i.County.Value, i.Counties.Select(c => c.Value).ToArray(), version, i.Open, Database.Nullable(i.Commander?.Id.Value), i.OpenedAt,
        Database.Nullable(i.ClosedAt), Database.Json(card));

    private static IEnumerable<NewJointTask> Tasks(Incident i, IncidentEvent.DepartmentsAlerted e, IncidentEnvelope envelope) => e.Departments.Select(d =>
        NewJointTask.About(i, d.Id, e, envelope.Id));

    /// <summary>While an incident is open leadership sees where its squads are: when that began and ended is on record.</summary>
    private static IEnumerable<NpgsqlBatchCommand> Trail(IReadOnlyList<IncidentEvent> events, Incident i, IncidentEnvelope envelope) =>
        from e in events
        let action = e switch { IncidentEvent.IncidentOpened => AuditActions.IncidentOpened, IncidentEvent.IncidentClosed => AuditActions.IncidentClosed, _ => null }
        where action is not null
        select Audit.Statement(new AuditEntry(action, envelope.By, i.Id.ToString()).With("county", i.County.Value).With("cases", $"{i.Cases.Count}"));
}
