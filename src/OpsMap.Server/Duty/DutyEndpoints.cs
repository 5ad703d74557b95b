using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Intake;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Duty;

/// <summary>The roster and the duty phones (值班): a county for its own squads, the city and the administrator for all.</summary>
public static class DutyEndpoints
{
    private const int MostDays = 62;
    private static readonly Role[] _planners = [Role.CityDispatcher, Role.CountyDispatcher, Role.Admin];
    private static readonly Role[] _readers = [.. _planners, Role.StationHead, Role.Leadership];

    public static void MapDuty(this IEndpointRouteBuilder app)
    {
        var shifts = app.MapGroup("/api/shifts").WithTags("Duty");
        shifts.MapGet("/", List).RequireRoles(_readers);
        shifts.MapPut("/{id:guid}", (Guid id, ShiftRequest body, CurrentActor me, ShiftBook book) => book.Put(id, body, me.Actor)).RequireRoles(_planners);
        shifts.MapDelete("/{id:guid}", (Guid id, CommandId? commandId, int? version, CurrentActor me, ShiftBook book) => book.Remove(id, commandId, version, me.Actor)).RequireRoles(_planners);
        shifts.MapPost("/copy-week", (CopyRequest body, CurrentActor me, ShiftBook book) => book.CopyWeek(body, me.Actor)).RequireRoles(_planners);
        shifts.MapPost("/swap", (SwapRequest body, CurrentActor me, ShiftBook book) => book.Swap(body, me.Actor)).RequireRoles(_planners);
        shifts.MapPost("/import", Import).RequireRoles(_planners);
        app.MapPost("/api/squads/{id}/reachability", (SquadId id, CheckRequest body, CurrentActor me, Reachability phones) => phones.Check(id, body, me.Actor))
            .RequireRoles(Role.CityDispatcher, Role.CountyDispatcher).WithTags("Duty");
    }

    private static async Task<IResult> List(CurrentActor me, RosterQueries roster, TimeProvider clock, DateOnly? from, DateOnly? to, CountyCode? county, CancellationToken ct)
    {
        var first = from ?? CityTime.DayOf(clock.GetUtcNow());
        var last = to ?? first.AddDays(7);
        if (last.DayNumber - first.DayNumber is < 1 or > MostDays) return Problems.Answer(Problem.BadInput(Refusals.OutOfRange, "to"));
        var shifts = await roster.Shifts(me.Actor, county, first, last, ct);
        return Results.Json(new Week(first, last, [.. shifts.Select(ShiftCard.Of)], await roster.Squads(me.Actor, county, ct)), Wire.Options);
    }

    private static Task<IResult> Import(HttpContext http, CurrentActor me, ShiftImport import, CancellationToken ct) =>
        SheetUpload.Answer(http, ShiftImport.Limits, (file, tongue) => import.Run(file, me.Actor, tongue), ct);

    private sealed record Week(DateOnly From, DateOnly To, IReadOnlyList<ShiftCard> Shifts, IReadOnlyList<SquadOnRoster> Squads);
}
