using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Server.Devices;

namespace OpsMap.Server.Platform;

/// <summary>The statements of one ledger entry, in the order the locks are taken: command, events, views, deadlines, feed.</summary>
internal static class LedgerSql
{
    public static IEnumerable<NpgsqlBatchCommand> Statements(LedgerEntry e)
    {
        yield return Database.Sql("insert into command (id, stream, person, content_hash, answer, at) values ($1, $2, $3, $4, $5, $6)",
            e.Command.Value, e.Stream, e.By.Id.Value, e.ContentHash, Json(e.Answer), e.At);
        if (e.Events.Count > 0) yield return Events(e);
        if (e.Device is { } proof) yield return Signed(e, proof);
        // two cases in one act lock their rows in one order
        foreach (var row in e.Cases.OrderBy(c => c.Id)) yield return Case(row);
        if (e.Complainant is { } person) yield return Complainant(person);
        foreach (var same in e.SamePersons) yield return Database.Sql("""
            insert into complainant (case_id, county, name_enc, phone_enc, address_enc, id_enc, phone_hash, address_hash)
            select $2, county, name_enc, phone_enc, address_enc, id_enc, phone_hash, address_hash from complainant where case_id = $1
            on conflict (case_id) do nothing
            """, same.From, same.To);
        // what ends or waits makes room before something takes it
        foreach (var directive in e.Directives.OrderBy(d => d.Active).ThenByDescending(d => d.Queued)) yield return Directive(directive);
        foreach (var squad in e.Squads)
        {
            yield return Squad(squad);
            yield return squad.OnDuty
                ? Database.Sql("update squad_position set assignable = $2 where squad = $1 and assignable <> $2", squad.Id, squad.Assignable)
                : Database.Sql("delete from squad_position where squad = $1", squad.Id);
        }
        foreach (var entry in e.Rows) yield return entry;
        if (e.Deadlines.Count > 0) yield return Deadlines(e.Deadlines);
        foreach (var f in e.Fired) yield return Database.Sql(
            "update deadline set fired_at = $5, late = $6 where (stream, clock, round, step) = ($1, $2, $3, $4) and fired_at is null", f.Stream, f.Clock, f.Round, f.Step, e.At, f.Late);
        foreach (var statement in FeedSql.Statements(e.Feed)) yield return statement;
    }

    private static NpgsqlBatchCommand Events(LedgerEntry e) => Database.Sql("""
        insert into event (stream, version, county, type, body, actor, at, device, occurred_at)
        select r.stream, r.version, r.county, r.type, r.body, $7, $8, $9, r.occurred_at
        from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::jsonb[], $6::timestamptz[]) as r(stream, version, county, type, body, occurred_at)
        """,
        Array(e.Events, v => v.Stream, NpgsqlDbType.Uuid), Array(e.Events, v => v.Version, NpgsqlDbType.Integer),
        Array(e.Events, v => v.County.Value, NpgsqlDbType.Text), Array(e.Events, v => v.Type, NpgsqlDbType.Text),
        Array(e.Events, v => v.Body, NpgsqlDbType.Jsonb), Array(e.Events, v => v.OccurredAt, NpgsqlDbType.TimestampTz),
        Json(JsonSerializer.Serialize(e.By, Wire.Options)), e.At,
        Of(e.Device is { } proof ? JsonSerializer.Serialize(proof.Mark, Wire.Options) : null, NpgsqlDbType.Jsonb));

