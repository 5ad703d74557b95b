using System.Text.Json;
using Npgsql;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Incidents;
using OpsMap.Domain.Units;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>A joint task on its way into the register (新设联办事项), set by a desk or by an incident that calls several departments at once.</summary>
internal sealed record NewJointTask(Guid Id, CountyCode County, JointTaskSaid Said, string Matter)
{
    public const string Type = "joint-task-set";

    public EventRow Event => new(Id, 1, County, Type, JsonSerializer.Serialize(Said, Wire.Options), OccurredAt: null);

    /// <summary>The department learns what and where; who complained it does not.</summary>
    public static NewJointTask About(Incident incident, DepartmentId department, IncidentEvent.DepartmentsAlerted alert, CommandId command) => new(
        NamedId.Of($"joint-task {command} {department}"),
        incident.County,
        new JointTaskSaid(department, alert.Mode, alert.Text, alert.Due, Incident: incident.Id.Value),
        JsonSerializer.Serialize(new { incident.Title, incident.Point, ReceivedAt = incident.OpenedAt }, Wire.Options));

    public NpgsqlBatchCommand Row(Actor by, DateTimeOffset now) => Database.Sql("""
        insert into joint_task (id, county, department, case_id, incident_id, mode, text, due_at, state, matter, set_by, set_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11, 1)
        """,
        Id, County.Value, Said.Department.Value, Database.Nullable(Said.Case?.Value), Database.Nullable(Said.Incident), JsonNames.Of(Said.Mode), Said.Text.Trim(),
        Said.Due, Database.Json(Matter), by.Name, now);

    /// <summary>With its line in the audit.</summary>
    public IEnumerable<NpgsqlBatchCommand> Rows(Actor by, DateTimeOffset now) =>
        [Row(by, now), Audit.Statement(new AuditEntry(Type, by, Id.ToString()).With("county", County.Value))];
}
