using System.Net;
using OpsMap.Domain;
using OpsMap.Domain.Access;
using OpsMap.Server.Platform;

namespace OpsMap.Server.Access;

/// <summary>Sign in, who am I, sign out (登录、当前用户、退出).</summary>
public static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder app)
    {
        var session = app.MapGroup("/api/session").WithTags("Session");
        session.MapPost("/", SignIn).AllowAnonymous();
        session.MapPost("/code", Redeem).AllowAnonymous();
        session.MapGet("/", (CurrentActor me, Introduction introduce) => introduce.Me(me)).RequireAuthorization();
        session.MapDelete("/", SignOut).RequireAuthorization();
    }

    private static async Task<Me> SignIn(SignInRequest body, HttpContext context, SignIn signIn, Sessions sessions, Introduction introduce, CancellationToken ct)
    {
        var actor = await signIn.With(body.Login, body.Password, context.Address(), ct);
        return await Welcome(context, actor, sessions, introduce, ct);
    }

    private static async Task<Me> Redeem(CodeRequest body, HttpContext context, AccountCodes codes, AddressTries tries, Sessions sessions, Introduction introduce, CancellationToken ct)
    {
        if (!tries.Pay(context.Address())) throw new ProblemException(new Problem(StatusCodes.Status429TooManyRequests, Codes.TooManySignIns, RetryAfter: TimeSpan.FromMinutes(1)));
        var actor = await codes.Redeem(body.Code, body.Password, ct);
        tries.GiveBack(context.Address());
        return await Welcome(context, actor, sessions, introduce, ct);
    }

    private static async Task<IResult> SignOut(CurrentActor me, HttpContext context, Sessions sessions, Audit audit, CancellationToken ct)
    {
        await sessions.End(me.Session, ct);
        await audit.Record(new AuditEntry(AuditActions.SignedOut, me.Actor), ct);
        SessionToken.Clear(context);
        return Results.NoContent();
    }

    /// <summary>A new session in place of the old one: a cookie planted before the sign-in is worth nothing after it.</summary>
    internal static async Task<Me> Welcome(HttpContext context, Actor actor, Sessions sessions, Introduction introduce, CancellationToken ct)
    {
        if (context.User.CurrentActor() is { } before) await sessions.End(before.Session, ct);
        var token = await sessions.Start(actor.Id, ct);
        var me = await sessions.Find(token, ct) ?? throw new InvalidOperationException("A session just begun is not there");
        token.Set(context);
        return introduce.Me(me);
    }

    internal static IPAddress Address(this HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;
}

/// <summary>A login and its password.</summary>
public sealed record SignInRequest(string Login, string Password);

/// <summary>A one-time code, and the password that is to hold from now on.</summary>
public sealed record CodeRequest(string Code, string Password);

/// <summary>Who is signed in, as the pages show it (当前用户).</summary>
public sealed record Me(PersonId Id, string Name, Role Role, CountyCode County, string CountyName, Me.Crew? Squad, Me.Place? Office, bool Demo, DateTimeOffset ServerNow)
{
    /// <summary>The squad a member signs in for.</summary>
    public sealed record Crew(SquadId Id, string? Code);

    /// <summary>The station, section, department or venue the person works for.</summary>
    public sealed record Place(Guid Id, string Name);
}

/// <summary>Tells a page who its user is.</summary>
public sealed class Introduction(IConfiguration configuration, TimeProvider clock)
{
    private readonly bool _demo = configuration["DEMO_KEY"] is { Length: > 0 };

    public Me Me(CurrentActor me) => new(
        me.Actor.Id, me.Actor.Name, me.Actor.Role, me.Actor.County, me.CountyName,
        me.Actor.Squad is { } squad ? new Me.Crew(squad, me.SquadCode) : null,
        (me.Actor.Unit?.Value ?? me.Actor.Department?.Value ?? me.Actor.Venue?.Value) is { } office ? new Me.Place(office, me.OfficeName ?? "") : null, _demo, clock.GetUtcNow());
}
