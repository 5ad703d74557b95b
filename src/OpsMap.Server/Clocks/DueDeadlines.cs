using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Clocks;

/// <summary>The deadline table (到期提醒表): claims what is due and fires it in the same transaction, so that a step is fired once or not at all.</summary>
public sealed class DueDeadlines(BackgroundDatabase database, TimeProvider clock)
{
    public const int AtOnce = 100;

    // A row is left alone while an earlier one of its case is due and not ours: steps of a case keep their order over all nodes.
    private const string ClaimSql = """
        with due as materialized (
          select stream, county, clock, round, step, due_at
          from   deadline
          where  fired_at is null and cancelled_at is null and due_at <= $1 and stream <> all($2)
            and  not (clock like 'L%' or (step = 'breach' and clock in ('C5', 'C7')))
            and  ($3::uuid is null or (stream, clock, round, step) = ($3, $4, $5, $6))
          order  by due_at, stream, step = 'breach', step
          limit  $7
          for    update skip locked)
        select d.stream, d.county, d.clock, d.round, d.step, d.due_at, c.no, c.card::text, c.helper,
               (select max(version) from event e where e.stream = d.stream)
        from   due d
        join   case_view c on c.id = d.stream
        where  not exists (
          select from deadline x
          where  x.stream = d.stream and x.due_at < d.due_at and x.fired_at is null and x.cancelled_at is null
            and  not exists (select from due m where (m.stream, m.clock, m.round, m.step) = (x.stream, x.clock, x.round, x.step)))
        order  by d.due_at, d.stream, d.step = 'breach', d.step
        """;

    // these bring something about: a card, a proposal, a supervision, the end of a right; the case itself decides them
    private const string DecidedSql = """
        select stream, county, clock, round, step, due_at, '', '', null::text, 0
        from   deadline
        where  fired_at is null and cancelled_at is null and due_at <= $1 and stream <> all($2)
          and  (clock like 'L%' or (step = 'breach' and clock in ('C5', 'C7')))
        order  by due_at, stream, step = 'breach', step
        limit  $3
        """;

    private const string EventSql = """
        insert into event (stream, version, county, type, body, actor, at)
        select r.stream, r.version, r.county, 'clock-passed', r.body, $5, $6
        from   unnest($1::uuid[], $2::int[], $3::text[], $4::jsonb[]) as r (stream, version, county, body)
        """;

    private const string FiredSql = """
        update deadline d set fired_at = $6, late = r.late
        from   unnest($1::uuid[], $2::text[], $3::int[], $4::text[], $5::boolean[]) as r (stream, clock, round, step, late)
        where  (d.stream, d.clock, d.round, d.step) = (r.stream, r.clock, r.round, r.step)
        """;

    private const string CaseSql = """
        update case_view v set version = r.version, card = r.card
        from   unnest($1::uuid[], $2::int[], $3::jsonb[]) as r (id, version, card)
        where  v.id = r.id
        """;

    // a commit that holds a row we need is over in milliseconds; rather come back than wait for each other in a circle
    private const string MannersSql = "set local lock_timeout = '400ms'";

    private static readonly string _machine = JsonSerializer.Serialize(Actor.Machine, Wire.Options);

    /// <summary>Fires up to a hundred rows that are due, leaving out some cases; <paramref name="claimed"/> gets what was tried, also when it fails.</summary>
    public Task<Firing?> Fire(IReadOnlyCollection<Guid> except, ICollection<DueDeadline> claimed, CancellationToken ct) => Fire(except, only: null, claimed, ct);

    /// <summary>Fires one row, if it is still due and nobody else has it.</summary>
    public Task<Firing?> FireOne(DueDeadline row, CancellationToken ct) => Fire([], row, new List<DueDeadline>(), ct);

    /// <summary>What is due and must be decided by the case itself.</summary>
    public async Task<IReadOnlyList<DueDeadline>> ForTheCase(IReadOnlyCollection<Guid> except, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(Database.Setting(Scope.Everything));
        batch.BatchCommands.Add(Database.Sql(DecidedSql, clock.GetUtcNow(), except.ToArray(), AtOnce));
        var due = new List<DueDeadline>();
        await Read(batch, due, ct);
        return due;
    }

