using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Messages;

/// <summary>The conversations of the squads with dispatch (对话记录). A line is committed with its number and its news, once; no log ever holds its words.</summary>
public sealed class MessageBook(Database database, Ledger ledger, TimeProvider clock)
{
    private const int PageSize = 50;

    private const string ReadSql = """
        select coalesce(max(up_to) filter (where side = 'dispatch'), 0), coalesce(max(up_to) filter (where side = 'squad'), 0) from message_read where squad = $1
        """;

    private const string UnreadSql = """
        select m.squad, count(*)::int
        from   message m left join message_read r on r.squad = m.squad and r.side = $1
        where  m.side <> $1 and m.no > coalesce(r.up_to, 0) and ($2::uuid is null or m.squad = $2)
        group  by m.squad
        """;

    /// <exception cref="ProblemException">The id stands for another line already.</exception>
    public async Task<Message> Say(SquadId squad, CountyCode county, Side side, NewMessage said, Actor by)
    {
        var content = Answers.HashOf(said, squad.Value, by);
        Message? line = null;
        try
        {
            await ledger.CommitNumbered("message", squad.ToString(), no => Entry(line = new Message(said.Id, no, new Moment(clock.GetUtcNow()).Now, by.Name, side, said.Text, said.CaseId)));
            return line!;
        }
        catch (CommandRepeatedException)
        {
            var past = await ledger.AnswerTo(new CommandId(said.Id));
            return past is not null && past.ContentHash.AsSpan().SequenceEqual(content)
                ? await Line(said.Id)
                : throw new ProblemException(Problem.Of(new Refusal(Codes.CommandIdReused, "id")));
        }
        catch (VersionConflictException e)
        {
            // somebody else's line of this squad did not get committed in time: to be sent again under its id
            throw new LedgerUnavailableException(e);
        }

        LedgerEntry Entry(Message message) => new()
        {
            Command = new CommandId(message.Id),
            ContentHash = content,
            By = by,
            At = message.At,
            Stream = squad.Value,
            Answer = JsonSerializer.Serialize(new { message.No }, Wire.Options),
            Scope = Scope.Of(county),
            Rows =
            [
                Database.Sql("insert into message (id, squad, county, no, at, person, name, side, text, case_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                    message.Id, squad.Value, county.Value, message.No, message.At, by.Id.Value, message.By, JsonNames.Of(side), message.Text, Database.Nullable(message.CaseId?.Value)),
            ],
            Feed = [News(county, new MessageNews(squad, Message: message))],
        };
    }

    public async Task<Conversation> Read(SquadId squad, int? before, CancellationToken ct)
    {
        var lines = await database.Rows(Scope.Everything, Database.Sql("""
            select id, no, at, name, side, text, case_id from message where squad = $1 and ($2::int is null or no < $2) order by no desc limit $3
            """, squad.Value, Database.Nullable(before), PageSize), Line, ct);
        return new([.. lines.Reverse()], (await database.Rows(Scope.Everything, Database.Sql(ReadSql, squad.Value), ReadBy, ct))[0]);
    }

    /// <summary>Never further than there is something to read, and never back; only a change is news.</summary>
    public async Task<ReadBy> MarkRead(SquadId squad, CountyCode county, Side side, int upTo, CancellationToken ct)
    {
        await using var connection = await database.App.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var mark = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                Database.Setting(Scope.Of(county)),
                Database.Sql("""
                    insert into message_read (squad, side, county, up_to, at)
                    select $1, $2, $3, least($4, max(no)), $5 from message where squad = $1 having max(no) is not null
                    on conflict (squad, side) do update set up_to = excluded.up_to, at = excluded.at where message_read.up_to < excluded.up_to
                    """, squad.Value, JsonNames.Of(side), county.Value, upTo, clock.GetUtcNow()),
                Database.Sql(ReadSql, squad.Value),
            },
        };
        ReadBy now;
        await using (var reader = await mark.ExecuteReaderAsync(ct))
        {
            await reader.NextResultAsync(ct);
            await reader.ReadAsync(ct);
            now = ReadBy(reader);
        }
        if (mark.BatchCommands[1].RecordsAffected > 0)
        {
            await using var news = new NpgsqlBatch(connection, transaction);
            foreach (var statement in FeedSql.Statements([News(county, new MessageNews(squad, ReadBy: now))])) news.BatchCommands.Add(statement);
            await news.ExecuteNonQueryAsync(ct);
        }
        await transaction.CommitAsync(ct);
        return now;
    }

    /// <summary>How many lines of the other side nobody on this side has read, for each squad the reader may see.</summary>
    public async Task<IReadOnlyDictionary<SquadId, int>> Unread(Side side, Scope scope, SquadId? squad, CancellationToken ct) =>
        (await database.Rows(scope, Database.Sql(UnreadSql, JsonNames.Of(side), Database.Nullable(squad?.Value)), r => (Squad: new SquadId(r.GetGuid(0)), Count: r.GetInt32(1)), ct))
        .ToDictionary(u => u.Squad, u => u.Count);

    private async Task<Message> Line(Guid id) =>
        (await database.Rows(Scope.Everything, Database.Sql("select id, no, at, name, side, text, case_id from message where id = $1", id), Line))[0];

    private static FeedItem News(CountyCode county, MessageNews news) => new(county, FeedKind.Message, JsonSerializer.Serialize(news, Wire.Options));

    private static ReadBy ReadBy(NpgsqlDataReader row) => new(row.GetInt32(0), row.GetInt32(1));

    private static Message Line(NpgsqlDataReader r) => new(r.GetGuid(0), r.GetInt32(1), r.GetFieldValue<DateTimeOffset>(2), r.GetString(3),
        Enum.Parse<Side>(r.GetString(4), ignoreCase: true), r.GetString(5), r.IsDBNull(6) ? null : new CaseId(r.GetGuid(6)));
}
