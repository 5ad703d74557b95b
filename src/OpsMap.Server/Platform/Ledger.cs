using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Devices;

namespace OpsMap.Server.Platform;

/// <summary>
/// The append-only record (台账) of everything decided. One accepted command is one transaction in one round trip:
/// its id, its events, the views, the deadlines and the feed rows stand or fall together.
/// </summary>
public sealed class Ledger(Database database)
{
    private const string DrawSql = """
        insert into number_series (kind, period, last) values ($1, $2, 1)
        on conflict (kind, period) do update set last = number_series.last + 1
        returning last
        """;

    /// <summary>Commits or throws; nothing in between.</summary>
    /// <exception cref="VersionConflictException">Another activation wrote this version first: reload and decide again.</exception>
    /// <exception cref="CommandRepeatedException">This command id has been here before.</exception>
    /// <exception cref="AssignmentTakenException">The case or the squad already has an active directive.</exception>
    /// <exception cref="DocumentTakenException">Another document is in force on this ground, or the one to supersede is not any more.</exception>
    public async Task Commit(LedgerEntry entry)
    {
        await using var batch = database.Batch(entry.Scope, [.. LedgerSql.Statements(entry)]);
        await Run(batch);
    }

    /// <summary>
    /// The same, with a number drawn from a series inside the transaction, so that the series has no gap.
    /// Whoever draws next waits until this one has committed: <paramref name="withNumber"/> must not wait for anything.
    /// </summary>
    public async Task CommitNumbered(string series, string period, Func<int, LedgerEntry> withNumber)
    {
        await using var connection = await database.App.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var draw = new NpgsqlCommand(DrawSql, connection, transaction) { Parameters = { new() { Value = series }, new() { Value = period } } };
        var entry = withNumber(await Draw(draw));
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { Database.Setting(entry.Scope) } };
        foreach (var statement in LedgerSql.Statements(entry)) batch.BatchCommands.Add(statement);
        await Run(batch, transaction);
    }

    /// <summary>The next number of a series that may have gaps: nobody waits for anybody's commit.</summary>
    public async Task<int> Draw(string series, string period)
    {
        await using var draw = database.App.CreateCommand(DrawSql);
        draw.Parameters.Add(new() { Value = series });
        draw.Parameters.Add(new() { Value = period });
        return await Draw(draw);
    }

    /// <summary>The events of one stream after a version, in order.</summary>
    public Task<IReadOnlyList<StoredEvent>> Read(Guid stream, int after = 0, Scope? scope = null, CancellationToken ct = default) => database.Rows(scope ?? Scope.Everything,
        Database.Sql("select version, type, body, actor, at, occurred_at, device from event where stream = $1 and version > $2 order by version", stream, after),
        r => new StoredEvent(r.GetInt32(0), r.GetString(1), r.GetString(2), JsonSerializer.Deserialize<Actor>(r.GetString(3), Wire.Options)!,
            r.GetFieldValue<DateTimeOffset>(4), r.IsDBNull(5) ? null : r.GetFieldValue<DateTimeOffset>(5),
            r.IsDBNull(6) ? null : JsonSerializer.Deserialize<DeviceMark>(r.GetString(6), Wire.Options)), ct);

    /// <summary>What was answered to this command id, if it has been here.</summary>
    public async Task<PastAnswer?> AnswerTo(CommandId id, CancellationToken ct = default)
    {
        var rows = await database.Rows(Scope.Everything, Database.Sql("select content_hash, answer from command where id = $1", id.Value),
            r => new PastAnswer((byte[])r[0], r.GetString(1)), ct);
        return rows is [var past] ? past : null;
    }

    private static async Task<int> Draw(NpgsqlCommand draw)
    {
        try
        {
            return (int)(await draw.ExecuteScalarAsync())!;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled)
        {
            throw new VersionConflictException(e);
        }
    }

    private static async Task Run(NpgsqlBatch batch, NpgsqlTransaction? transaction = null)
    {
        try
        {
            await batch.ExecuteNonQueryAsync();
            if (transaction is not null) await transaction.CommitAsync();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw e.ConstraintName switch
            {
                "event_pkey" => new VersionConflictException(e),
                "command_pkey" => new CommandRepeatedException(e),
                "directive_one_per_case" or "directive_one_per_squad" => new AssignmentTakenException(e),
                "document_one_in_force" or "document_not_in_force" => new DocumentTakenException(e),
                _ => new LedgerUnavailableException(e),
            };
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.ExclusionViolation)
        {
            throw new VersionConflictException(e);
        }
        catch (NpgsqlException e)
        {
            throw new LedgerUnavailableException(e);
        }
    }
}

/// <summary>One event as it stands in the log.</summary>
public sealed record StoredEvent(int Version, string Type, string Body, Actor Actor, DateTimeOffset At, DateTimeOffset? OccurredAt, DeviceMark? Device)
{
    public TEvent As<TEvent>() => JsonSerializer.Deserialize<TEvent>(Body, Wire.Options)!;
}

