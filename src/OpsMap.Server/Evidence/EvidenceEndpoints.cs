using System.Globalization;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Devices;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Evidence;

/// <summary>Photos and signatures of a case (证据): sent from the scene, seen by who handles it.</summary>
public static class EvidenceEndpoints
{
    private static readonly Role[] _handlers = [Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader];

    // a photo over a valley's last bar of signal takes its time
    private static readonly TimeSpan _slowest = TimeSpan.FromMinutes(3);

    public static IServiceCollection AddEvidence(this IServiceCollection services) => services.AddSingleton<EvidenceDesk>();

    public static void MapEvidence(this IEndpointRouteBuilder app)
    {
        var evidence = app.MapGroup("/api/cases/{id}/evidence").WithTags("Evidence").RequireRoles(_handlers);
        evidence.MapPost("/", Take).RefuseDisplaced().WithRequestTimeout(_slowest);
        evidence.MapGet("/", List);
        evidence.MapGet("/{evidence}", Show);
    }

    private static async Task<IResult> Take(CaseId id, HttpRequest request, CurrentActor me, CaseQueries cases, EvidenceDesk desk, SignedSteps signed, CancellationToken ct)
    {
        if (!await cases.Knows(id, me.Actor, ct)) return NotFound();
        using var upload = await EvidenceUpload.Read(request, ct);
        var from = new EvidenceSender(Guid.TryParse(request.Headers[DeviceEndpoints.Header], out var device) ? device : null, await signed.Proof(upload, id, me.Actor, ct));
        var receipt = await desk.Take(id, upload, from, me.Actor, ct);
        return Results.Json(receipt, Wire.Options, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<IResult> List(CaseId id, CurrentActor me, CaseQueries cases, CancellationToken ct) =>
        await cases.Detail(id, me.Actor, ct) is { } detail ? Results.Json(detail.Evidence, Wire.Options) : NotFound();

    private static async Task<IResult> Show(CaseId id, string evidence, CurrentActor me, EvidenceDesk desk, HttpResponse response, CancellationToken ct)
    {
        if (!EvidenceId.TryParse(evidence, CultureInfo.InvariantCulture, out var one) || await desk.Show(id, one, me.Actor, ct) is not { } image) return NotFound();
        response.Headers.CacheControl = "private, max-age=300";
        return Results.Bytes(image, "image/jpeg");
    }

    private static IResult NotFound() => Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
}
