using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;

namespace OpsMap.Server.Platform;

/// <summary>
/// What the offices keep in registers (登记簿): one command is one event on the entry's own stream, its rows and its audit line, in one transaction.
/// The version fences two people at once; a repeated command id gets its first answer.
/// </summary>
public sealed class RegisterBook(Ledger ledger, TimeProvider clock)
{
    /// <summary>Asks <paramref name="decide"/> what changes, which refuses by <see cref="ProblemException"/>, and commits it; a new entry is answered with 201.</summary>
    public async Task<IResult> Write<TSaid>(CommandId command, Guid stream, TSaid said, Actor by, Func<DateTimeOffset, Task<Entry>> decide, bool creates = false)
    {
        var content = Answers.HashOf(said, stream, by);
        try
        {
            var now = clock.GetUtcNow();
            var entry = await decide(now);
            await ledger.Commit(Committed(command, content, stream, by, now, entry));
            return Answered(entry.Answer, creates);
        }
        catch (ProblemException)
        {
            // a refusal may only mean that the command has been carried out before: then its first answer stands
            if (await Repeat(command, content, creates) is { } before) return before;
            throw;
        }
        catch (CommandRepeatedException e)
        {
            return await Repeat(command, content, creates) ?? throw new InvalidOperationException("a repeated command has no answer", e);
        }
        catch (VersionConflictException)
        {
            throw Refuse(new Refusal(Codes.StaleVersion, "version"));
        }
    }

    /// <summary>The person was looking at an older version of the entry.</summary>
    public static void Fence(int? seen, int current)
    {
        if (seen is { } version && version != current) throw Refuse(Answers.Stale(current));
    }

    public static ProblemException Refuse(Refusal refusal) => new(Problem.Of(refusal));

    public static ProblemException NotFound() => new(new Problem(StatusCodes.Status404NotFound, Codes.NotFound));

    private async Task<IResult?> Repeat(CommandId command, byte[] content, bool creates) => await ledger.AnswerTo(command) switch
    {
        null => null,
        var past when past.ContentHash.AsSpan().SequenceEqual(content) => Answered(past.Answer, creates),
        _ => throw Refuse(new Refusal(Codes.CommandIdReused, "commandId")),
    };

    private static IResult Answered(string json, bool created) =>
        Results.Text(json, "application/json; charset=utf-8", statusCode: created ? StatusCodes.Status201Created : StatusCodes.Status200OK);

    private static LedgerEntry Committed(CommandId command, byte[] content, Guid stream, Actor by, DateTimeOffset now, Entry entry) => new()
    {
        Command = command,
        ContentHash = content,
        By = by,
        At = now,
        Stream = stream,
        Answer = entry.Answer,
        Scope = entry.Scope ?? Scope.Of(by),
        Events = [new EventRow(stream, entry.Version, entry.County, entry.Type, JsonSerializer.Serialize(entry.Body, Wire.Options), OccurredAt: null), .. entry.Others],
        Rows = [.. entry.Rows, Audit.Statement(new AuditEntry(entry.Type, by, stream.ToString()).With("county", entry.County.Value))],
    };
}

/// <summary>One change of a register: the event that tells it, and the rows it leaves.</summary>
public sealed record Entry(CountyCode County, int Version, string Type, object Body, string Answer, params IReadOnlyList<NpgsqlBatchCommand> Rows)
{
    /// <summary>Whose rows are written, when they are not the actor's own county's.</summary>
    public Scope? Scope { get; init; }

    /// <summary>Events on the streams of other entries that change with this one.</summary>
    public IReadOnlyList<EventRow> Others { get; init; } = [];

    /// <summary>The usual answer: which entry, and its version after the change.</summary>
    public static string AnswerOf(Guid id, int version) => JsonSerializer.Serialize(new { id, version }, Wire.Options);
}
