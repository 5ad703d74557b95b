using System.Text.Json;
using System.Text.Json.Nodes;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Cases;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Certificates;

/// <summary>The proof that a squad was there, and that nobody has touched the proofs.</summary>
public static class CertificateEndpoints
{
    public static IServiceCollection AddCertificates(this IServiceCollection services) =>
        services.AddSingleton<CertificateChain>().AddSingleton<CertificateDues>().AddSingleton<CertificateClerk>().AddHostedService<CertificateDesk>();

    public static void MapCertificates(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/cases/{id}/arrival", Arrival).WithTags("Cases").RequireCaseReader();
        app.MapGet("/api/certificates/chain", Chain).WithTags("Cases").RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.Leadership);
    }

    /// <summary>What is ripe for this case is drawn up first, so that nobody reads too early; what waits for its track is said to.</summary>
    private static async Task<IResult> Arrival(CaseId id, CurrentActor me, CaseQueries cases, CertificateClerk clerk, CertificateChain chain, CertificateDues dues, CancellationToken ct)
    {
        if (!await cases.Knows(id, me.Actor, ct)) return NotFound();
        while (await clerk.Next(id, ct)) { }
        if (await chain.Newest(id, ct) is not { } issued) return NotFound();
        var body = JsonSerializer.SerializeToNode(issued.Body, Wire.Options)!.AsObject();
        body["hash"] = issued.Hash;
        body["waits"] = await dues.Waits(id, ct);
        body["links"] = JsonSerializer.SerializeToNode(await chain.Links(id, ct), Wire.Options);
        // leadership sees places to about a kilometre, and of a stay that it was
        if (me.Actor.Role is Role.Leadership) body["fixes"] = new JsonArray();
        return Results.Text(body.ToJsonString(Wire.Options), "application/json; charset=utf-8");
    }

    private static async Task<IResult> Chain(CountyCode county, CurrentActor me, CertificateChain chain, CancellationToken ct) =>
        me.Actor.MaySee(county) ? Results.Json(await chain.Verify(county, ct), Wire.Options) : NotFound();

    private static IResult NotFound() => Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
}
