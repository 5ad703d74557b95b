using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Server.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Intake;

/// <summary>Imports work orders (工单导入) for the operator; the answer is one JSON line after the other while it runs.</summary>
public static class IntakeEndpoints
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static void MapIntake(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/operator/import", Take).RequireOperator().WithTags("Operator").WithMetadata(new DisableRequestTimeoutAttribute());

    private static async Task Take(HttpContext http, IRegistrar registrar, IOptions<IntakeOptions> options, TimeProvider clock)
    {
        var (limits, ct) = (options.Value, http.RequestAborted);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = limits.FileBytes + 1024 * 1024;
        try
        {
            using var upload = await Upload.Read(http.Request, limits, ct);
            var file = new WorkOrderFile(upload.Path, limits);
            var reader = WorkOrderReader.For(file.Rows(), upload.Mapping, channel: null, datum: null);
            var report = await new Import(file, reader, registrar, limits, clock).Run(p => Say(http.Response, p, ct), ct);
            await Say(http.Response, report, ct);
        }
        catch (UnreadableFileException e) when (!http.Response.HasStarted)
        {
            var facts = e.Detail is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["detail"] = e.Detail };
            await Problems.Write(http, Problem.BadInput(e.Code, "file") with { Facts = facts });
        }
    }

    private static async Task Say<T>(HttpResponse response, T line, CancellationToken ct)
    {
        response.ContentType ??= "application/x-ndjson; charset=utf-8";
        await JsonSerializer.SerializeAsync(response.Body, line, Wire.Options, ct);
        await response.Body.WriteAsync(NewLine, ct);
        await response.Body.FlushAsync(ct);
    }
}
