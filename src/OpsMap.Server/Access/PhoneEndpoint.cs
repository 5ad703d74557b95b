using Microsoft.AspNetCore.DataProtection;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Shows a complainant's number to who needs it (查看联系方式).</summary>
public static class PhoneEndpoint
{
    public static IServiceCollection AddComplainants(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = KeyFolder.At(configuration["KEYS"] is { Length: > 0 } path
            ? path
            : throw new InvalidOperationException("OPSMAP_KEYS is missing: the folder of the keys that complainants' data are encrypted with, shared by all nodes."));
        services.AddSingleton(folder);
        // before Data Protection's own start, which would make a key without asking the other nodes
        services.AddHostedService<FirstKey>();
        services.AddDataProtection().SetApplicationName("opsmap").PersistKeysToFileSystem(folder.Folder);
        return services.AddSingleton<ComplainantVault>();
    }

    public static void MapPhone(this IEndpointRouteBuilder app) =>
        app.MapPost("/api/cases/{id}/phone", Reveal).WithTags("Cases")
            .RequireRoles(Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.SquadMember, Role.SquadLeader);

    private static async Task<IResult> Reveal(CaseId id, PhoneRequest? body, CurrentActor me, ComplainantVault vault, CancellationToken ct) =>
        Texts.Optional("reason", body?.Reason, 200) is { } refusal
            ? Problems.Answer(refusal)
            : Results.Ok(await vault.Reveal(id, me.Actor, body?.Reason, ct));
}

/// <summary>Why the number is needed, if the person says so.</summary>
public sealed record PhoneRequest(string? Reason = null);
