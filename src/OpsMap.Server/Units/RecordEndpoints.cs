using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Units;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Units;

/// <summary>Meetings, interviews and the library of typical cases (会商、约谈、典型案例).</summary>
public static class RecordEndpoints
{
    private static readonly Role[] _desks = [Role.CityDispatcher, Role.CountyDispatcher];
    private static readonly Role[] _readers = [Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.Section, Role.Leadership];
    private static readonly Role[] _learners = [.. _readers, Role.SquadMember, Role.SquadLeader];

    public static void MapRecords(this IEndpointRouteBuilder app)
    {
        app.MapRecord<Consultation>("consultations", "consultation");
        app.MapRecord<Interview>("interviews", "interview");
        var library = app.MapGroup("/api/typical-cases").WithTags("Typical cases");
        library.MapGet("/", (CurrentActor me, WorkRecords all, string? q, DateTimeOffset? before, int? industry, int? limit, CancellationToken ct) =>
            List(TypicalCases.Kind, me, all, q, before, industry, limit, ct)).RequireRoles(_learners);
        library.MapPut("/{id}", (CaseId id, LessonRequest body, CurrentActor me, TypicalCases cases) => cases.Flag(id, body, me.Actor)).RequireRoles(_desks);
        library.MapPost("/{id}/remove", (CaseId id, RemoveRequest body, CurrentActor me, TypicalCases cases) => cases.Unflag(id, body, me.Actor)).RequireRoles(_desks);
    }

    private static void MapRecord<T>(this IEndpointRouteBuilder app, string path, string kind) where T : WorkRecord
    {
        var records = app.MapGroup($"/api/{path}").WithTags("Records");
        records.MapGet("/", (CurrentActor me, WorkRecords all, string? q, DateTimeOffset? before, int? limit, CancellationToken ct) => List(kind, me, all, q, before, null, limit, ct)).RequireRoles(_readers);
        records.MapPost("/", (RecordRequest<T> body, CurrentActor me, WorkRecords all) => all.Enter(kind, body, me.Actor)).RequireRoles(_desks);
        records.MapPut("/{id:guid}", (Guid id, RecordRequest<T> body, CurrentActor me, WorkRecords all) => all.Change(kind, id, body, me.Actor)).RequireRoles(_desks);
        records.MapPost("/{id:guid}/remove", (Guid id, RemoveRequest body, CurrentActor me, WorkRecords all) => all.Remove(kind, id, body, me.Actor)).RequireRoles(_desks);
    }

    private static async Task<IResult> List(string kind, CurrentActor me, WorkRecords all, string? q, DateTimeOffset? before, int? industry, int? limit, CancellationToken ct) =>
        Texts.Optional("q", q, 100) is { } no
            ? Problems.Answer(no)
            : WrittenJson.Of(await all.List(kind, me.Actor, q, before, industry, Math.Clamp(limit ?? 50, 1, 200), ct));
}
