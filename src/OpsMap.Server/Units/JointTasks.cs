using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Units;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>Tasks for the departments of the joint conference (督办、专办、联办): set by a desk, answered by a liaison who sees the task and no case.</summary>
public sealed class JointTasks(Database database, RegisterBook book, TimeProvider clock)
{
    private const string Columns = """
        t.id, t.county, t.department, d.name, t.case_id, t.incident_id, t.mode, t.text, t.due_at, t.state, t.matter::text, t.reply, t.replied_at, t.replied_by, t.remark, t.set_by, t.set_at, t.version
        """;

    private const string ListSql = $"""
        select {Columns}
        from   joint_task t join department d on d.id = t.department
        where  ($1::text is null or t.state = $1) and ($2::timestamptz is null or t.set_at < $2) and ($3::uuid is null or t.case_id = $3) and ($5::uuid is null or t.incident_id = $5)
        order  by t.set_at desc
        limit  $4
        """;

    public async Task<IReadOnlyList<JointTaskCard>> List(Actor reader, TaskState? state, About about, DateTimeOffset? before, int limit, CancellationToken ct)
    {
        var rows = await database.Rows(ScopeOf(reader), Database.Sql(ListSql, Database.Nullable(state is { } s ? JsonNames.Of(s) : null), Database.Nullable(before), Database.Nullable(about.Case?.Value), limit, Database.Nullable(about.Incident?.Value)), Card, ct);
        // the way to the case itself is the desk's
        return reader.Role is Role.Liaison ? [.. rows.Select(t => t with { Case = null, Incident = null })] : rows;
    }

    /// <summary>The task takes its id from the command.</summary>
    public Task<IResult> Set(JointTaskRequest request, Actor by) => book.Write(request.CommandId, request.CommandId.Value, request, by, async now =>
    {
        var said = request.Task;
        if (said.Check(now) is { } no) throw RegisterBook.Refuse(no);
        var (county, matter) = await Matter(said, by);
        var departments = await database.Rows(Scope.Of(county), Database.Sql("select 1 from department where id = $1 and not closed", said.Department.Value), r => r.GetInt32(0));
        if (departments is []) throw RegisterBook.Refuse(new Refusal(Refusals.NoSuchDepartment, "task.department"));
        var task = new NewJointTask(request.CommandId.Value, county, said, matter);
        return new Entry(county, 1, NewJointTask.Type, said, Entry.AnswerOf(task.Id, 1), task.Row(by, now));
    }, creates: true);

    public Task<IResult> Step(Guid id, TaskStep step, TaskStepRequest request, Actor by) => book.Write(request.CommandId, id, new Stepped(step, request), by, async now =>
    {
        var found = await database.Rows(ScopeOf(by), Database.Sql($"select {Columns} from joint_task t join department d on d.id = t.department where t.id = $1", id), Card);
        if (found is not [var task]) throw RegisterBook.NotFound();
        if (Texts.Required("text", request.Text, 2000) is { } no) throw RegisterBook.Refuse(no);
        RegisterBook.Fence(request.Version, task.Version);
        if (JointTaskCourse.After(task.State, step) is not { } next) throw RegisterBook.Refuse(new Refusal(Refusals.TaskNotNow, Facts: Facts.Of("state", task.State)));
        var version = task.Version + 1;
        return new Entry(task.County, version, $"joint-task-{Past(step)}", new { request.Text }, Entry.AnswerOf(id, version), step is TaskStep.Reply
            ? Database.Sql("update joint_task set state = $2, version = $3, reply = $4, replied_at = $5, replied_by = $6 where id = $1", id, JsonNames.Of(next), version, request.Text.Trim(), now, by.Name)
            : Database.Sql("update joint_task set state = $2, version = $3, remark = $4 where id = $1", id, JsonNames.Of(next), version, request.Text.Trim()))
        {
            // a liaison is of no county, and may write no row but this one's
            Scope = Scope.Everything,
        };
    });

    private static Scope ScopeOf(Actor reader) => reader.Role is Role.Liaison ? new Scope($"department:{reader.Department}") : Scope.Of(reader);

    /// <summary>What the department is told of the case or incident: what and where, and never who complained.</summary>
    private async Task<(CountyCode County, string Json)> Matter(JointTaskSaid said, Actor by)
    {
        var query = said.Case is { } id
            ? Database.Sql("""
                select county, jsonb_strip_nulls(jsonb_build_object('no', no, 'kind', kind, 'title', card->'title', 'place', card->'place', 'industry', industry,
                       'respondent', card->'respondent', 'receivedAt', card->'receivedAt'))::text
                from   case_view where id = $1
                """, id.Value)
            : Database.Sql("""
                select county, jsonb_build_object('title', body->'title', 'point', body->'point', 'receivedAt', body->'at')::text
                from   event where stream = $1 and version = 1 and type = 'incident-opened'
                """, said.Incident);
        return await database.Rows(Scope.Of(by), query, r => (new CountyCode(r.GetString(0)), r.GetString(1))) is [var found]
            ? found
            : throw new ProblemException(Problem.BadInput(Refusals.NoSuchCase, said.Case is null ? "task.incident" : "task.case"));
    }

    private static string Past(TaskStep step) => step switch
    {
        TaskStep.Reply => "replied",
        TaskStep.SendBack => "sent-back",
        TaskStep.Close => "closed",
    };

    private JointTaskCard Card(NpgsqlDataReader r)
    {
        var (due, state) = (r.GetFieldValue<DateTimeOffset>(8), Enum.Parse<TaskState>(r.GetString(9), ignoreCase: true));
        return new JointTaskCard(
            r.GetGuid(0), new CountyCode(r.GetString(1)), Domain.Geo.Counties.NameOf(new CountyCode(r.GetString(1))), new DepartmentName(new DepartmentId(r.GetGuid(2)), r.GetString(3)),
            r.IsDBNull(4) ? null : new CaseId(r.GetGuid(4)), r.IsDBNull(5) ? null : r.GetGuid(5), Enum.Parse<TaskMode>(r.GetString(6), ignoreCase: true), r.GetString(7), due,
            state is TaskState.Open && due < clock.GetUtcNow() ? true : null, state, JsonElement.Parse(r.GetString(10)),
            r[11] as string, r.IsDBNull(12) ? null : r.GetFieldValue<DateTimeOffset>(12), r[13] as string, r[14] as string, r.GetString(15), r.GetFieldValue<DateTimeOffset>(16), r.GetInt32(17));
    }

    private sealed record Stepped(TaskStep Step, TaskStepRequest Said);
}

/// <summary>Tasks about one case, about one incident, or about anything.</summary>
public sealed record About(CaseId? Case = null, IncidentId? Incident = null);

/// <summary>A task to be set.</summary>
public sealed record JointTaskRequest(CommandId CommandId, JointTaskSaid Task);

/// <summary>A reply, a return or a close, in words.</summary>
public sealed record TaskStepRequest(CommandId CommandId, string Text, int? Version = null);

/// <summary>A task as desk and department see it (联办事项): <c>Matter</c> is what the department knows of the case.</summary>
public sealed record JointTaskCard(
    Guid Id, CountyCode County, string CountyName, DepartmentName Department, CaseId? Case, Guid? Incident, TaskMode Mode, string Text, DateTimeOffset Due, bool? Late, TaskState State, JsonElement Matter,
    string? Reply, DateTimeOffset? RepliedAt, string? RepliedBy, string? Remark, string SetBy, DateTimeOffset SetAt, int Version);

/// <summary>A department by its name.</summary>
public sealed record DepartmentName(DepartmentId Id, string Name);
