using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Units;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>Meetings and interviews as rows (会商、约谈台账): what was said is the body, the rest is what lists and searches need.</summary>
public sealed class WorkRecords(Database database, RegisterBook book)
{
    private const string ListSql = """
        select (r.body || jsonb_build_object('id', r.id, 'county', r.county, 'version', r.version, 'enteredBy', r.entered_by, 'enteredAt', to_char(r.entered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                'cases', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'no', c.no, 'title', c.card->'title') order by c.no), '[]') from case_view c where c.id = any(r.cases))))::text
        from   work_record r
        where  r.kind = $1 and r.removed_at is null
        and    ($2::text is null or r.search ilike '%' || $2 || '%') and ($3::timestamptz is null or r.entered_at < $3) and ($4::int is null or r.industry = $4)
        order  by r.entered_at desc
        limit  $5
        """;

    public async Task<string> List(string kind, Actor reader, string? q, DateTimeOffset? before, int? industry, int limit, CancellationToken ct)
    {
        var items = await database.Rows(Scope.Of(reader), Database.Sql(ListSql, kind, Database.Nullable(Likes.Escaped(q)), Database.Nullable(before), Database.Nullable(industry), limit), r => r.GetString(0), ct);
        return $$"""{"items":[{{string.Join(',', items)}}]}""";
    }

    /// <summary>The record takes its id from the command; a county's desk writes in its own county, the city's in the one it names.</summary>
    public Task<IResult> Enter<T>(string kind, RecordRequest<T> request, Actor by) where T : WorkRecord => book.Write(request.CommandId, request.CommandId.Value, request, by, async now =>
    {
        var county = request.County ?? by.County;
        if (!by.MaySee(county) || (!county.IsCity && Domain.Geo.Counties.Find(county) is null)) throw RegisterBook.Refuse(new Refusal(Refusals.CountyDoesNotFit, "county"));
        await Check(request.Record, by, now);
        return Of(kind, request.CommandId.Value, county, 1, $"{kind}-entered", request.Record, by, now);
    }, creates: true);

    public Task<IResult> Change<T>(string kind, Guid id, RecordRequest<T> request, Actor by) where T : WorkRecord => book.Write(request.CommandId, id, request, by, async now =>
    {
        var (county, version) = await Find(kind, id, by);
        await Check(request.Record, by, now);
        RegisterBook.Fence(request.Version, version);
        if (request.County is { } other && other != county) throw RegisterBook.Refuse(new Refusal(Refusals.CountyDoesNotFit, "county"));
        return Of(kind, id, county, version + 1, $"{kind}-changed", request.Record, by, now);
    });

    /// <summary>Taken off the lists; its events stay.</summary>
    public Task<IResult> Remove(string kind, Guid id, RemoveRequest request, Actor by) => book.Write(request.CommandId, id, request, by, async now =>
    {
        var (county, version) = await Find(kind, id, by);
        RegisterBook.Fence(request.Version, version);
        return new Entry(county, version + 1, $"{kind}-removed", new { }, Entry.AnswerOf(id, version + 1),
            Database.Sql("update work_record set removed_at = $2, version = $3 where id = $1", id, now, version + 1));
    });

    /// <summary>Whose it is; another county's, another kind or one taken away is not found.</summary>
    private async Task<(CountyCode County, int Version)> Find(string kind, Guid id, Actor by) =>
        await database.Rows(Scope.Of(by), Database.Sql("select county, version from work_record where id = $1 and kind = $2 and removed_at is null", id, kind),
            r => (County: new CountyCode(r.GetString(0)), r.GetInt32(1))) is [var found] && by.MaySee(found.County) ? found : throw RegisterBook.NotFound();

    private async Task Check(WorkRecord record, Actor by, DateTimeOffset now)
    {
        if (record.Check(CityTime.DayOf(now)) is { } no) throw RegisterBook.Refuse(no);
        Guid[] cases = [.. record.About().Select(c => c.Value)];
        var known = await database.Rows(Scope.Of(by), Database.Sql("select id from case_view where id = any($1)", cases), r => r.GetGuid(0));
        if (Array.FindIndex(cases, c => !known.Contains(c)) is >= 0 and var missing) throw new ProblemException(Problem.BadInput(Refusals.NoSuchCase, $"record.cases[{missing}]"));
        Guid[] departments = record is Consultation { Departments: { } with } ? [.. with.Select(d => d.Value)] : [];
        var invited = await database.Rows(Scope.Of(by), Database.Sql("select id from department where id = any($1)", departments), r => r.GetGuid(0));
        if (Array.FindIndex(departments, d => !invited.Contains(d)) is >= 0 and var stranger) throw RegisterBook.Refuse(new Refusal(Refusals.NoSuchDepartment, $"record.departments[{stranger}]"));
        if (record is Interview { Unit: { } unit } && await database.Rows(Scope.Of(by), Database.Sql("select 1 from unit where id = $1", unit.Value), r => r.GetInt32(0)) is [])
            throw RegisterBook.Refuse(new Refusal(Refusals.NoSuchUnit, "record.unit"));
    }

    private static Entry Of<T>(string kind, Guid id, CountyCode county, int version, string type, T record, Actor by, DateTimeOffset now) where T : WorkRecord =>
        new(county, version, type, record, Entry.AnswerOf(id, version),
            Upsert(id, kind, county, record.Day(), null, [.. record.About().Select(c => c.Value)], false, record.Search(), JsonSerializer.Serialize(record, Wire.Options), by, now, version));

    internal static NpgsqlBatchCommand Upsert(
        Guid id, string kind, CountyCode county, DateOnly? day, int? industry, Guid[] cases, bool shared, string search, string body, Actor by, DateTimeOffset now, int version) => Database.Sql("""
        insert into work_record (id, kind, county, day, industry, cases, shared, search, body, entered_by, entered_at, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        on conflict (id) do update set
            day = excluded.day, industry = excluded.industry, cases = excluded.cases, shared = excluded.shared, search = excluded.search, body = excluded.body,
            removed_at = null, version = excluded.version
        """,
        id, kind, county.Value, Database.Nullable(day), Database.Nullable(industry), cases, shared, search, Database.Json(body), by.Name, now, version);
}

/// <summary>A record as it is to stand, and for a new one of the city's desk the county it belongs to.</summary>
public sealed record RecordRequest<T>(CommandId CommandId, T Record, CountyCode? County = null, int? Version = null) where T : WorkRecord;

/// <summary>A record to be taken off the lists.</summary>
public sealed record RemoveRequest(CommandId CommandId, int? Version = null);
