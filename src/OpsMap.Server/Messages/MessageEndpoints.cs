using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;

namespace OpsMap.Server.Messages;

/// <summary>Dispatch and squads talk (对话): a dispatcher with the squads in scope, a squad's people with dispatch.</summary>
public static class MessageEndpoints
{
    private const int Longest = 500;

    public static IServiceCollection AddMessages(this IServiceCollection services) => services.AddSingleton<MessageBook>();

    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var talk = app.MapGroup("/api/squads/{id}/messages").WithTags("Messages").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.SquadMember, Role.SquadLeader);
        talk.MapPost("/", Say);
        talk.MapGet("/", Read);
        talk.MapPost("/read", MarkRead);
        app.MapGet("/api/messages/unread", Unread).WithTags("Messages").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher);
    }

    private static async Task<IResult> Say(SquadId id, NewMessage body, CurrentActor me, SquadQueries squads, CaseQueries cases, MessageBook book, CancellationToken ct)
    {
        if (await squads.CountyOf(id, me.Actor, ct) is not { } county) return NotFound();
        if (Texts.Required("text", body.Text, Longest) is { } no) return Problems.Answer(no);
        if (body.CaseId is { } about && !await cases.Knows(about, me.Actor, ct)) return Problems.Answer(new Refusal(Refusals.NoSuchCase, "caseId"));
        return Results.Json(await book.Say(id, county, SideOf(me.Actor), body, me.Actor), Wire.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> Read(SquadId id, int? before, CurrentActor me, SquadQueries squads, MessageBook book, CancellationToken ct) =>
        await squads.CountyOf(id, me.Actor, ct) is null ? NotFound() : Results.Json(await book.Read(id, before, ct), Wire.Options);

    private static async Task<IResult> MarkRead(SquadId id, ReadUpTo body, CurrentActor me, SquadQueries squads, MessageBook book, CancellationToken ct) =>
        await squads.CountyOf(id, me.Actor, ct) is { } county
            ? Results.Json(await book.MarkRead(id, county, SideOf(me.Actor), body.UpTo, ct), Wire.Options)
            : NotFound();

    private static async Task<IResult> Unread(CurrentActor me, MessageBook book, CancellationToken ct) =>
        Results.Json(await book.Unread(Side.Dispatch, Scope.Of(me.Actor), null, ct), Wire.Options);

    private static Side SideOf(Actor by) => by.Squad is null ? Side.Dispatch : Side.Squad;

    private static IResult NotFound() => Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
}
