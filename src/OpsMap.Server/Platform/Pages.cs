using Microsoft.Extensions.FileProviders;

namespace OpsMap.Server.Platform;

/// <summary>The browser pages (页面): one entry each, files with a hash in their name kept for good, entries asked for anew each time.</summary>
public static class Pages
{
    private static readonly string[] _entries = ["console", "squad", "screen", "liaison", "admin"];

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
        MapRootCertificate(app, files);
        foreach (var entry in _entries)
            app.MapGet($"/{entry}/{{**rest}}", (HttpContext context) => Entry(context, files, entry)).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Where an office has a root certificate of its own, everybody may fetch it and read how to trust it, before anything else works.</summary>
    private static void MapRootCertificate(WebApplication app, PhysicalFileProvider files)
    {
        if (app.Configuration["CA"] is not { Length: > 0 } root) return;
        app.MapGet("/ca", (HttpContext context) => Entry(context, files, "ca")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/ca/opsmap-root.crt", () => Results.File(Path.GetFullPath(root), "application/x-x509-ca-cert", "opsmap-root.crt")).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Entry(HttpContext context, PhysicalFileProvider files, string entry)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return Results.File(files.GetFileInfo($"{entry}.html").PhysicalPath!, "text/html; charset=utf-8");
    }

    private static PhysicalFileProvider? Folder(WebApplication app) =>
        app.Configuration["WEB"] is { Length: > 0 } path && File.Exists(Path.Combine(path, "index.html")) ? new PhysicalFileProvider(Path.GetFullPath(path)) : null;
}
