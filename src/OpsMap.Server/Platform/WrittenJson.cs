using OpsMap.Server.Cases;

namespace OpsMap.Server.Platform;

/// <summary>Answers whose JSON already exists: what the database or a grain serialised is not read and written again.</summary>
public static class WrittenJson
{
    private const string Type = "application/json; charset=utf-8";

    public static IResult Of(string json) => Results.Text(json, Type);

    public static IResult Done(CommandAnswer answer) => Of($$"""{"version":{{answer.Version}},"card":{{answer.Card}}}""");

    public static IResult Created(string location, Guid id, CommandAnswer answer) => new CreatedJson(location, $$"""{"id":"{{id}}","version":{{answer.Version}},"card":{{answer.Card}}}""");

    private sealed record CreatedJson(string Location, string Body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status201Created;
            httpContext.Response.Headers.Location = Location;
            httpContext.Response.ContentType = Type;
            return httpContext.Response.WriteAsync(Body, httpContext.RequestAborted);
        }
    }
}
