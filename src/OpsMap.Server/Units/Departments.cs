using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Units;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>The departments of the joint conference (联席部门名册); placeholders wait for the real ones.</summary>
public sealed class Departments(Database database, RegisterBook book)
{
    private const int Most = 500;

    private const string Columns = "id, code, county, name, duty, liaison, phone, placeholder, closed, sort, version";

    public Task<IReadOnlyList<DepartmentCard>> List(Actor reader, CancellationToken ct) =>
        database.Rows(Scope.Of(reader), Database.Sql($"select {Columns} from department order by county, sort, code limit {Most}"), Card, ct);

    /// <summary>The department takes its id from the command.</summary>
    public Task<IResult> Enter(DepartmentRequest request, Actor by) => book.Write(request.CommandId, request.CommandId.Value, request, by, async _ =>
    {
        var said = request.Department;
        if (said.Check() is { } no) throw RegisterBook.Refuse(no);
        var code = said.Code ?? $"d-{request.CommandId.Value.ToString("N")[^8..]}";
        return await Of(request.CommandId.Value, said with { Code = code }, 1, "department-entered", by);
    }, creates: true);

    public Task<IResult> Change(DepartmentId id, DepartmentRequest request, Actor by) => book.Write(request.CommandId, id.Value, request, by, async _ =>
    {
        var found = await database.Rows(Scope.Of(by), Database.Sql($"select {Columns} from department where id = $1", id.Value), Card);
        if (found is not [var card]) throw RegisterBook.NotFound();
        var said = request.Department with { Code = request.Department.Code ?? card.Code };
        if (said.Check() is { } no) throw RegisterBook.Refuse(no);
        RegisterBook.Fence(request.Version, card.Version);
        if (said.Of != card.County) throw RegisterBook.Refuse(new Refusal(Refusals.CountyDoesNotFit, "department.county"));
        return await Of(id.Value, said, card.Version + 1, "department-changed", by);
    });

    private async Task<Entry> Of(Guid id, DepartmentSaid said, int version, string type, Actor by)
    {
        if (!by.MaySee(said.Of)) throw RegisterBook.Refuse(new Refusal(Refusals.OtherCounty, "department.county"));
        if (await database.Rows(Scope.Everything, Database.Sql("select 1 from department where code = $1 and id <> $2", said.Code, id), r => r.GetInt32(0)) is not [])
            throw RegisterBook.Refuse(new Refusal(Refusals.Repeated, "department.code"));
        return new Entry(said.Of, version, type, said, Entry.AnswerOf(id, version), Database.Sql("""
            insert into department (id, code, county, name, duty, liaison, phone, placeholder, closed, sort, version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (id) do update set
                code = excluded.code, name = excluded.name, duty = excluded.duty, liaison = excluded.liaison, phone = excluded.phone,
                placeholder = excluded.placeholder, closed = excluded.closed, sort = excluded.sort, version = excluded.version, at = clock_timestamp()
            """,
            id, said.Code, said.Of.Value, said.Name.Trim(), Database.Nullable(said.Duty), Database.Nullable(said.Liaison), Database.Nullable(said.Phone),
            said.Placeholder, said.Closed, said.Sort, version));
    }

    private static DepartmentCard Card(Npgsql.NpgsqlDataReader r) => new(
        new DepartmentId(r.GetGuid(0)), r.GetString(1), new CountyCode(r.GetString(2)), r.GetString(3), r[4] as string, r[5] as string, r[6] as string,
        r.GetBoolean(7), r.GetBoolean(8), r.GetInt32(9), r.GetInt32(10));
}

/// <summary>A department as it is to stand in the register.</summary>
public sealed record DepartmentRequest(CommandId CommandId, DepartmentSaid Department, int? Version = null);

/// <summary>A department as the directory shows it.</summary>
public sealed record DepartmentCard(
    DepartmentId Id, string Code, CountyCode County, string Name, string? Duty, string? Liaison, string? Phone, bool Placeholder, bool Closed, int Sort, int Version);
