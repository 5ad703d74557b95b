using Microsoft.Net.Http.Headers;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Documents;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Documents;

/// <summary>Issuing, reading, printing and confirming documents (文书接口).</summary>
public static class DocumentEndpoints
{
    internal const string ConfirmLimit = "confirm-document";

    private static readonly Role[] _issuers = [Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader];

    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder app)
    {
        var ofCase = app.MapGroup("/api/cases/{id}/documents").WithTags("Documents").RequireCaseReader();
        ofCase.MapGet("/", List);
        ofCase.MapPost("/", Issue).RequireRoles(_issuers);
        ofCase.MapGet("/preview", Preview).RequireRoles(_issuers);

        var documents = app.MapGroup("/api/documents").WithTags("Documents").RequireCaseReader();
        documents.MapGet("/{id}", Content);
        documents.MapGet("/{id}/page", Page);
        documents.MapGet("/{id}/pdf", Pdf).WithRequestTimeout(TimeSpan.FromMinutes(1));
        documents.MapPost("/{id}/withdraw", Withdraw).RequireRoles(Role.CityDispatcher, Role.CountyDispatcher);

        app.MapGet("/verify/{code}", Verify).AllowAnonymous().RequireRateLimiting(ConfirmLimit).ExcludeFromDescription();
        app.MapGet("/documents/print.css", (HttpContext context) => File(context, PrintFiles.Css, "text/css")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/documents/print.js", (HttpContext context) => File(context, PrintFiles.Js, "text/javascript")).AllowAnonymous().ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> List(CaseId id, HttpContext context, CurrentActor me, DocumentQueries queries, DocumentSecrets secrets, CancellationToken ct)
    {
        if (await queries.File(id, me.Actor, ct) is not { } file) return NotFound();
        var issued = await queries.OfCase(id, ct);
        var offers = DocumentForms.All.Select(form => Offer.Of(form, file, issued, me.Actor, Tongue(context))).OfType<Offer>();
        return Results.Json(new DocumentList([.. issued.Select(d => DocumentCard.Of(d, secrets.Code(d.Id)))], [.. offers]), Wire.Options);
    }

    private static async Task<IResult> Issue(CaseId id, IssueRequest body, CurrentActor me, DocumentDesk desk, DocumentSecrets secrets, CancellationToken ct)
    {
        var document = await desk.Issue(id, body, me.Actor, ct);
        return Results.Created($"/api/documents/{document.Id}", DocumentCard.Of(document, secrets.Code(document.Id)));
    }

    private static async Task<IResult> Withdraw(Guid id, WithdrawRequest body, CurrentActor me, DocumentDesk desk, DocumentSecrets secrets, CancellationToken ct) =>
        Results.Ok(DocumentCard.Of(await desk.Withdraw(id, body, me.Actor, ct), secrets.Code(id)));

    private static async Task<IResult> Preview(CaseId id, string? kind, HttpContext context, CurrentActor me, DocumentQueries queries, DocumentDesk desk, Reader reader, CancellationToken ct)
    {
        if (await queries.File(id, me.Actor, ct) is not { } file) return NotFound();
        var wanted = Code<DocumentKind>(kind, "kind") ?? throw new ProblemException(Problem.BadInput(Codes.MemberMissing, "kind"));
        var said = context.Request.Query.Where(q => q.Key != "kind").ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        var body = await desk.Preview(file, wanted, said, me.Actor, ct);
        return Shown(DocumentPage.OnScreen(body, Voice.Masked(body), proof: null, reader.Mark(me.Actor), pdf: ""));
    }

    private static async Task<IResult> Content(Guid id, CurrentActor me, DocumentQueries queries, DocumentSecrets secrets, CancellationToken ct) =>
        await queries.Find(id, me.Actor, ct) is { } document
            ? Results.Json(new DocumentContent(DocumentCard.Of(document, secrets.Code(id)), document.Body), Wire.Options)
            : NotFound();

    private static async Task<IResult> Page(Guid id, string? copy, HttpContext context, CurrentActor me, Reader reader, CancellationToken ct)
    {
        if (await reader.Open(id, Code<DocumentCopy>(copy, "copy"), me.Actor, ct) is not { } opened) return NotFound();
        var pdf = $"/api/documents/{id}/pdf?copy={JsonNames.Of(opened.Voice.Copy)}";
        return Shown(DocumentPage.OnScreen(opened.Document.Body, opened.Voice, reader.ProofOf(opened.Document, context.Request), reader.Mark(me.Actor), pdf));
    }

    private static async Task<IResult> Pdf(Guid id, string? copy, HttpContext context, CurrentActor me, Reader reader, Press press, CancellationToken ct)
    {
        if (await reader.Open(id, Code<DocumentCopy>(copy, "copy"), me.Actor, ct) is not { } opened) return NotFound();
        var body = opened.Document.Body;
        var pdf = await press.Print(DocumentPage.OnPaper(body, opened.Voice, reader.ProofOf(opened.Document, context.Request)), ct);
        return Results.File(pdf, "application/pdf", $"{body.Paper.Title} {body.No}.pdf");
    }

    private static async Task<IResult> Verify(string code, HttpContext context, DocumentQueries queries, CancellationToken ct)
    {
        var found = DocumentSecrets.LooksLikeCode(code) ? await queries.Confirm(DocumentSecrets.HashOf(code), ct) : null;
        context.Response.Headers.CacheControl = "no-store";
        var page = found is null ? VerifyPage.Unknown(Tongue(context)) : VerifyPage.Of(found, Tongue(context));
        return Results.Text(page, "text/html; charset=utf-8", statusCode: found is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    private static T? Code<T>(string? said, string field)
        where T : struct, Enum =>
        said is null ? null
        : Enum.GetValues<T>().Where(v => JsonNames.Of(v) == said).ToArray() is [var known] ? known
        : throw new ProblemException(Problem.BadInput(Codes.UnknownCode, field));

    private static Tongue Tongue(HttpContext context) => Words.Language(context.Request.Headers[HeaderNames.AcceptLanguage].ToString());

    private static IResult Shown(string html) => Results.Text(html, "text/html; charset=utf-8");

    private static IResult File(HttpContext context, string text, string type)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Text(text, $"{type}; charset=utf-8");
    }

    private static IResult NotFound() => Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
}

/// <summary>A case's documents, and what this person may issue next.</summary>
public sealed record DocumentList(IReadOnlyList<DocumentCard> Items, IReadOnlyList<Offer> Offers);

/// <summary>A document as data, the complainant masked.</summary>
public sealed record DocumentContent(DocumentCard Card, DocumentBody Body);
