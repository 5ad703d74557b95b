using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Access;

/// <summary>Reads the session cookie of each request (会话认证).</summary>
public sealed class SessionAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionToken.In(Request) is not { } token) return AuthenticateResult.NoResult();
        if (await sessions.Find(token, Context.RequestAborted) is not { } current) return AuthenticateResult.Fail("session ended");
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ActorIdentity(current)), Scheme));
    }
}