/// <summary>The answer a command id got the first time, with the hash of what it said.</summary>
public sealed record PastAnswer(byte[] ContentHash, string Answer);

/// <summary>Somebody else wrote this version of the stream first.</summary>
public sealed class VersionConflictException(Exception cause) : Exception("stream version already written", cause);

/// <summary>This command id is already in the ledger.</summary>
public sealed class CommandRepeatedException(Exception cause) : Exception("command id already in the ledger", cause);

/// <summary>The case or the squad already has an active directive.</summary>
public sealed class AssignmentTakenException(Exception cause) : Exception("already assigned", cause);

/// <summary>Another document is in force on this ground, or the one to supersede is not any more.</summary>
public sealed class DocumentTakenException(Exception cause) : Exception("document conflict", cause);

/// <summary>
/// The database did not answer; whether the command was carried out is not known, so it is to be sent again under its id.
/// Crosses grain calls, so it carries the words of its cause and not the cause.
/// </summary>
[GenerateSerializer]
public sealed class LedgerUnavailableException(Exception cause) : Exception(cause.InnerException is { } inner ? $"{cause.Message}: {inner.Message}" : cause.Message);

/// <summary>Everything one accepted command changes.</summary>
public sealed record LedgerEntry
{
    public required CommandId Command { get; init; }
    public required byte[] ContentHash { get; init; }
    public required Actor By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid Stream { get; init; }
    public required string Answer { get; init; }

    /// <summary>Which device signed it.</summary>
    public DeviceProof? Device { get; init; }
    public Scope Scope { get; init; } = Scope.Everything;
    public IReadOnlyList<EventRow> Events { get; init; } = [];
    public IReadOnlyList<CaseRow> Cases { get; init; } = [];
    public IReadOnlyList<SquadRow> Squads { get; init; } = [];
    public IReadOnlyList<DeadlineChange> Deadlines { get; init; } = [];

    /// <summary>Rows of registers that are no view of a case or squad.</summary>
    public IReadOnlyList<NpgsqlBatchCommand> Rows { get; init; } = [];
    public IReadOnlyList<DirectiveRow> Directives { get; init; } = [];
    public IReadOnlyList<FeedItem> Feed { get; init; } = [];
    public ComplainantRow? Complainant { get; init; }

    /// <summary>Cases that were split off from another: the same person stands behind both.</summary>
    public IReadOnlyList<SamePerson> SamePersons { get; init; } = [];

    /// <summary>Thresholds that this entry has fired.</summary>
    public IReadOnlyList<FiredRow> Fired { get; init; } = [];
}

/// <summary>The complainant of one case is the complainant of another too.</summary>
public sealed record SamePerson(Guid From, Guid To);

/// <summary>A threshold that has passed, and whether it was fired late.</summary>
public sealed record FiredRow(Guid Stream, string Clock, int Round, string Step, bool Late);

/// <summary>An event on its way into the log.</summary>
public sealed record EventRow(Guid Stream, int Version, CountyCode County, string Type, string Body, DateTimeOffset? OccurredAt);

/// <summary>The read model of a case.</summary>
public sealed record CaseRow(
    Guid Id, CountyCode County, string No, int Version, string Kind, string Workflow, string Fast, string Legal, Guid? Squad, string? Helper, bool Open, bool Drill,
    int Industry, string[] Skills, GeoPoint? Point, DateTimeOffset? ArriveDue, DateTimeOffset ReceivedAt, DateTimeOffset? ClosedAt, string? Outcome,
    decimal? Recovered, string? ExternalNo, string Search, string Card);

/// <summary>The read model of a squad. <see cref="JobTaken"/> counts one more job today.</summary>
public sealed record SquadRow(
    Guid Id, short Slot, CountyCode County, string Code, int Version, string State, string[] Capabilities, int Crew, Guid? Case, bool JobTaken, DateOnly Today,
    bool Assignable, bool OnDuty, bool Retired, string Card);

/// <summary>A threshold to arm, or (without a due instant) to cancel.</summary>
public sealed record DeadlineChange(Guid Stream, CountyCode County, string Clock, int Round, string Step, DateTimeOffset? DueAt);

/// <summary>One round of a directive: who has it, whether still, and whether it waits behind another.</summary>
public sealed record DirectiveRow(Guid Case, int Round, Guid Squad, CountyCode County, string No, DateTimeOffset IssuedAt, bool OnSite, bool Active, bool Queued);

/// <summary>One line of news for the browsers that watch a county.</summary>
public sealed record FeedItem(CountyCode County, string Kind, string Body);

/// <summary>The complainant's own data, encrypted field by field.</summary>
public sealed record ComplainantRow(Guid Case, CountyCode County, byte[]? Name, byte[]? Phone, byte[]? Address, byte[]? IdNo, byte[]? PhoneHash, byte[]? AddressHash);
