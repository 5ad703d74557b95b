using System.Text.Json;
using Microsoft.Net.Http.Headers;
using OpsMap.Domain;

namespace OpsMap.Server.Platform;

/// <summary>Why a request got no for an answer (拒绝理由): a stable code, the field it is about, and the facts its words need.</summary>
public sealed record Problem(int Status, string Code, string? Field = null, IReadOnlyDictionary<string, string>? Facts = null, TimeSpan? RetryAfter = null)
{
    public static Problem BadInput(string code, string? field = null) => new(StatusCodes.Status400BadRequest, code, field);

    /// <summary>What was tried, for the audit; a stranger is told less than we know.</summary>
    public string Attempt { get; init; } = Code;

    /// <summary>The rules said no. What the user typed is bad input; what the case or squad forbids is a conflict; another county's case does not exist.</summary>
    public static Problem Of(Refusal refusal) => ProblemStatus.Of(refusal) switch
    {
        StatusCodes.Status404NotFound when refusal.Field is null => new Problem(StatusCodes.Status404NotFound, Codes.NotFound) { Attempt = refusal.Code },
        var status => new Problem(status, refusal.Code, refusal.Field, refusal.Facts),
    };
}

/// <summary>Ends a request with a <see cref="Problem"/> from wherever it was noticed.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}

/// <summary>Answers with RFC 9457 problems whose title is in the user's language.</summary>
public static class Problems
{
    public const string ContentType = "application/problem+json";

    public static IResult Answer(Problem problem) => new ProblemResult(problem);

    public static IResult Answer(Refusal refusal) => Answer(Problem.Of(refusal));

    public static async Task Write(HttpContext context, Problem problem)
    {
        context.Features.Set(problem);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfter is { } wait) response.Headers.RetryAfter = HeaderText((int)Math.Ceiling(wait.TotalSeconds));
        var language = Words.Language(context.Request.Headers[HeaderNames.AcceptLanguage].ToString());
        response.Headers.ContentLanguage = language == Tongue.Chinese ? "zh-CN" : "en";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        var body = new ProblemBody(problem.Status, Words.Of(problem.Code, language, problem.Facts), problem.Code, problem.Field, problem.Facts);
        await JsonSerializer.SerializeAsync(response.Body, body, Wire.Options, context.RequestAborted);
    }

    private static string HeaderText(int seconds) => seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record ProblemBody(int Status, string Title, string Code, string? Field, IReadOnlyDictionary<string, string>? Facts);

    private sealed record ProblemResult(Problem Problem) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => Write(httpContext, Problem);
    }
}
