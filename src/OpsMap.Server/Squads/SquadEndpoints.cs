using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Geo;
using OpsMap.Domain.Squads;
using OpsMap.Server.Access;
using OpsMap.Server.Devices;
using OpsMap.Server.Duty;
using OpsMap.Server.Intake;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Squads;

/// <summary>What boards ask about squads, and what a squad's phone says.</summary>
public static class SquadEndpoints
{
    private const int MostFixes = 200;

    private static readonly Role[] _registrars = [Role.CityDispatcher, Role.CountyDispatcher, Role.Admin];

    public static IEndpointRouteBuilder MapSquads(this IEndpointRouteBuilder app)
    {
        var squads = app.MapGroup("/api/squads").WithTags("Squads").RequireAuthorization();
        squads.MapGet("/", List);
        squads.MapPost("/", (SquadRequest body, CurrentActor me, SquadRegister register, CancellationToken ct) => register.Enter(body, me.Actor, ct)).RequireRoles(_registrars);
        squads.MapPut("/{id}", (SquadId id, SquadChange body, CurrentActor me, SquadRegister register, CancellationToken ct) => register.Change(id, body, me.Actor, ct)).RequireRoles(_registrars);
        squads.MapPost("/import", Import).RequireRoles(_registrars);
        squads.MapPost("/{id}/commands", Command).RefuseDisplaced();
        var phone = app.MapGroup("/api/squad").WithTags("Squad phone").RequireAuthorization();
        phone.MapGet("/now", Now);
        phone.MapPost("/track", Track).RefuseDisplaced();
        return app;
    }

    private static async Task<IResult> List(CurrentActor me, SquadQueries squads, bool? retired, CancellationToken ct) => WrittenJson.Of(await squads.List(me.Actor, retired is true, ct));

    private static Task<IResult> Import(HttpContext http, CurrentActor me, SquadImport import, CancellationToken ct) =>
        SheetUpload.Answer(http, SquadImport.Limits, (file, tongue) => import.Run(file, me.Actor, tongue, ct), ct);

    private static async Task<IResult> Command(
        SquadId id, SquadCommandRequest body, CurrentActor me, SquadQueries squads, SignedSteps signed, IOptions<DutyOptions> duty, IGrainFactory grains, HttpRequest http, CancellationToken ct)
    {
        // what is entered in the register has ways of its own, which look up what it names
        if (!body.Command.FromPeople || body.Command is SquadCommand.Register or SquadCommand.Revise) return Problems.Answer(Problem.BadInput(Codes.UnknownCode, "command.type"));
        if (body.Command is SquadCommand.ClockOn on && Uninformed(on, duty.Value) is { } bad) return Problems.Answer(bad);
        var answer = await grains.Squad(id).Handle(new SquadEnvelope
        {
            Id = body.CommandId,
            Command = body.Command is SquadCommand.StartBreak rest ? rest with { LastOfCounty = await squads.IsLast(id, ct) } : body.Command,
            By = me.Actor,
            ExpectedVersion = body.Version,
            ContentHash = Answers.HashOf(body.Command, id.Value, me.Actor),
            OccurredAt = body.OccurredAt,
            Device = await signed.Proof(http, body.Device, id.Value, body.OccurredAt, me.Actor, ct),
        });
        if (answer.Refusal is not { } no) return WrittenJson.Done(answer);
        // "you may not" would say that the squad is there
        return Problems.Answer(no.Kind == RefusalKind.WrongRole && !await squads.Knows(id, me.Actor, ct) ? new Refusal(Refusals.OtherCounty) : no);
    }

    /// <summary>Who is located has been told so: everybody of the crew by name, by a notice that is in force.</summary>
    private static Problem? Uninformed(SquadCommand.ClockOn on, DutyOptions duty) =>
        on.Members is not { Count: > 0 } ? Problem.BadInput(Codes.MemberMissing, "command.members")
        : !string.IsNullOrWhiteSpace(on.NoticeVersion) && !duty.NoticeVersions.Contains(on.NoticeVersion, StringComparer.Ordinal) ? Problem.Of(new Refusal(Refusals.NoSuchNotice, "command.noticeVersion"))
        : null;

