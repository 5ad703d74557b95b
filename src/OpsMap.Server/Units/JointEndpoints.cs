using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Units;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>Working together with the departments of the joint conference (联席会议).</summary>
public static class JointEndpoints
{
    public static void MapJoint(this IEndpointRouteBuilder app)
    {
        var departments = app.MapGroup("/api/departments").WithTags("Departments");
        departments.MapGet("/", (CurrentActor me, Departments all, CancellationToken ct) => all.List(me.Actor, ct)).RequireOffice();
        departments.MapPost("/", (DepartmentRequest body, CurrentActor me, Departments all) => all.Enter(body, me.Actor)).RequireRoles(Role.Admin);
        departments.MapPut("/{id}", (DepartmentId id, DepartmentRequest body, CurrentActor me, Departments all) => all.Change(id, body, me.Actor)).RequireRoles(Role.Admin);

        var tasks = app.MapGroup("/api/joint-tasks").WithTags("Joint tasks");
        tasks.MapGet("/", List).RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.Section, Role.Leadership);
        tasks.MapPost("/", (JointTaskRequest body, CurrentActor me, JointTasks all) => all.Set(body, me.Actor)).RequireRoles(Role.CityDispatcher, Role.CountyDispatcher);
        tasks.MapGet("/inbox", List).RequireRoles(Role.Liaison);
        tasks.MapPost("/{id:guid}/reply", Step(TaskStep.Reply)).RequireRoles(Role.Liaison);
        tasks.MapPost("/{id:guid}/send-back", Step(TaskStep.SendBack)).RequireRoles(Role.CityDispatcher, Role.CountyDispatcher);
        tasks.MapPost("/{id:guid}/close", Step(TaskStep.Close)).RequireRoles(Role.CityDispatcher, Role.CountyDispatcher);
    }

    private static async Task<IResult> List(CurrentActor me, JointTasks tasks, string? state, CaseId? @case, IncidentId? incident, DateTimeOffset? before, int? limit, CancellationToken ct)
    {
        TaskState? wanted = state switch { null => null, "open" => TaskState.Open, "replied" => TaskState.Replied, "closed" => TaskState.Closed, _ => throw new ProblemException(Problem.BadInput(Codes.UnknownCode, "state")) };
        return Results.Json(new { Items = await tasks.List(me.Actor, wanted, new About(@case, incident), before, Math.Clamp(limit ?? 50, 1, 200), ct) }, Wire.Options);
    }

    private static Func<Guid, TaskStepRequest, CurrentActor, JointTasks, Task<IResult>> Step(TaskStep step) => (id, body, me, tasks) => tasks.Step(id, step, body, me.Actor);
}
