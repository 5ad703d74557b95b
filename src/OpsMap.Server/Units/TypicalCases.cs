using System.Text.Json;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Units;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>The library of typical cases (典型案例库): archived cases with the lesson they teach.</summary>
public sealed class TypicalCases(Database database, RegisterBook book)
{
    public const string Kind = "typicalCase";

    /// <summary>Flags a case, or words its lesson anew.</summary>
    public Task<IResult> Flag(CaseId id, LessonRequest request, Actor by) => book.Write(request.CommandId, EntryOf(id), request, by, async now =>
    {
        var (county, industry, no, archived, version) = await Find(id, by);
        if (request.Lesson.Check() is { } refused) throw RegisterBook.Refuse(refused);
        RegisterBook.Fence(request.Version, version);
        if (!archived) throw RegisterBook.Refuse(new Refusal(Refusals.CaseNotArchived));
        // what the whole city is to read, the city shares
        if (request.Lesson.Shared && !by.SeesAll) throw RegisterBook.Refuse(new Refusal(Refusals.WrongRole, "lesson.shared"));
        var body = JsonSerializer.Serialize(new { Case = id, No = no, Industry = industry, request.Lesson.Title, request.Lesson.Text, Shared = request.Lesson.Shared ? true : (bool?)null }, Wire.Options);
        return new Entry(county, version + 1, "typicalCase-flagged", request.Lesson, Entry.AnswerOf(id.Value, version + 1),
            WorkRecords.Upsert(EntryOf(id), Kind, county, null, industry, [id.Value], request.Lesson.Shared, $"{no} {request.Lesson.Title} {request.Lesson.Text}", body, by, now, version + 1));
    });

    public Task<IResult> Unflag(CaseId id, RemoveRequest request, Actor by) => book.Write(request.CommandId, EntryOf(id), request, by, async now =>
    {
        var (county, _, _, _, version) = await Find(id, by);
        if (await database.Rows(Scope.Of(by), Database.Sql("select 1 from work_record where id = $1 and removed_at is null", EntryOf(id)), r => r.GetInt32(0)) is []) throw RegisterBook.NotFound();
        RegisterBook.Fence(request.Version, version);
        return new Entry(county, version + 1, "typicalCase-unflagged", new { }, Entry.AnswerOf(id.Value, version + 1),
            Database.Sql("update work_record set removed_at = $2, shared = false, version = $3 where id = $1", EntryOf(id), now, version + 1));
    });

    private async Task<(CountyCode County, int Industry, string No, bool Archived, int Version)> Find(CaseId id, Actor by) =>
        await database.Rows(Scope.Of(by), Database.Sql("""
            select c.county, c.industry, c.no, c.workflow = 'archived', coalesce(r.version, 0)
            from   case_view c left join work_record r on r.id = $2 where c.id = $1
            """, id.Value, EntryOf(id)),
            r => (new CountyCode(r.GetString(0)), r.GetInt32(1), r.GetString(2), r.GetBoolean(3), r.GetInt32(4))) is [var found] ? found : throw RegisterBook.NotFound();

    // the case has a stream of its own; the lesson about it has another
    private static Guid EntryOf(CaseId id) => NamedId.Of($"typical case {id}");
}

/// <summary>The lesson of an archived case.</summary>
public sealed record LessonRequest(CommandId CommandId, Lesson Lesson, int? Version = null);