    private static async Task<IResult> Now(CurrentActor me, SquadQueries squads, CancellationToken ct) =>
        me.Actor is { Squad: { } squad, Role: Role.SquadMember or Role.SquadLeader }
            ? WrittenJson.Of(await squads.Now(squad, me.Actor, ct))
            : Problems.Answer(new Refusal(Refusals.WrongRole));

    private static async Task<IResult> Track(TrackRequest body, CurrentActor me, TrackReports reports, TimeProvider clock)
    {
        if (me.Actor is not { Squad: { } squad, Role: Role.SquadMember or Role.SquadLeader }) return Problems.Answer(new Refusal(Refusals.WrongRole));
        if (body.Complaint() is { } bad) return Problems.Answer(bad);
        var (receipt, arrived) = await reports.Take(squad, body.Device, body.SentAt, body.InWgs84(), body.Word);
        return Results.Json(new TrackAnswer(receipt.Ack, arrived, receipt.Dropped, clock.GetUtcNow()), Wire.Options);
    }

    private sealed record TrackAnswer(long Ack, CaseId? Arrived, IReadOnlyList<DroppedFix> Dropped, DateTimeOffset ServerNow);

    /// <summary>Whether a phone gets positions; one that was never asked says nothing.</summary>
    public enum PhoneGps { Ok, Off, Denied }

    /// <summary>Fixes as the phone took them, in the datum it names; none when it only has something to say of itself.</summary>
    public sealed record TrackRequest(string Device, DateTimeOffset SentAt, IReadOnlyList<TrackFix> Fixes, Datum Datum = Datum.Wgs84, double? Battery = null, PhoneGps? Gps = null)
    {
        public Problem? Complaint()
        {
            if (Device.Length is 0 or > 64) return Problem.BadInput(Refusals.OutOfRange, "device");
            if (Battery is { } level && !(level is >= 0 and <= 1)) return Problem.BadInput(Refusals.OutOfRange, "battery");
            if (Fixes.Count > MostFixes) return Problem.BadInput(Refusals.OutOfRange, "fixes");
            for (var i = 0; i < Fixes.Count; i++)
                if (Fixes[i].Complaint() is { } field) return Problem.BadInput(Refusals.OutOfRange, $"fixes[{i}].{field}");
            return null;
        }

        public PhoneWord Word => new(Battery, Gps is { } gps ? gps is not PhoneGps.Ok : null);

        public Fix[] InWgs84() => [.. Fixes.Select(f =>
        {
            var point = Datums.ToWgs84(new GeoPoint(f.Lon, f.Lat), Datum);
            return new Fix(f.Seq, f.T, point.Lon, point.Lat, (float)f.Acc, (float?)f.Spd, (float?)f.Hdg);
        })];
    }

    /// <summary>One fix: degrees, metres, metres per second, degrees from north.</summary>
    public sealed record TrackFix(long Seq, DateTimeOffset T, double Lon, double Lat, double Acc, double? Spd = null, double? Hdg = null)
    {
        public string? Complaint() =>
            Seq < 0 ? "seq"
            : !double.IsFinite(Lat) || Math.Abs(Lat) > 90 ? "lat"
            : !double.IsFinite(Lon) || Math.Abs(Lon) > 180 ? "lon"
            : !double.IsFinite(Acc) || Acc is < 0 or > 100_000 ? "acc"
            : Spd is { } s && (!double.IsFinite(s) || s is < 0 or > 500) ? "spd"
            : Hdg is { } h && (!double.IsFinite(h) || h is < 0 or > 360) ? "hdg"
            : null;
    }

    /// <summary>A command of the squad's own.</summary>
    public sealed record SquadCommandRequest(CommandId CommandId, SquadCommand Command, int? Version = null, DateTimeOffset? OccurredAt = null, StepSignature? Device = null);
}
