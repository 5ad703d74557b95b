using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Incidents;
using OpsMap.Server.Access;
using OpsMap.Server.Geodata;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Incidents;

/// <summary>Everything a desk may ask of or say to an incident.</summary>
public static class IncidentEndpoints
{
    private static readonly Role[] _desks = [Role.CityDispatcher, Role.CountyDispatcher];
    private static readonly Role[] _readers = [.. _desks, Role.StationHead, Role.Section, Role.Leadership];

    public static void MapIncidents(this IEndpointRouteBuilder app)
    {
        var incidents = app.MapGroup("/api/incidents").WithTags("Incidents");
        incidents.MapGet("/", List).RequireRoles(_readers);
        incidents.MapGet("/{id}", Detail).RequireRoles(_readers);
        incidents.MapPost("/", Open).RequireRoles(_desks);
        incidents.MapPost("/{id}/commands", Command).RequireRoles(_desks);
    }

    private static async Task<IResult> List(CurrentActor me, IncidentQueries incidents, bool? open, DateTimeOffset? before, int? limit, CancellationToken ct) =>
        WrittenJson.Of(await incidents.List(me.Actor, open, before, Math.Clamp(limit ?? 50, 1, 200), ct));

    private static async Task<IResult> Detail(IncidentId id, CurrentActor me, IncidentQueries incidents, CancellationToken ct) =>
        await incidents.Detail(id, me.Actor, ct) is { } detail ? Results.Json(detail, Wire.Options) : Problems.Answer(new Problem(StatusCodes.Status404NotFound, Codes.NotFound));

    /// <summary>The incident takes its id from the command.</summary>
    private static async Task<IResult> Open(OpenIncidentRequest body, CurrentActor me, Jurisdiction jurisdiction, IGrainFactory grains, CancellationToken ct)
    {
        var said = body.Incident;
        var place = said.Point.IsOnEarth ? await jurisdiction.Of(Datums.ToWgs84(said.Point, said.Datum ?? Datum.Wgs84), ct) : (Place?)null;
        var answer = await grains.Incident(new IncidentId(body.CommandId.Value)).Handle(new IncidentEnvelope
        {
            Id = body.CommandId,
            Command = new IncidentCommand.Open(said, place?.County),
            By = me.Actor,
            ContentHash = Answers.HashOf(said, body.CommandId.Value, me.Actor),
        });
        return answer.Refusal is { } no ? Problems.Answer(no) : WrittenJson.Created($"/api/incidents/{body.CommandId}", body.CommandId.Value, answer);
    }

    private static async Task<IResult> Command(IncidentId id, IncidentCommandRequest body, CurrentActor me, IncidentQueries incidents, IGrainFactory grains, CancellationToken ct)
    {
        if (body.Command is IncidentCommand.Open) return Problems.Answer(Problem.BadInput(Codes.UnknownCode, "command.type"));
        var answer = await grains.Incident(id).Handle(new IncidentEnvelope
        {
            Id = body.CommandId,
            Command = body.Command,
            By = me.Actor,
            ExpectedVersion = body.Version,
            ContentHash = Answers.HashOf(body.Command, id.Value, me.Actor),
        });
        if (answer.Refusal is not { } no) return WrittenJson.Done(answer);
        // a county that has a case in it knows of it, and may read but not act
        return Problems.Answer(no is { Code: Refusals.OtherCounty, Field: null } && await incidents.Knows(id, me.Actor, ct) ? new Refusal(Refusals.WrongRole) : no);
    }
}

/// <summary>A new incident.</summary>
public sealed record OpenIncidentRequest(CommandId CommandId, IncidentSaid Incident);

/// <summary>A command to an incident: its id, the version the person was looking at, and what is said.</summary>
public sealed record IncidentCommandRequest(CommandId CommandId, IncidentCommand Command, int? Version = null);
