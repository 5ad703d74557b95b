using Microsoft.Net.Http.Headers;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Cases;
using OpsMap.Server.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Triage;

/// <summary>What triage suggests for a case, what was made of it, and the rules behind it.</summary>
public static class TriageEndpoints
{
    public static IEndpointRouteBuilder MapTriage(this IEndpointRouteBuilder app)
    {
        var cases = app.MapGroup("/api/cases/{id}/triage").WithTags("Triage").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.Section);
        cases.MapGet("/", Suggest);
        cases.MapPost("/decisions", Decide);
        var rules = app.MapGroup("/api/triage/rules").WithTags("Triage").RequireRoles(Role.Admin);
        rules.MapGet("/", async (RuleBook book, CancellationToken ct) => TypedResults.Json(await book.Current(ct), Wire.Options));
        rules.MapPut("/", Change);
        return app;
    }

    private static async Task<IResult> Suggest(CaseId id, CurrentActor me, TriageSuggestions triage, TriageDecisions decisions, HttpContext http, CancellationToken ct) =>
        await triage.For(id, me.Actor, ct) is { } found
            ? TypedResults.Json(TriageAdvice.Of(found, await decisions.Of(id, me.Actor, ct), Words.Language(http.Request.Headers[HeaderNames.AcceptLanguage].ToString())), Wire.Options)
            : Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));

    private static async Task<IResult> Decide(CaseId id, TriageChoice body, CurrentActor me, TriageSuggestions triage, TriageDecisions decisions, IGrainFactory grains, CancellationToken ct)
    {
        if (await triage.For(id, me.Actor, ct) is not { } shown) return Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
        if (body.Check() is { } bad) return Problems.Answer(bad.Code == Codes.UnknownCode ? Problem.BadInput(bad.Code, bad.Field) : Problem.Of(bad));
        return (await decisions.Record(shown, body, me.Actor, ct) ?? await Apply(shown, body, me.Actor, grains)) is { } no
            ? Problems.Answer(no)
            : TypedResults.Json(await decisions.Of(id, me.Actor, ct), Wire.Options);
    }

    /// <summary>Industry and grade as a dispatcher settled them stand in the case: they choose the squad's skills and the order of the queue. A section's word is only on record.</summary>
    private static async Task<Refusal?> Apply(Suggestions shown, TriageChoice choice, Actor by, IGrainFactory grains)
    {
        if (by.Role is Role.Section || !shown.Case.Open) return null;
        CaseCommand.Classify? command = choice.Topic switch
        {
            TriageTopic.Industry => new(Industry: choice.Accepted ? shown.Industries[0].Industry : choice.Industry),
            TriageTopic.Grade => new(Grade: choice.Accepted ? shown.Grade.Grade : choice.Grade),
            _ => null,
        };
        if (command is null) return null;
        // the decision is on record by now: sent again, it is the same command to the case
        var answer = await grains.Case(shown.Case.Id).Handle(new CaseEnvelope
        {
            Id = new CommandId(NamedId.Of($"classified by {choice.CommandId}")),
            Command = command,
            By = by,
            ContentHash = Answers.HashOf(choice, shown.Case.Id.Value, by),
        });
        return answer.Refusal;
    }

    private static async Task<IResult> Change(RulesChange body, CurrentActor me, RuleBook book, CancellationToken ct) =>
        await book.Change(body, me.Actor, ct) is { } no ? Problems.Answer(no) : TypedResults.Json(await book.Current(ct), Wire.Options);
}