    /// <summary>The case no longer waits for it.</summary>
    public async Task Drop(DueDeadline row, CancellationToken ct)
    {
        await using var batch = database.Source.CreateBatch();
        batch.BatchCommands.Add(Database.Setting(Scope.Everything));
        batch.BatchCommands.Add(Database.Sql(
            "update deadline set cancelled_at = $5 where (stream, clock, round, step) = ($1, $2, $3, $4) and fired_at is null and cancelled_at is null",
            row.Stream, row.Clock, row.Round, row.Step, clock.GetUtcNow()));
        await batch.ExecuteNonQueryAsync(ct);
    }

    private async Task<Firing?> Fire(IReadOnlyCollection<Guid> except, DueDeadline? only, ICollection<DueDeadline> claimed, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Claim(connection, transaction, except, only, claimed, ct);
        if (claimed.Count == 0) return null;
        var now = clock.GetUtcNow();
        var firing = Firing.Of([.. claimed], now);
        await using (var batch = new NpgsqlBatch(connection, transaction))
        {
            foreach (var statement in Statements(firing, now)) batch.BatchCommands.Add(statement);
            await batch.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
        return firing;
    }

    private async Task Claim(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyCollection<Guid> except, DueDeadline? only, ICollection<DueDeadline> claimed, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Database.Setting(Scope.Everything),
                Database.Sql(MannersSql),
                Database.Sql(ClaimSql, clock.GetUtcNow(), except.ToArray(), Value(only?.Stream, NpgsqlDbType.Uuid), Value(only?.Clock, NpgsqlDbType.Text),
                    Value(only?.Round, NpgsqlDbType.Integer), Value(only?.Step, NpgsqlDbType.Text), only is null ? AtOnce : 1),
            },
        };
        await Read(batch, claimed, ct);
    }

    /// <summary>The rows of the last statement of a batch.</summary>
    private static async Task Read(NpgsqlBatch batch, ICollection<DueDeadline> rows, CancellationToken ct)
    {
        await using var reader = await batch.ExecuteReaderAsync(ct);
        while (reader.FieldCount < 10 && await reader.NextResultAsync(ct)) { }
        while (await reader.ReadAsync(ct))
            rows.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.GetInt32(9), reader.GetString(6), reader.GetString(7))
            { Helper = reader.IsDBNull(8) ? null : reader.GetString(8) });
    }

    private static IEnumerable<NpgsqlBatchCommand> Statements(Firing firing, DateTimeOffset now)
    {
        var (fired, cases) = (firing.Fired, firing.Cases);
        yield return Database.Sql(EventSql, Column(fired, f => f.Row.Stream, NpgsqlDbType.Uuid), Column(fired, f => f.Version, NpgsqlDbType.Integer),
            Column(fired, f => f.Row.County, NpgsqlDbType.Text), Column(fired, f => f.Body, NpgsqlDbType.Jsonb), Value(_machine, NpgsqlDbType.Jsonb), now);
        yield return Database.Sql(FiredSql, Column(fired, f => f.Row.Stream, NpgsqlDbType.Uuid), Column(fired, f => f.Row.Clock, NpgsqlDbType.Text),
            Column(fired, f => f.Row.Round, NpgsqlDbType.Integer), Column(fired, f => f.Row.Step, NpgsqlDbType.Text), Column(fired, f => f.Event.Late, NpgsqlDbType.Boolean), now);
        yield return Database.Sql(CaseSql, Column(cases, c => c.Id, NpgsqlDbType.Uuid), Column(cases, c => c.Version, NpgsqlDbType.Integer), Column(cases, c => c.Json, NpgsqlDbType.Jsonb));

        FeedItem[] news = [.. fired.Select(f => Item(f.Row.County, "clock", f.News)), .. cases.SelectMany(c => c.Watching.Select(county => Item(county, FeedKind.Case, c.Json)))];
        foreach (var statement in FeedSql.Statements(news)) yield return statement;
    }

    private static FeedItem Item(string county, string kind, string json) => new(new CountyCode(county), kind, json);

    private static NpgsqlParameter Value<T>(T value, NpgsqlDbType type) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type };

    private static NpgsqlParameter Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> value, NpgsqlDbType type) =>
        new() { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