    private static NpgsqlBatchCommand Signed(LedgerEntry e, DeviceProof p) => Database.Sql(
        "insert into device_step (command, county, stream, device, seq, said, signature, offline, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        e.Command.Value, e.Events[0].County.Value, e.Stream, p.Device, p.Seq, p.Said, p.Signature, p.Offline, e.At);

    private static NpgsqlBatchCommand Case(CaseRow c) => Database.Sql("""
        insert into case_view (id, county, no, version, kind, workflow, fast, legal, squad, open, drill, industry, skills, point, plane, arrive_due,
                               received_at, closed_at, outcome, recovered, external_no, search, card, helper)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
                st_point($14, $15, 4326)::geography, st_transform(st_point($14, $15, 4326), 4546), $16, $17, $18, $19, $20, $21, $22, $23, $24)
        on conflict (id) do update set
            county = excluded.county, version = excluded.version, workflow = excluded.workflow, fast = excluded.fast, legal = excluded.legal,
            squad = excluded.squad, open = excluded.open, industry = excluded.industry, skills = excluded.skills, point = excluded.point, plane = excluded.plane,
            arrive_due = excluded.arrive_due, closed_at = excluded.closed_at, outcome = excluded.outcome, recovered = excluded.recovered,
            search = excluded.search, card = excluded.card, helper = excluded.helper
        where case_view.version < excluded.version
        """,
        c.Id, c.County.Value, c.No, c.Version, c.Kind, c.Workflow, c.Fast, c.Legal, Of(c.Squad, NpgsqlDbType.Uuid), c.Open, c.Drill, c.Industry, c.Skills,
        Of(c.Point?.Lon, NpgsqlDbType.Double), Of(c.Point?.Lat, NpgsqlDbType.Double), Of(c.ArriveDue, NpgsqlDbType.TimestampTz), c.ReceivedAt,
        Of(c.ClosedAt, NpgsqlDbType.TimestampTz), Of(c.Outcome, NpgsqlDbType.Text), Of(c.Recovered, NpgsqlDbType.Numeric),
        Of(c.ExternalNo, NpgsqlDbType.Text), c.Search, Json(c.Card), Of(c.Helper, NpgsqlDbType.Text));

    private static NpgsqlBatchCommand Complainant(ComplainantRow p) => Database.Sql("""
        insert into complainant (case_id, county, name_enc, phone_enc, address_enc, id_enc, phone_hash, address_hash) values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (case_id) do update set name_enc = excluded.name_enc, phone_enc = excluded.phone_enc, address_enc = excluded.address_enc,
            id_enc = excluded.id_enc, phone_hash = excluded.phone_hash, address_hash = excluded.address_hash
        """,
        p.Case, p.County.Value, Of(p.Name, NpgsqlDbType.Bytea), Of(p.Phone, NpgsqlDbType.Bytea), Of(p.Address, NpgsqlDbType.Bytea),
        Of(p.IdNo, NpgsqlDbType.Bytea), Of(p.PhoneHash, NpgsqlDbType.Bytea), Of(p.AddressHash, NpgsqlDbType.Bytea));

    private static NpgsqlBatchCommand Directive(DirectiveRow d) => Database.Sql("""
        insert into directive (case_id, round, squad, county, no, issued_at, on_site, active, queued) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (case_id, round) do update set on_site = excluded.on_site, active = excluded.active, queued = excluded.queued
        """,
        d.Case, d.Round, d.Squad, d.County.Value, d.No, d.IssuedAt, d.OnSite, d.Active, d.Queued);

    private static NpgsqlBatchCommand Squad(SquadRow s) => Database.Sql("""
        insert into squad_view (id, slot, county, code, version, state, capabilities, crew, jobs_today, jobs_on, case_id, card, retired)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        on conflict (id) do update set
            version = excluded.version, state = excluded.state, capabilities = excluded.capabilities, crew = excluded.crew, case_id = excluded.case_id, card = excluded.card,
            retired = excluded.retired,
            jobs_today = case when squad_view.jobs_on = excluded.jobs_on then squad_view.jobs_today else 0 end + excluded.jobs_today, jobs_on = excluded.jobs_on
        where squad_view.version < excluded.version
        """,
        s.Id, s.Slot, s.County.Value, s.Code, s.Version, s.State, s.Capabilities, s.Crew, s.JobTaken ? 1 : 0, s.Today, Of(s.Case, NpgsqlDbType.Uuid), Json(s.Card), s.Retired);

    private static NpgsqlBatchCommand Deadlines(IReadOnlyList<DeadlineChange> changes) => Database.Sql("""
        insert into deadline (stream, county, clock, round, step, due_at, cancelled_at)
        select r.stream, r.county, r.clock, r.round, r.step, coalesce(r.due_at, clock_timestamp()), case when r.due_at is null then clock_timestamp() end
        from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::timestamptz[]) as r(stream, county, clock, round, step, due_at)
        on conflict (stream, clock, round, step) do update set
            due_at = case when excluded.cancelled_at is null then excluded.due_at else deadline.due_at end,
            cancelled_at = excluded.cancelled_at
        where deadline.fired_at is null
        """,
        Array(changes, d => d.Stream, NpgsqlDbType.Uuid), Array(changes, d => d.County.Value, NpgsqlDbType.Text), Array(changes, d => d.Clock, NpgsqlDbType.Text),
        Array(changes, d => d.Round, NpgsqlDbType.Integer), Array(changes, d => d.Step, NpgsqlDbType.Text), Array(changes, d => d.DueAt, NpgsqlDbType.TimestampTz));

    private static NpgsqlParameter Json(string json) => new() { Value = json, NpgsqlDbType = NpgsqlDbType.Jsonb };

    private static NpgsqlParameter Of<T>(T value, NpgsqlDbType type) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type };

    private static NpgsqlParameter Array<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value, NpgsqlDbType type) =>
        new() { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
