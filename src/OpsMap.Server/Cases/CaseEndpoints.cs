using OpsMap.Domain;
using OpsMap.Domain.Cases;
using OpsMap.Server.Access;
using OpsMap.Server.Devices;
using OpsMap.Server.Dispatch;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Cases;

/// <summary>Everything a browser may ask of or say to a case.</summary>
public static class CaseEndpoints
{
    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup("/api/cases").WithTags("Cases").RequireAuthorization();
        cases.MapPost("/", Register);
        cases.MapGet("/", List);
        cases.MapGet("/{id}", Detail);
        cases.MapPost("/{id}/commands", Command).RefuseDisplaced();
        return app;
    }

    private static async Task<IResult> Register(RegisterRequest body, CurrentActor me, CaseIntake intake, CancellationToken ct)
    {
        var answer = await intake.Register(body.CommandId, body.Case, body.Complainant, me.Actor, ct);
        return answer.Refusal is { } no ? Problems.Answer(no) : WrittenJson.Created($"/api/cases/{body.CommandId}", body.CommandId.Value, answer);
    }

    private static async Task<IResult> List(CurrentActor me, CaseQueries cases, bool? open, string? q, DateTimeOffset? before, int? limit, CancellationToken ct) =>
        me.Actor.SeesCases
            ? WrittenJson.Of(await cases.List(me.Actor, open, q, before, Math.Clamp(limit ?? 50, 1, 200), ct))
            : Problems.Answer(new Refusal(Refusals.WrongRole));

    private static async Task<IResult> Detail(CaseId id, CurrentActor me, CaseQueries cases, HttpContext http, CancellationToken ct)
    {
        if (await cases.Detail(id, me.Actor, ct) is not { } detail) return Problems.Answer(new Problem(404, Codes.NotFound));
        var tongue = Words.Language(http.Request.Headers.AcceptLanguage.ToString());
        var worded = detail.Actions.Select(a => a.Code is { } code ? a with { Why = Words.Of(code, tongue, a.Facts) } : a);
        return Results.Json(detail with { Actions = [.. worded] }, Wire.Options);
    }

    private static async Task<IResult> Command(CaseId id, CaseCommandRequest body, CurrentActor me, CaseQueries cases, DirectiveReceipts receipts, FoundPlaces places, RoutedUnits units, ComplainantChanges complainants, SignedSteps signed, IGrainFactory grains, HttpRequest http, CancellationToken ct)
    {
        if (!CaseDecider.FromPeople(body.Command.GetType())) return Problems.Answer(Problem.BadInput(Codes.UnknownCode, "command.type"));
        await units.Check(id, body.Command, me.Actor, ct);
        var (said, person) = await complainants.Attach(body.Command, body.Complainant, id, ct);
        var answer = await grains.Case(id).Handle(new CaseEnvelope
        {
            Id = body.CommandId,
            Command = await places.Attach(await receipts.Attach(said, id, me.Actor, ct), ct),
            By = me.Actor,
            OccurredAt = body.OccurredAt,
            Device = await signed.Proof(http, body.Device, id.Value, body.OccurredAt, me.Actor, ct),
            ExpectedVersion = body.Version,
            ContentHash = body.Complainant is { } told ? Answers.HashOf(new ToldOf(body.Command, told), id.Value, me.Actor) : Answers.HashOf(body.Command, id.Value, me.Actor),
            Complainant = person,
        });
        if (answer.Refusal is not { } no) return WrittenJson.Done(answer);
        // "you may not" would say that the case is there
        return Problems.Answer(no.Kind == RefusalKind.WrongRole && !await cases.Knows(id, me.Actor, ct) ? new Refusal(Refusals.OtherCounty) : no);
    }
}

/// <summary>A new case and, apart from it, the complainant's own data.</summary>
public sealed record RegisterRequest(CommandId CommandId, Registration Case, Complainant? Complainant = null);

/// <summary>A command to a case: its id, the version the person was looking at, when it happened, what is said, which device signed it, and, apart from it, what it brings of the complainant's own data.</summary>
public sealed record CaseCommandRequest(
    CommandId CommandId, CaseCommand Command, int? Version = null, DateTimeOffset? OccurredAt = null, StepSignature? Device = null, ComplainantChange? Complainant = null);

/// <summary>What a repeat of a command with a complainant's data must be equal in.</summary>
internal sealed record ToldOf(CaseCommand Command, ComplainantChange Complainant);
