using Microsoft.Extensions.FileProviders;

namespace OpsMap.Server.Platform;

/// <summary>The browser pages (页面): one entry each, files with a hash in their name kept for good, entries asked for anew each time.</summary>
public static class Pages
{
    private static readonly string[] _entries = ["console", "squad", "screen"];

    /// <summary>Files stand before everything that needs a person: the sign-in page itself is one.</summary>
    public static void UsePages(this WebApplication app)
    {
        if (Folder(app) is not { } files) return;
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = served => served.Context.Response.Headers.CacheControl =
                served.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    public static void MapPages(this WebApplication app)
    {
        if (Folder(app) is not { } files)
        {
            app.MapGet("/", () => Results.Text("The web pages are not built: npm ci && npm run build in web/", statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous().ExcludeFromDescription();
            return;
        }
        app.MapGet("/", (HttpContext context) => Entry(context, files, "index")).AllowAnonymous().ExcludeFromDescription();
        foreach (var entry in _entries)
            app.MapGet($"/{entry}/{{**rest}}", (HttpContext context) => Entry(context, files, entry)).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Entry(HttpContext context, PhysicalFileProvider files, string entry)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.File(files.GetFileInfo($"{entry}.html").PhysicalPath!, "text/html; charset=utf-8");
    }

    private static PhysicalFileProvider? Folder(WebApplication app) =>
        app.Configuration["WEB"] is { Length: > 0 } path && File.Exists(Path.Combine(path, "index.html")) ? new PhysicalFileProvider(Path.GetFullPath(path)) : null;
}
