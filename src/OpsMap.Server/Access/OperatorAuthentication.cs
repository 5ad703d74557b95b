using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace OpsMap.Server.Access;

/// <summary>The person at the machine itself (运维操作): shows the operator's key instead of a session.</summary>
public sealed class OperatorAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IConfiguration configuration)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Operator";
    public const string Header = "X-Operator-Key";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (configuration["OPERATOR_KEY"] is not { Length: > 0 } key || !Request.Headers.TryGetValue(Header, out var shown)) return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(Secrets.AreEqual(shown.ToString(), key)
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([], Scheme)), Scheme))
            : AuthenticateResult.Fail("wrong operator key"));
    }
}
