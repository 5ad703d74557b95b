using System.Globalization;
using Microsoft.Extensions.Options;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Domain.Tracks;
using OpsMap.Server.Access;
using OpsMap.Server.LiveMap;
using OpsMap.Server.Platform;
using OpsMap.Server.Tracks;

namespace OpsMap.Server.Replay;

/// <summary>Looking back (轨迹与回放): where a squad was, and the whole map of an hour. Nobody looks without saying why, and that is written down.</summary>
public static class ReplayEndpoints
{
    private static readonly TimeSpan _longestTape = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan _exactForLead = TimeSpan.FromMinutes(60);
    private static readonly TimeSpan _longestTrack = TimeSpan.FromHours(24);

    public static IServiceCollection AddReplay(this IServiceCollection services) => services.AddSingleton<ReplayReader>().AddSingleton<LookingBack>();

    public static void MapReplay(this IEndpointRouteBuilder app)
    {
        Role[] watchers = [Role.CityDispatcher, Role.CountyDispatcher, Role.StationHead, Role.Leadership];
        // asked by POST: why somebody looks back stays out of addresses, which proxies and browsers write down
        app.MapPost("/api/replay", Replay).WithTags("Replay").RequireRoles(watchers);
        app.MapPost("/api/squads/{id}/track", Track).WithTags("Squads").RequireRoles([.. watchers, Role.SquadMember, Role.SquadLeader]);
    }

    private static async Task<IResult> Replay(LookBackRequest body, CurrentActor me, LookingBack back, ReplayReader reader, CancellationToken ct)
    {
        if (Audience.Of(me.Actor) is not { } audience) return Problems.Answer(new Refusal(Refusals.WrongRole));
        var (since, until) = await back.Enter(AuditActions.ReplayRead, me.Actor, null, body, _longestTape, ct);
        return Results.Text(ReplayJson.Write(await reader.Read(audience, since, until, ct), audience), "application/json; charset=utf-8");
    }

    private static async Task<IResult> Track(SquadId id, LookBackRequest body, CurrentActor me, LookingBack back, TrackReader tracks, IncidentSquads crowds, TimeProvider clock, CancellationToken ct)
    {
        if (me.Actor.Squad is { } own) return own == id ? await OwnTrack(id, body, me.Actor, back, tracks, ct) : Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
        if (Audience.Of(me.Actor) is not { } audience) return Problems.Answer(new Refusal(Refusals.WrongRole));
        if (await tracks.BaseOf(id, audience.Scope, ct) is not { } home) return Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
        // leadership sees where people are only as long as an incident needs it
        if (audience.IsLead && body.Exact is true && !(crowds.Contains(id) && body.From >= clock.GetUtcNow() - _exactForLead)) return Problems.Answer(new Refusal(Refusals.ExactOnlyInIncident));
        var coarse = audience.IsLead && body.Exact is not true;
        var (since, until) = await back.Enter(AuditActions.TrackRead, me.Actor, id.ToString(), body, _longestTrack, ct);
        return Results.Json(new SquadTrack(id, since, until, [.. (await tracks.Judged(id, home, since, until, ct)).Select(f => TrackFixView.Of(f, coarse))]), Wire.Options);
    }

    /// <summary>Where they were is the crew's own (个人信息保护法第四十五条): they need no reason, and that they looked is written down all the same.</summary>
    private static async Task<IResult> OwnTrack(SquadId id, LookBackRequest body, Actor me, LookingBack back, TrackReader tracks, CancellationToken ct)
    {
        if (await tracks.BaseOf(id, Scope.Of(me), ct) is not { } home) return Problems.Answer(ProblemStatus.Plain(StatusCodes.Status404NotFound));
        var (since, until) = await back.Enter(AuditActions.TrackRead, me, id.ToString(), body with { Reason = LookingBack.Own }, _longestTrack, ct);
        return Results.Json(new SquadTrack(id, since, until, [.. (await tracks.Judged(id, home, since, until, ct)).Select(f => TrackFixView.Of(f, coarse: false))]), Wire.Options);
    }
}

/// <summary>Which stretch of the past somebody asks for, and why; leadership also whether to the metre.</summary>
public sealed record LookBackRequest(DateTimeOffset? From = null, DateTimeOffset? To = null, string? Reason = null, bool? Exact = null);

/// <summary>The condition on looking back: a reason, a time that is past and still kept, and a line in the audit before anything is shown.</summary>
public sealed class LookingBack(Audit audit, IOptions<TrackOptions> options, TimeProvider clock)
{
    /// <summary>The reason of who looks at their own.</summary>
    public const string Own = "own track";

    private const int ShortestReason = 4;

    public async Task<(DateTimeOffset From, DateTimeOffset To)> Enter(string action, Actor by, string? subject, LookBackRequest asked, TimeSpan longest, CancellationToken ct)
    {
        var reason = asked.Reason;
        if (asked.From is not { } from) throw new ProblemException(Problem.BadInput(Codes.MemberMissing, "from"));
        if (asked.To is not { } to) throw new ProblemException(Problem.BadInput(Codes.MemberMissing, "to"));
        if (Texts.Required("reason", reason, 200) is { } no) throw new ProblemException(Problem.Of(no));
        if (reason!.Trim().Length < ShortestReason) throw new ProblemException(new Problem(StatusCodes.Status400BadRequest, Refusals.OutOfRange, "reason", Facts.Of("min", ShortestReason)));
        var now = clock.GetUtcNow();
        if (from < now - TimeSpan.FromDays(options.Value.KeepDays) || from >= to) throw new ProblemException(Problem.BadInput(Refusals.OutOfRange, "from"));
        if (to > now || to - from > longest) throw new ProblemException(Problem.BadInput(Refusals.OutOfRange, "to"));
        await audit.Record(new AuditEntry(action, by, subject).With("reason", reason.Trim()).With("from", from.ToString("O", CultureInfo.InvariantCulture)).With("to", to.ToString("O", CultureInfo.InvariantCulture)), ct);
        return (from, to);
    }
}

/// <summary>Where a squad was, with what speaks against single fixes (轨迹).</summary>
public sealed record SquadTrack(SquadId Squad, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<TrackFixView> Fixes);

/// <summary>One fix of a track: coarse for leadership.</summary>
public sealed record TrackFixView(DateTimeOffset At, double Lon, double Lat, double? Acc, double? Spd, double? Hdg, IReadOnlyList<string>? Doubts, int? LateS)
{
    private const int Late = 60;

    public static TrackFixView Of(JudgedFix fix, bool coarse)
    {
        var (stored, doubt) = fix;
        var late = (int)(stored.ReceivedAt - stored.Fix.At).TotalSeconds;
        return new TrackFixView(stored.Fix.At,
            coarse ? Math.Round(stored.Fix.Point.Lon, 2) : stored.Fix.Point.Lon, coarse ? Math.Round(stored.Fix.Point.Lat, 2) : stored.Fix.Point.Lat,
            coarse ? null : stored.Fix.AccuracyM, stored.Fix.SpeedMps, coarse ? null : stored.Fix.Heading,
            Named(doubt), late > Late ? late : null);
    }

    private static IReadOnlyList<string>? Named(FixDoubt doubt) =>
        doubt is FixDoubt.None ? null : [.. Enum.GetValues<FixDoubt>().Where(d => d is not FixDoubt.None && doubt.HasFlag(d)).Select(JsonNames.Of)];
}
