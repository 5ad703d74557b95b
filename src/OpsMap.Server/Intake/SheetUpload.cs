using Microsoft.AspNetCore.Http.Features;
using OpsMap.Domain;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Intake;

/// <summary>Takes a small table in from a browser (上传表格) and answers with what became of its lines; a file nobody can read is bad input.</summary>
internal static class SheetUpload
{
    private const int FormOverhead = 64 * 1024;

    public static async Task<IResult> Answer<TReport>(HttpContext http, IntakeOptions limits, Func<WorkOrderFile, Tongue, Task<TReport>> take, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limits.FileBytes + FormOverhead;
        try
        {
            using var upload = await Upload.Read(http.Request, limits, ct);
            var tongue = Words.Language(http.Request.Headers.AcceptLanguage.ToString());
            return Results.Json(await take(new WorkOrderFile(upload.Path, limits), tongue), Wire.Options);
        }
        catch (UnreadableFileException e)
        {
            return Problems.Answer(Problem.BadInput(e.Code, "file") with { Facts = e.Detail is { } detail ? Facts.Of("detail", detail) : null });
        }
    }
}
