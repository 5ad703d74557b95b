using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Access;
using OpsMap.Server.Documents;
using OpsMap.Server.Platform;
using OpsMap.Server.Squads;

namespace OpsMap.Server.Trackers;

/// <summary>Tracking apps and car boxes (后台定位终端): a page stops reporting when its phone sleeps, they do not.</summary>
public static class TrackerEndpoints
{
    private static readonly Role[] _commanders = [Role.CityDispatcher, Role.CountyDispatcher, Role.SquadLeader];

    public static IServiceCollection AddTrackers(this IServiceCollection services) => services.AddSingleton<TrackerToken>().AddSingleton<TrackerRegister>();

    public static void MapTrackers(this IEndpointRouteBuilder app)
    {
        var trackers = app.MapGroup("/api/trackers").WithTags("Trackers").RequireRoles(_commanders);
        trackers.MapGet("/", async (CurrentActor me, TrackerRegister register, CancellationToken ct) => Results.Json(await register.List(me.Actor, ct), Wire.Options));
        trackers.MapPost("/", (NewTracker body, CurrentActor me, TrackerRegister register) => register.Enter(body, me.Actor));
        trackers.MapPost("/{id}/take-out", (Guid id, TakenOut body, CurrentActor me, TrackerRegister register) => register.TakeOut(id, body, me.Actor));
        trackers.MapGet("/{id}/token", Token);
        // the token stands in the path, or where the app puts a name of its own: the device id, the password
        app.MapMethods("/t/{token?}", [HttpMethods.Get, HttpMethods.Post], Hear).AllowAnonymous().WithTags("Trackers");
    }

    /// <summary>With the address as a code to scan: nobody types forty letters into a phone without a mistake.</summary>
    private static async Task<IResult> Token(Guid id, CurrentActor me, TrackerRegister register, IOptions<DocumentOptions> documents, HttpRequest request, CancellationToken ct)
    {
        if (await register.Token(id, me.Actor, ct) is not { } token) return Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
        var address = new Uri(documents.Value.Base ?? new Uri($"{request.Scheme}://{request.Host}"), "/t/" + token).ToString();
        var (size, code) = QrCode.Drawn(address);
        return Results.Json(new { token, path = "/t/" + token, address, code = new { size, path = code } }, Wire.Options);
    }

    /// <summary>A squad off duty shares nothing: its device is told yes, lest it keep the positions and send them later, and what it took off duty is let go.</summary>
    private static async Task<IResult> Hear(HttpRequest request, string? token, TrackerRegister register, TrackReports reports, TimeProvider clock, CancellationToken ct)
    {
        var (message, named) = await Read(request, clock.GetUtcNow(), ct);
        if (await register.Believe(token ?? named ?? Password(request), message.Battery, ct) is not { } tracker) return Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
        if (message.Fixes.Count > 0)
        {
            Fix[] fixes = [.. message.Fixes.Select(f => new Fix(f.At.ToUnixTimeMilliseconds(), f.At, f.Point.Lon, f.Point.Lat, (float)f.AccuracyM, (float?)f.SpeedMps, (float?)f.Heading))];
            // none of the protocols tells when a message was sent
            await reports.Take(tracker.Squad, $"tracker:{tracker.Id:N}", sentAt: null, fixes);
        }
        // OwnTracks takes a list of messages for the app as the answer; the others look at the status only
        return Results.Text("[]", "application/json");
    }

    private static async Task<(TrackerMessage Message, string? Token)> Read(HttpRequest request, DateTimeOffset now, CancellationToken ct)
    {
        if (request.HasJsonContentType())
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
            var name = body.RootElement.ValueKind is JsonValueKind.Object && body.RootElement.TryGetProperty("device_id", out var id) && id.ValueKind is JsonValueKind.String ? id.GetString() : null;
            return (TrackerJson.Read(body.RootElement, now), name);
        }
        var form = request.Query.Count == 0 && request.HasFormContentType ? await request.ReadFormAsync(ct) : null;
        Func<string, string?> said = form is null ? key => request.Query[key] : key => form[key];
        return (OsmAnd.Read(said, now), said("id") ?? said("deviceid"));
    }

    private static string? Password(HttpRequest request)
    {
        const string scheme = "Basic ";
        if (request.Headers.Authorization.ToString() is not { } header || !header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[scheme.Length..], bytes, out var length)) return null;
        return Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password] ? password : null;
    }
}
